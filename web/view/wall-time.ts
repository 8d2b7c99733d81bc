import { MINUTE } from "../../contracts/words/durations.ts";

/** What a clock on the wall shows in a zone, as a date field takes it: `2026-03-29T02:30`. */
export function wallTime(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    hourCycle: "h23",
  }).format(instant);
  return parts.replace(" ", "T");
}

/** The instant at which a clock in a zone shows a time; null for what is none. The earlier of two, and after an hour that is left out. */
export function instantAt(wall: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  // No zone is farther than this from UTC, and its clock changes at most once meanwhile.
  const around = [-15 * 60, 15 * 60].map((minutes) => new Date(asUtc + minutes * MINUTE));
  const shifts = around.map((instant) => Date.parse(`${wallTime(instant, timeZone)}Z`) - floor(instant));
  const found = shifts.map((shift) => new Date(asUtc - shift)).find((each) => wallTime(each, timeZone) === wall);
  return found ?? new Date(asUtc - (shifts[0] ?? 0));
}

function floor(instant: Date): number {
  return Math.floor(instant.getTime() / MINUTE) * MINUTE;
}
