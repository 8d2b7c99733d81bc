import type { JourneyDocument, LaneKind, StepNumbers } from "../../../contracts/understand/journeys.ts";
import { originsOf, stepKindOf } from "../../../contracts/words/step-kinds.ts";
import { gapOf } from "../../metrics/expectation-gap.ts";
import { cellOf, stepsOf } from "../document/document.ts";
import type { NumbersByStep } from "../queries.ts";

/** Something the map says that is worth a look, with the cell it stands in. */
export type Finding = { step: string; stepName: string; lane: string } & (
  | { kind: "loss" | "failure"; share: number; people: number; from: string }
  | { kind: "gap"; gap: number }
  | { kind: "worse"; of: "satisfaction" | "effort" | "nps"; delta: number }
);

/** The share of the people of the bound step before who did not come here. */
export function lossShare(numbers: StepNumbers | undefined): number | null {
  if (!numbers || numbers.droppedOff === null || numbers.passed === null) return null;
  const before = numbers.passed + numbers.droppedOff;
  return before === 0 ? null : numbers.droppedOff / before;
}

/** Of those who passed the forward step before, the share who came to this one; null where none is before. */
export function metShare(numbers: StepNumbers | undefined): number | null {
  if (!numbers || numbers.passed === null || !numbers.passedBefore) return null;
  return numbers.passed / numbers.passedBefore;
}

/** The greatest loss, the failure that most people meet, the widest gap below what is expected, and what became significantly worse. */
export function findingsOf(document: JourneyDocument, numbers: NumbersByStep): Finding[] {
  const steps = stepsOf(document);
  const laneOf = (kind: LaneKind) => document.lanes.find((lane) => lane.kind === kind)?.id;
  const found: Finding[] = [];

  const volume = laneOf("volume");
  const bound = steps.filter((step) => numbers.get(step.id)?.passed !== null && numbers.has(step.id));
  const origins = originsOf(bound);
  const moves = bound.flatMap((step, index): Extract<Finding, { kind: "loss" | "failure" }>[] => {
    const before = bound[origins[index] ?? -1];
    const kind = stepKindOf(step);
    const of = numbers.get(step.id);
    const [share, people] =
      kind === "forward" ? [lossShare(of), of?.droppedOff] : kind === "failure" ? [metShare(of), of?.passed] : [null];
    if (!before || !volume || share === null || !people) return [];
    const place = { step: step.id, stepName: step.name, lane: volume };
    return [{ kind: kind === "failure" ? kind : "loss", ...place, share, people, from: before.name }];
  });
  for (const kind of ["loss", "failure"] as const) {
    const [greatest] = moves.filter((each) => each.kind === kind).sort((a, b) => b.people - a.people);
    if (greatest) found.push(greatest);
  }

  const expectation = laneOf("expectation");
  const gaps = steps.flatMap((step): Extract<Finding, { kind: "gap" }>[] => {
    if (!expectation) return [];
    const gap = gapOf(numbers.get(step.id), cellOf(document, step.id, expectation)?.number);
    if (gap?.verdict !== "below") return [];
    return [{ kind: "gap", step: step.id, stepName: step.name, lane: expectation, gap: gap.value }];
  });
  const [widest] = gaps.sort((a, b) => a.gap - b.gap);
  if (widest) found.push(widest);

  for (const of of ["satisfaction", "effort", "nps"] as const) {
    const lane = laneOf(of);
    const worse = steps.flatMap((step): Extract<Finding, { kind: "worse" }>[] => {
      const comparison = numbers.get(step.id)?.[of]?.comparison;
      if (!lane || comparison?.verdict !== "worse" || comparison.delta === null) return [];
      return [{ kind: "worse", step: step.id, stepName: step.name, lane, of, delta: comparison.delta }];
    });
    const [most] = worse.sort((a, b) => a.delta - b.delta);
    if (most) found.push(most);
  }
  return found;
}
