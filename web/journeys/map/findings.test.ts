import { describe, expect, it } from "vitest";
import { type JourneyDocument, journeyDocument, type StepNumbers } from "../../../contracts/understand/journeys.ts";
import type { Verdict } from "../../../contracts/understand/metrics.ts";
import { setCell } from "../document/document.ts";
import { findingsOf, lossShare } from "./findings.ts";

function numbers(step: string, change: Partial<StepNumbers> = {}): StepNumbers {
  const nothing = { satisfaction: null, effort: null, nps: null, emotion: null, expectation: null };
  return {
    step,
    people: 100,
    passed: 100,
    passedBefore: null,
    droppedOff: null,
    ...nothing,
    quotes: [],
    channels: [],
    ...change,
  };
}
function score(value: number, margin: number, verdict?: Verdict, scale: [number, number] = [1, 5]) {
  const result = { value, n: 100, low: value - margin, high: value + margin, hidden: false };
  const comparison = verdict && { previous: result, delta: -0.4, deltaLow: null, deltaHigh: null, verdict };
  return { result, definition: "csat@1", scale, leftOut: 0, ...(comparison ? { comparison } : {}) };
}
const lanes = (["volume", "satisfaction", "expectation"] as const).map((kind) => ({ id: kind, kind }));
const document: JourneyDocument = {
  ...journeyDocument.parse({ name: "Journey", lanes }),
  phases: [{ id: "p", name: "P", steps: ["a", "b", "c"].map((id) => ({ id, name: id, touchpointId: id })) }],
};

describe("what stands out", () => {
  it("is the step that loses most people, the widest gap, and what got worse", () => {
    const found = findingsOf(
      setCell(document, "c", "expectation", { number: 4.5 }),
      new Map(
        [
          numbers("a", { passed: 1000 }),
          numbers("b", { passed: 700, droppedOff: 300 }),
          numbers("c", { passed: 600, droppedOff: 100, satisfaction: score(3, 0.2, "worse") }),
        ].map((each) => [each.step, each]),
      ),
    );
    expect(found.map(({ kind, step }) => `${kind} ${step}`)).toEqual(["loss b", "gap c", "worse c"]);
    expect(found[0]).toMatchObject({ from: "a", share: 0.3, people: 300 });
  });

  it("is how many run into a failure, which nobody has to go on to", () => {
    const [phase] = document.phases;
    if (!phase) throw new Error("The journey has a phase.");
    const steps = phase.steps.map((step) => (step.id === "b" ? { ...step, kind: "failure" as const } : step));
    const found = findingsOf(
      { ...document, phases: [{ ...phase, steps }] },
      new Map(
        [
          numbers("a", { passed: 1000 }),
          numbers("b", { passed: 200, passedBefore: 1000 }),
          numbers("c", { passed: 900, passedBefore: 1000, droppedOff: 100 }),
        ].map((each) => [each.step, each]),
      ),
    );
    expect(found).toEqual([
      { kind: "loss", step: "c", stepName: "c", lane: "volume", share: 0.1, people: 100, from: "a" },
      { kind: "failure", step: "b", stepName: "b", lane: "volume", share: 0.2, people: 200, from: "a" },
    ]);
  });

  it("is nothing where nothing is known", () => {
    expect(findingsOf(document, new Map())).toEqual([]);
    expect(lossShare(numbers("a"))).toBeNull();
    expect(lossShare(numbers("a", { passed: 0, droppedOff: 0 }))).toBeNull();
  });
});
