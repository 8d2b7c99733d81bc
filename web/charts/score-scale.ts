import type { Definition, Measured } from "../../contracts/understand/metrics.ts";
import type { Translate } from "../i18n/words.ts";
import type { Unit } from "../ui/format.ts";

/** The whole scale that a score was given on: an axis shows all of it, however close together the answers lie. */
interface ScoreScale {
  low: number;
  high: number;
  /** A label for every point; the ends say what they mean. */
  label: (value: number) => string;
}

const told = ["csat", "ces", "emotion", "expectation"] as const;
// With more points the axis is divided as that of any number.
const MOST_POINTS = 11;

/** Undefined for what is no mean of answers on a scale of a few points, and where `shown` were given on another one. */
export function scoreScale(
  definition: Definition | undefined,
  unit: Unit,
  shown: readonly Measured[],
  t: Translate,
): ScoreScale | undefined {
  const metric = told.find((name) => name === definition?.metric);
  if (definition === undefined || metric === undefined || unit !== "score") return undefined;
  const asked = definition.params.find(({ name }) => name === "scale")?.default;
  const [low, high] = typeof asked === "number" ? [1, asked] : (definition.scale ?? [0, Number.POSITIVE_INFINITY]);
  if (high - low >= MOST_POINTS) return undefined;
  if (shown.some(({ value }) => value !== null && (value < low || value > high))) return undefined;
  const endOf = (value: number) => (value === low ? "low" : value === high ? "high" : undefined);
  return {
    low,
    high,
    label(value) {
      const end = endOf(value);
      return end ? `${value} ${t(`chart.end.${metric}_${end}`)}` : String(value);
    },
  };
}

/** The points of a scale. */
export function pointsOf({ low, high }: ScoreScale): number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}
