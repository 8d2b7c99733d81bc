import { DAY } from "../../contracts/words/durations.ts";
import type { Days } from "../view/period.ts";

export type Interval = "day" | "week" | "month";

/** Steps that show a shape: neither three points nor four hundred. `wanted` is kept where it does. */
export function intervalFor({ from, to }: Days, wanted?: Interval): Interval {
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (days <= 21) return "day";
  if (wanted === "month" && days <= 62) return "week";
  if (wanted === "day" && days > 190) return "week";
  return wanted ?? (days <= 400 ? "week" : "month");
}
