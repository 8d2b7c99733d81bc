import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JourneyDocument, journeyDocument } from "../../../contracts/understand/journeys.ts";
import { laneKinds } from "../map/lane-kinds.ts";
import {
  addLane,
  addPhase,
  addStep,
  columnsOf,
  maximumSteps,
  moveLane,
  movePhase,
  moveStep,
  placeOf,
  removeLane,
  removePhase,
  removeStep,
  setCell,
  shiftStep,
  stepsOf,
} from "./document.ts";
import { nextHistory, startHistory } from "./history.ts";

/** A map with phases A (1, 2), B (none), C (3). */
function small(): JourneyDocument {
  const step = (id: string) => ({ id, name: `Step ${id}`, touchpointId: null });
  return {
    ...journeyDocument.parse({ name: "Small", lanes: laneKinds.map((kind) => ({ id: kind, kind })) }),
    phases: [
      { id: "A", name: "A", steps: [step("1"), step("2")] },
      { id: "B", name: "B", steps: [] },
      { id: "C", name: "C", steps: [step("3")] },
    ],
  };
}
const order = (document: JourneyDocument) =>
  document.phases.map((phase) => `${phase.id}:${phase.steps.map((step) => step.id).join("")}`).join(" ");

type Edit = (document: JourneyDocument) => JourneyDocument;
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

/** Any edit of the page, aimed at whatever is there. */
const edit: fc.Arbitrary<Edit> = fc
  .record({ kind: fc.nat({ max: 9 }), from: fc.nat({ max: 70 }), to: fc.nat({ max: 70 }) })
  .map(
    ({ kind, from: index, to }): Edit =>
      (document) => {
        const phase = pick(document.phases, index);
        const step = pick(stepsOf(document), index);
        const lane = pick(document.lanes, to);
        if (kind === 0) return addPhase(document, to, "Phase");
        if (kind === 1 && phase) return addStep(document, phase.id, to, "Step");
        if (kind === 2 && phase) return removePhase(document, phase.id);
        if (kind === 3 && step) return removeStep(document, step.id);
        if (kind === 4 && step && phase)
          return moveStep(document, step.id, pick(document.phases, to)?.id ?? phase.id, to);
        if (kind === 5 && step) return shiftStep(document, step.id, to % 2 ? 1 : -1);
        if (kind === 6) return addLane(document, pick(laneKinds, index) ?? "text");
        if (kind === 7 && lane) return index % 3 ? moveLane(document, lane.id, index) : removeLane(document, lane.id);
        if (kind === 8 && step && lane)
          return setCell(document, step.id, lane.id, index % 4 ? { text: "words" } : null);
        return phase ? movePhase(document, phase.id, to) : document;
      },
  );

describe("editing a journey", () => {
  it("moves a step one place at a time, over empty phases too", () => {
    let document = small();
    const seen = [order(document)];
    for (let times = 0; times < 3; times += 1) {
      document = shiftStep(document, "1", 1);
      seen.push(order(document));
    }
    expect(seen).toEqual(["A:12 B: C:3", "A:21 B: C:3", "A:2 B:1 C:3", "A:2 B: C:13"]);
    expect(order(shiftStep(document, "2", -1))).toBe(order(document));
  });

  it("moves a step before the place it is dropped on, within its phase and into another", () => {
    expect(order(moveStep(small(), "1", "A", 2))).toBe("A:21 B: C:3");
    expect(order(moveStep(small(), "2", "A", 0))).toBe("A:21 B: C:3");
    expect(order(moveStep(small(), "1", "C", 1))).toBe("A:2 B: C:31");
  });

  it("takes typed cells along when their step or lane goes", () => {
    const typed = setCell(setCell(small(), "1", "pain", { text: "a" }), "3", "pain", { text: "b" });
    expect(removeStep(typed, "1").cells).toEqual([{ step: "3", lane: "pain", text: "b" }]);
    expect(removePhase(typed, "C").cells).toEqual([{ step: "1", lane: "pain", text: "a" }]);
    expect(removeLane(typed, "pain").cells).toEqual([]);
    expect(setCell(typed, "1", "pain", { text: "  " }).cells).toHaveLength(1);
  });

  it("keeps a column for a phase without steps", () => {
    expect(columnsOf(small()).map(({ phase, step }) => phase.id + (step?.id ?? "-"))).toEqual(["A1", "A2", "B-", "C3"]);
    expect(placeOf(small(), "3")?.phase.id).toBe("C");
  });

  it("never leaves what the contract allows, and undo brings back every state", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
        let history = startHistory(small());
        const states = [history.present];
        for (const change of edits) {
          const next = nextHistory(history, { kind: "edit", change });
          if (next !== history) states.push(next.present);
          history = next;
        }
        expect(journeyDocument.safeParse(history.present).success).toBe(true);
        expect(stepsOf(history.present).length).toBeLessThanOrEqual(maximumSteps);
        const last = history.present;
        for (const state of states.slice(0, -1).reverse()) {
          history = nextHistory(history, { kind: "undo" });
          expect(history.present).toBe(state);
        }
        while (history.future.length > 0) history = nextHistory(history, { kind: "redo" });
        expect(history.present).toBe(last);
      }),
      { numRuns: 60 },
    );
  });

  it("does not remember a change that changes nothing", () => {
    const history = startHistory(small());
    expect(nextHistory(history, { kind: "edit", change: (document) => ({ ...document }) })).toBe(history);
  });
});
