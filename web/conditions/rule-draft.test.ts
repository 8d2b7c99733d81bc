import { describe, expect, it } from "vitest";
import { type Condition, conditionSchema } from "../../contracts/log/conditions.ts";
import { changePart, conditionOf, draftOf, newComparison, newGroup, readValue } from "./rule-draft.ts";

const is = (value: string): Condition => ({ field: "event", op: "eq", value });

describe("a rule that is built", () => {
  it("comes back as it was", () => {
    const rules: Condition[] = [
      is("Order Completed"),
      { any: [is("A"), { field: "touchpoint", op: "in", value: ["x", "y"] }] },
      { all: [is("A"), { not: { field: "properties.total", op: "between", value: [1, 2.5] } }] },
      { any: [is("A"), { not: { any: [is("B"), is("C")] } }] },
      {
        all: [
          { field: "properties.plan", op: "exists" },
          { field: "feedback.score", op: "gte", value: 4 },
        ],
      },
      { any: [is("A"), { did: { event: "B", atLeast: 2 } }] },
      { all: [{ did: { event: "B", where: is("A"), withinDays: 30 } }, { not: { group: "acme" } }] },
      { any: [{ last: { type: "nps", op: "lte", value: 6, withinDays: 90 } }, { segment: "s" }] },
      { any: [{ last: { question: "q", op: "lte", value: 6 } }, { did: { event: "A" } }] },
      { all: [is("A"), { field: "properties.vip", op: "eq", value: true }] },
    ];
    for (const rule of rules) {
      expect(conditionOf(draftOf(rule))).toEqual(rule);
      expect(conditionSchema.safeParse(rule).success).toBe(true);
    }
  });

  it("is no condition while a part is unfinished", () => {
    expect(conditionOf(newGroup("any"))).toBeNull();
    expect(conditionOf(newGroup("all", []))).toBeNull();
    const half = newGroup("all", [{ ...newComparison(), values: ["A"] }, newComparison("properties.total", "between")]);
    expect(conditionOf(half)).toBeNull();
  });

  it("changes one part, however deep, and takes it out", () => {
    const inner = { ...newComparison(), values: ["B"] };
    const rule = newGroup("any", [{ ...newComparison(), values: ["A"] }, newGroup("all", [inner])]);
    const changed = changePart(rule, inner.id, () => ({ ...inner, values: ["C"] }));
    expect(conditionOf(changed)).toEqual({ any: [is("A"), { all: [is("C")] }] });
    expect(conditionOf(changePart(rule, rule.parts[1]?.id ?? "", () => null))).toEqual(is("A"));
  });

  it("reads numbers only where numbers are compared", () => {
    expect(readValue("42", "gte", "properties.total")).toBe(42);
    expect(readValue("42", "eq", "properties.code")).toBe("42");
    expect(readValue("9", "eq", "feedback.score")).toBe(9);
    expect(readValue("007", "gt", "properties.code")).toBe("007");
    expect(readValue("2026-01-31", "gt", "properties.day")).toBe("2026-01-31");
  });
});
