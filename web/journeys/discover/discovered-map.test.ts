import { describe, expect, it } from "vitest";
import type { DiscoveryAnswer } from "../../../contracts/understand/discovery.ts";
import {
  chosenFile,
  chosenPhases,
  joinPhase,
  namePhase,
  proposedChoice,
  renameDiscovered,
  take,
} from "./discovered-map.ts";

const found: [name: string, isProposed: boolean, phase: number][] = [
  ["Search", true, 0],
  ["Look", true, 0],
  ["Filter", false, 0],
  ["Buy", true, 1],
  ["Pay", true, 1],
];
const steps = found.map(([name, isProposed, phase], index) => ({
  ...{ id: `s${index + 1}`, name, isProposed, phase, people: 9, share: 1, events: 9, touchpoint: null },
  sinceStart: { median: index, p90: index },
  rule: { field: "event", op: "eq" as const, value: name },
}));
const file: NonNullable<DiscoveryAnswer["file"]> = {
  journey: {
    schema: "throughline.journey/1",
    name: "Search → Pay",
    description: "",
    phases: [
      { id: "p1", name: "Search", steps: [] },
      { id: "p2", name: "Buy", steps: [] },
    ],
    lanes: [],
    cells: [],
    windowDays: 30,
    personas: [],
  },
  touchpoints: steps.map(({ id, name, rule }) => ({ id, name, description: "", channels: [], rule })),
  personas: [],
};
const answer: DiscoveryAnswer = {
  ...{ definition: "discovery@1", people: 9, traces: 9, steps, truncated: false, file },
  period: { from: "", to: "", timezone: "UTC" },
  asOf: "",
};
const drawn = (choice: ReturnType<typeof proposedChoice>) =>
  chosenFile(file, steps, choice, "Mine").journey.phases.map((phase) => [
    phase.name,
    ...phase.steps.map(({ name }) => name),
  ]);

describe("a discovered map, chosen from", () => {
  it("begins as proposed", () => {
    const choice = proposedChoice(answer);
    expect(drawn(choice)).toEqual([
      ["Search", "Search", "Look"],
      ["Buy", "Buy", "Pay"],
    ]);
    expect(chosenPhases(steps, choice).map((phase) => phase.steps.length)).toEqual([3, 2]);
    const made = chosenFile(file, steps, choice, "Mine");
    expect(made.journey.name).toBe("Mine");
    expect(made.touchpoints.map(({ id }) => id)).toEqual(["s1", "s2", "s4", "s5"]);
  });

  it("takes more or fewer steps, under other names, in other phases", () => {
    let choice = take(proposedChoice(answer), ["s3"], true);
    choice = renameDiscovered(choice, "s3", "Narrow down");
    choice = namePhase(choice, "s3", "Choose");
    choice = joinPhase(choice, "s4");
    expect(drawn(choice)).toEqual([
      ["Search", "Search", "Look"],
      ["Choose", "Narrow down", "Buy", "Pay"],
    ]);
    // A phase that nobody took a step of is not drawn.
    expect(drawn(take(choice, ["s1", "s2"], false))).toEqual([["Choose", "Narrow down", "Buy", "Pay"]]);
  });
});
