import { DAY, HOUR } from "../../contracts/words/durations.ts";
import type { Random } from "../words/random.ts";

/** Midnight UTC of the day that holds the instant. */
export function startOfDay(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** The same day of the month `months` earlier, or the last day of that month when it is shorter. */
export function monthsBefore(date: Date, months: number): Date {
  const result = new Date(date);
  const day = result.getUTCDate();
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(day, lastDay));
  return result;
}

/** Fourth Thursday of November plus one day. */
export function blackFriday(year: number): number {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  return Date.UTC(year, 10, 1 + ((4 - first + 7) % 7) + 22);
}

const RETAIL_WEEKDAY = [1.18, 1.02, 0.94, 0.93, 0.97, 0.92, 1.04];
const RETAIL_MONTH = [0.82, 0.8, 0.92, 1.0, 1.02, 0.95, 0.88, 0.86, 0.98, 1.05, 1.32, 1.5];
export const RETAIL_PEAK = 4;

/** Relative demand of a day at the shop; an ordinary day is 1, never above `RETAIL_PEAK`. */
export function retailDemand(day: number): number {
  const date = new Date(day);
  const month = date.getUTCMonth();
  let demand = (RETAIL_WEEKDAY[date.getUTCDay()] ?? 1) * (RETAIL_MONTH[month] ?? 1);
  const daysFromFriday = (day - blackFriday(date.getUTCFullYear())) / DAY;
  if (daysFromFriday >= 0 && daysFromFriday <= 3) demand *= 3.2 - 0.35 * daysFromFriday;
  else if (daysFromFriday >= -4 && daysFromFriday < 0) demand *= 1.25;
  const dayOfMonth = date.getUTCDate();
  if (month === 11 && dayOfMonth >= 20) demand *= dayOfMonth >= 24 ? 0.4 : 0.75;
  return Math.min(demand, RETAIL_PEAK);
}

const BANK_WEEKDAY = [0.62, 1.16, 1.08, 1.05, 1.06, 1.14, 0.74];
export const BANK_PEAK = 2.4;

/** Relative demand of a day at the bank: salaries arrive on the 25th, rents leave on the 1st. */
export function bankDemand(day: number): number {
  const date = new Date(day);
  const dayOfMonth = date.getUTCDate();
  let demand = BANK_WEEKDAY[date.getUTCDay()] ?? 1;
  if (dayOfMonth >= 25 && dayOfMonth <= 27) demand *= 1.75;
  else if (dayOfMonth <= 2) demand *= 1.45;
  if (date.getUTCMonth() === 7) demand *= 0.85;
  if (date.getUTCMonth() === 11 && dayOfMonth >= 24 && dayOfMonth <= 26) demand *= 0.45;
  return Math.min(demand, BANK_PEAK);
}

const ONLINE_HOURS = [4, 2, 1, 1, 1, 2, 6, 12, 18, 22, 25, 26, 28, 26, 24, 24, 26, 30, 36, 46, 52, 46, 28, 12];
const OFFICE_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 14, 34, 40, 36, 24, 26, 32, 34, 30, 14, 0, 0, 0, 0, 0, 0];

/** A moment within the day, in UTC, that is a likely hour where the person lives. */
export function momentOn(random: Random, day: number, utcOffset: number, hours: "online" | "office"): number {
  const hour = random.weighted(hours === "online" ? ONLINE_HOURS : OFFICE_HOURS) - utcOffset;
  return day + ((hour + 24) % 24) * HOUR + random.between(0, HOUR);
}

/** The first office day at or after the day: depots and service desks rest at the weekend. */
export function workingDay(day: number): number {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 6) return day + 2 * DAY;
  return weekday === 0 ? day + DAY : day;
}
