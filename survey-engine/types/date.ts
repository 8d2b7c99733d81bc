import { plainDigits } from "./digits.ts";
import { refused, rulesOf, type Taken, taken } from "./type-rules.ts";

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether it is a day of the calendar, written `2026-01-31`. */
export function isDay(text: string): boolean {
  const [, year = "", month = "", day = ""] = DAY.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // A day that is none, such as the 30th of February, becomes another one.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text.length === 10;
}

export const date = rulesOf<"date", string>({
  take(given, { from, to }, _around, path): Taken<string> {
    const day = typeof given === "string" && given.length <= 20 ? plainDigits(given.trim()) : "";
    if (!isDay(day)) return refused(path, "not_a_date");
    if (from !== undefined && day < from) return refused(path, "too_early", { minimum: from });
    return to !== undefined && day > to ? refused(path, "too_late", { maximum: to }) : taken(day);
  },
  seen: (answer) => answer,
  said: (answer, _question, { language }) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${answer}T00:00:00Z`)),
});
