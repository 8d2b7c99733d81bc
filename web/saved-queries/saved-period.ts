import type { Period } from "../../contracts/understand/metrics.ts";
import {
  addDays,
  addMonths,
  type Days,
  daysOf,
  isDay,
  type Preset,
  presets,
  today,
  type ViewSearch,
} from "../view/period.ts";

type Relative = Extract<Period, { last: number }>;

/** Presets as a query keeps them: they go on meaning the days before whenever it is asked. */
const relatives: Record<Preset, Relative> = {
  today: { last: 1, unit: "day" },
  yesterday: { last: 1, unit: "day", complete: true },
  "7d": { last: 7, unit: "day" },
  "30d": { last: 30, unit: "day" },
  "90d": { last: 90, unit: "day" },
  "12m": { last: 365, unit: "day" },
  this_month: { last: 1, unit: "month" },
  last_month: { last: 1, unit: "month", complete: true },
  this_quarter: { last: 1, unit: "quarter" },
  this_year: { last: 1, unit: "year" },
};

/** The period of the page as a query to keep. */
export function periodOf({ period }: ViewSearch, days: Days): Period {
  return period === "custom" ? days : relatives[period ?? "90d"];
}

/** The address of a period that was kept: the preset that means it, or the days that it means today. */
export function searchOf(period: Period, timeZone: string, now: Date): Pick<ViewSearch, "period" | "from" | "to"> {
  if ("last" in period) {
    const preset = presets.find((each) => {
      const relative = relatives[each];
      return (
        relative.last === period.last &&
        relative.unit === period.unit &&
        (relative.complete ?? false) === (period.complete ?? false)
      );
    });
    if (preset) return { period: preset === "90d" ? undefined : preset, from: undefined, to: undefined };
    return { period: "custom", ...daysOfRelative(period, today(now, timeZone)) };
  }
  const day = (text: string, before: number) =>
    isDay(text) ? text : today(new Date(new Date(text).getTime() - before), timeZone);
  return { period: "custom", from: day(period.from, 0), to: day(period.to, 1) };
}

function daysOfRelative({ last, unit, complete }: Relative, on: string): Days {
  const running = startOf(unit, on);
  const count = complete ? last : last - 1;
  const from = {
    day: () => addDays(running, -count),
    week: () => addDays(running, -7 * count),
    month: () => addMonths(running, -count),
    quarter: () => addMonths(running, -3 * count),
    year: () => addMonths(running, -12 * count),
  }[unit]();
  return { from, to: complete ? addDays(running, -1) : on };
}

function startOf(unit: Relative["unit"], on: string): string {
  if (unit === "day") return on;
  if (unit === "week") return addDays(on, -((new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7));
  return daysOf(`this_${unit}`, on).from;
}
