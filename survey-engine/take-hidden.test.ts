import { expect, test } from "vitest";
import { takeHidden } from "./take-hidden.ts";

const fields = [
  { id: "plan", kind: "text" },
  { id: "total", kind: "number" },
  { id: "lines", kind: "list" },
] as const;

function take(given: Record<string, unknown>) {
  const { hidden, faults } = takeHidden(fields, given);
  return faults.length > 0 ? faults.map(({ path, code }) => `${path} ${code}`) : hidden;
}

test("hidden fields are those of the survey, of their kind", () => {
  expect(take({ plan: "gold", total: "4.5", other: "x", __proto__: { plan: "x" } })).toEqual({
    plan: "gold",
    total: 4.5,
  });
  expect(take({ plan: 7, total: "" })).toEqual({ plan: "7" });
  expect(take({ lines: ["Tea", "Cup"] })).toEqual({
    lines: [
      { key: "1", name: "Tea" },
      { key: "2", name: "Cup" },
    ],
  });
  expect(take({ lines: [{ key: 7, name: " Tea ", price: 3, "Bad Field": 1, note: null }] })).toEqual({
    lines: [{ key: "7", name: "Tea", price: 3 }],
  });
});

test("what cannot be one is named", () => {
  const line = { key: "a", name: "Tea" };
  expect(take({ plan: "x".repeat(1_001), total: "many", lines: "Tea" })).toEqual([
    "hidden.plan too_long",
    "hidden.total not_a_number",
    "hidden.lines wrong_type",
  ]);
  expect(take({ lines: [line, line] })).toEqual(["hidden.lines given_twice"]);
  expect(take({ lines: [{ ...line, key: "a#b" }] })).toEqual(["hidden.lines.0.key wrong_type"]);
  expect(take({ lines: [{ key: "a" }] })).toEqual(["hidden.lines.0.name wrong_type"]);
  expect(take({ lines: Array(51).fill(line) })).toEqual(["hidden.lines too_many"]);
});
