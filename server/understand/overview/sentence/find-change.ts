import type { Comparison, Measured } from "../../../../contracts/understand/metrics.ts";
import { benjaminiHochberg, type choose, pValueOf } from "../../metrics/metrics.ts";

type Chosen = ReturnType<typeof choose>;

/** What a number needs behind it, in both periods, to be spoken of before all others. */
export const LEAST_ANSWERS = 30;
/** Of the changes that are found no more than so many are chance, on average. */
export const FALSE_FINDINGS = 0.05;
/** Smaller changes are not worth a sentence, however sure they are: so much of what lies between best and worst. */
const LEAST_OF_RANGE = 0.025;

/** A number that was looked at. */
export interface Looked {
  chosen: Chosen;
  result: Measured;
  comparison: Comparison | undefined;
  /** Of one place; what is of all customers goes before it. */
  isPart: boolean;
}

interface Found<L extends Looked> {
  /** The largest change beyond chance. */
  change: (L & { comparison: Comparison; pValue: number }) | null;
  compared: number;
  changed: number;
  tooFew: number;
}

/** The change to speak of: beyond chance among all that were looked at, large enough, and the largest of those. */
export function findChange<L extends Looked>(numbers: readonly L[]): Found<L> {
  const compared = numbers.flatMap((each) => {
    const { comparison } = each;
    const pValue = comparison && isEnough(each.result, comparison.previous) ? pValueOf(differenceOf(comparison)) : null;
    return comparison && pValue !== null ? [{ ...each, comparison, pValue }] : [];
  });
  const stands = benjaminiHochberg(
    compared.map(({ pValue }) => pValue),
    FALSE_FINDINGS,
  );
  const changed = compared.filter((each, index) => stands[index] && sizeOf(each) >= LEAST_OF_RANGE);
  changed.sort((a, b) => Number(a.isPart) - Number(b.isPart) || sizeOf(b) - sizeOf(a));
  return {
    change: changed[0] ?? null,
    compared: compared.length,
    changed: changed.length,
    tooFew: numbers.length - compared.length,
  };
}

/** Whether both may be spoken of. */
export function isEnough(...periods: readonly Pick<Measured, "n" | "hidden" | "value">[]): boolean {
  return periods.every(({ n, hidden, value }) => value !== null && !hidden && n >= LEAST_ANSWERS);
}

function differenceOf({ delta, deltaLow, deltaHigh }: Comparison) {
  return { value: delta, low: deltaLow, high: deltaHigh };
}

function sizeOf({ chosen, comparison }: { chosen: Chosen; comparison: Comparison }): number {
  return Math.abs(comparison.delta ?? 0) / rangeOf(chosen);
}

/** What lies between the best and the worst that a number can be. */
function rangeOf({ metric, variant, params }: Chosen): number {
  const unit = metric.variants.find(({ name }) => name === variant)?.unit ?? metric.unit;
  if (unit === "points") return 200;
  if (unit === "share") return 1;
  if (typeof params.scale === "number") return params.scale - 1;
  const [low, high] = metric.scale ?? [0, 1];
  return high - low;
}
