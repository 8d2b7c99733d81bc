import type { Comparison } from "../../../../contracts/understand/metrics.ts";
import {
  apart,
  benjaminiHochberg,
  type choose,
  type Figures,
  type Moved,
  type PartMoved,
  pValueOf,
  toMeasured,
  verdictOf,
  withinGroup,
} from "../../metrics/metrics.ts";
import { FALSE_FINDINGS, isEnough } from "./find-change.ts";

type Chosen = ReturnType<typeof choose>;

/** A group that changed more than all others together, with what of the whole change is its own. */
export interface Source extends PartMoved {
  amount: number;
  share: number;
  pValue: number;
}

/**
 * The group that most of the change comes from: it changed the same way as the whole and further than all others, beyond
 * chance among all groups that were looked at, and at least `leastShare` of the change is its own. Null where no group is so,
 * or where the metric's figures do not add up over groups.
 */
export function findSource(
  chosen: Chosen,
  whole: Moved,
  parts: readonly PartMoved[],
  leastShare: number,
): Source | null {
  const { metric, variant } = chosen;
  const { without } = metric;
  const change = metric.difference(whole.now, whole.before, variant).value;
  if (!without || !change) return null;
  const estimate = (figures: Figures) => metric.estimate(figures, variant);
  const all = { now: estimate(whole.now).n, before: estimate(whole.before).n };
  const tested = parts.flatMap((part) => {
    const others = { now: without(whole.now, part.now, variant), before: without(whole.before, part.before, variant) };
    const [now, before] = [estimate(part.now), estimate(part.before)];
    const sides = [now, before, estimate(others.now), estimate(others.before)];
    if (!isEnough(...sides.map((each) => toMeasured(each, metric.minimumN)))) return [];
    const own = metric.difference(part.now, part.before, variant);
    const rest = metric.difference(others.now, others.before, variant);
    const further = apart(own, rest);
    const pValue = pValueOf(further);
    if (now.value === null || before.value === null || further.value === null || pValue === null) return [];
    const amount = withinGroup(
      { value: now.value, n: now.n, all: all.now },
      { value: before.value, n: before.n, all: all.before },
    );
    const isFurther = Math.sign(further.value) === Math.sign(change);
    return [{ ...part, amount, share: amount / change, pValue, isFurther }];
  });
  const stands = benjaminiHochberg(
    tested.map(({ pValue }) => pValue),
    FALSE_FINDINGS,
  );
  const [most] = tested
    .filter(({ isFurther, share }, index) => stands[index] && isFurther && share >= leastShare)
    .sort((a, b) => b.share - a.share);
  if (!most) return null;
  const { isFurther, ...source } = most;
  return source;
}

/** A number as it is answered, compared. */
export function measure({ metric, variant }: Chosen, { now, before }: Moved) {
  const previous = toMeasured(metric.estimate(before, variant), metric.minimumN);
  const comparison: Comparison = { previous, ...verdictOf(metric, now, before, variant) };
  return { result: toMeasured(metric.estimate(now, variant), metric.minimumN), comparison };
}
