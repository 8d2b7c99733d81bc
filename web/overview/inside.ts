import type { Answer, Comparison, QueryInput } from "../../contracts/understand/metrics.ts";
import { useAnswer } from "../metrics/ask.ts";

/**
 * Where the period before has too little to compare with, as where something has only begun: the second half of the period
 * compared with the first. Undefined where there is no need, and until it is known.
 */
export function useInside(query: QueryInput, answer: Answer): Comparison | undefined {
  const isNeeded = isOpen(answer);
  const { interval, ...asked } = query;
  const inside = useAnswer({ ...asked, ...halvesOf(answer) }, isNeeded);
  const comparison = inside.data?.metrics[0]?.rows[0]?.comparison;
  return isNeeded && !inside.isPlaceholderData && comparison?.verdict !== "not_enough_data" ? comparison : undefined;
}

function isOpen({ metrics: [metric] }: Answer): boolean {
  const [row] = metric?.rows ?? [];
  return row?.comparison?.verdict === "not_enough_data" && !row.result.hidden && row.result.value !== null;
}

/** As long as each other, up to now: of what is counted, more hours have more. */
export function halvesOf({ period, asOf }: Pick<Answer, "period" | "asOf">): Pick<QueryInput, "period" | "compare"> {
  const from = Date.parse(period.from);
  const to = Math.min(Date.parse(period.to), Date.parse(asOf));
  const [start, middle, end] = [from, from + Math.floor((to - from) / 2), to].map((time) =>
    new Date(time).toISOString(),
  ) as [string, string, string];
  return { period: { from: middle, to: end }, compare: { from: start, to: middle } };
}
