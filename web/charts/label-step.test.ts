import { describe, expect, it } from "vitest";
import { labelStep } from "./label-step.ts";

const weeks = (count: number) => Array.from({ length: count }, (_, index) => `Week ${index + 1}`);

describe("labels under an axis", () => {
  it("all stand where there is room", () => {
    expect(labelStep(weeks(4), 600)).toBe(1);
    expect(labelStep(["Aug 2026"], 200)).toBe(1);
    expect(labelStep([], 200)).toBe(1);
  });

  it("are left out evenly where there is none", () => {
    expect(labelStep(weeks(11), 300)).toBe(3);
    expect(labelStep(weeks(11), 390)).toBe(2);
  });

  it("end with the last one where that costs little", () => {
    // Ten ways: every fourth would leave the last out, every fifth does not.
    expect(labelStep(weeks(11), 200)).toBe(5);
  });
});
