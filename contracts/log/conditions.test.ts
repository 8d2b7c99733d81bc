import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { conditionSchema } from "./conditions.ts";

function faults(condition: unknown): string[] {
  const { error } = conditionSchema.safeParse(condition);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function nested(depth: number): unknown {
  return depth === 1 ? { field: "event", op: "exists" } : { not: nested(depth - 1) };
}

const field = "properties.plan";

describe("accepted unchanged", () => {
  test.each([
    { all: [] },
    { any: [{ field: "event", op: "eq", value: "Order Completed" }, { not: { field, op: "exists" } }] },
    { field: "properties.a\\.b.c\\\\d", op: "ne", value: 3 },
    { field: "feedback.type", op: "in", value: ["nps", "csat"] },
    { field: "context.page.url", op: "starts_with", value: "https://" },
    { field: "traits.since", op: "between", value: ["2024-01-01", "2024-12-31"] },
    { field: "feedback.score", op: "between", value: [9, 10] },
    { field, op: "eq", value: "" },
    { field, op: "not_in", value: [1, "1", true] },
    { did: { event: "Order Completed" } },
    { all: [{ did: { event: "Order Completed", where: { field, op: "lt", value: 3 }, atLeast: 2, withinDays: 0.5 } }] },
    nested(8),
    { any: Array.from({ length: 99 }, () => ({ field, op: "exists" })) },
  ])("%j", (condition) => {
    expect(conditionSchema.parse(condition)).toEqual(condition);
  });
});

describe("refused, with the place, the reason and the remedy", () => {
  test.each([
    [null, ": A condition is an object, not null. Use"],
    [[], ": A condition is an object, not a list."],
    [
      {},
      ': A condition has exactly one of "all", "any", "not", "did", "last", "group", "people", "segment" and "field"; this one has none.',
    ],
    [{ all: [], any: [] }, 'this one has "all" and "any".'],
    [{ all: [], extra: 1 }, 'extra: "extra" has no place here. Use only "all".'],
    [{ all: {} }, 'all: "all" is a list of conditions, not an object.'],
    [{ all: [{ any: [{ field: "colour", op: "exists" }] }] }, 'all.0.any.0.field: "colour" is not a field. Use event,'],
    [{ field: "properties.", op: "exists" }, "field: "],
    [{ field: "properties.a..b", op: "exists" }, "field: "],
    [{ field: "properties.a\\b", op: "exists" }, "field: "],
    [{ field: "feedback.mood", op: "exists" }, "field: "],
    [{ field: 3, op: "exists" }, 'field: "field" is a text, not 3.'],
    [{ field, op: "like", value: "x" }, 'op: "like" is not an operator. Use one of eq, ne,'],
    [{ field, op: "eq" }, "value: The value is a text, a number or a boolean, not nothing."],
    [{ field, op: "eq", value: null }, 'not null. To ask for absence use "not_exists".'],
    [{ field, op: "eq", value: Number.NaN }, "value: "],
    [{ field, op: "exists", value: 1 }, 'value: "value" has no place here.'],
    [{ field, op: "in", value: [] }, "value: "],
    [{ field, op: "in", value: ["a", {}] }, "value.1: "],
    [{ field, op: "in", value: Array.from({ length: 501 }, String) }, "is a list of 1 to 500"],
    [{ field, op: "contains", value: "" }, 'value: The value of "contains" is empty.'],
    [{ field, op: "contains", value: 3 }, "is a text, not 3."],
    [{ field, op: "eq", value: "x".repeat(1001) }, "has 1001 characters. At most 1000 are allowed."],
    [
      { field, op: "eq", value: "\ud800" },
      "value: The value holds a NUL or half of a character; send well-formed text.",
    ],
    [{ field: "properties.a\0", op: "exists" }, 'field: "field" holds a NUL'],
    [{ field, op: "in", value: ["a", "\0"] }, "value.1: The value holds a NUL"],
    [{ field, op: "between", value: ["a", "b\0"] }, "value.1: The value holds a NUL"],
    [{ did: { event: "a\0" } }, 'did.event: "event" holds a NUL'],
    [{ group: "\udc00" }, 'group: "group" holds a NUL or half'],
    [{ segment: "\0" }, 'segment: "segment" holds a NUL'],
    [{ field, op: "gt", value: true }, 'The value of "gt" is a number or a text, not true.'],
    [{ field, op: "between", value: [5, 1] }, '"between" starts at 5, above its end 1. Swap them.'],
    [{ field, op: "between", value: [1, "2"] }, "two numbers or two texts"],
    [{ field: "feedback.type", op: "eq", value: "NPS" }, '"NPS" is not a kind of feedback. Use one of nps,'],
    [{ did: { event: "" } }, 'did.event: "event" is empty.'],
    [{ did: { event: "a", atLeast: 0 } }, "did.atLeast: "],
    [{ did: { event: "a", withinDays: -1 } }, "did.withinDays: "],
    [
      { did: { event: "a", withinDays: 1e-300 } },
      'did.withinDays: "withinDays" is a number of days from 0.001 (86.4 seconds) to 36500, not 1e-300. Leave it out for "ever".',
    ],
    [{ last: { type: "nps", op: "lte", value: 6, withinDays: 0.0009 } }, "last.withinDays: "],
    [
      { did: { event: "a", where: { not: { did: { event: "b" } } } } },
      'did.where.not.did: "did" cannot stand inside another',
    ],
    [nested(9), "not.not.not.not.not.not.not.not: Conditions nest at most 8 deep."],
    [{ any: Array.from({ length: 100 }, () => ({ field, op: "exists" })) }, ": A condition has at most 100 parts."],
    [{ field, op: "in", value: Array.from({ length: 500 }, () => "x".repeat(200)) }, "60000 characters of JSON"],
  ])("%j", (condition, message) => {
    expect(faults(condition).join("\n")).toContain(message);
  });

  test("however deep or wide", () => {
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
    expect(faults(deep)).toHaveLength(1);
    expect(faults({ all: new Array(1_000_000).fill({ all: [] }) })).toHaveLength(1);
  });

  test("all faults at once", () => {
    expect(faults({ field: "x", op: "y" })).toHaveLength(2);
  });
});

test("nothing is left for the published shape to refuse without words", () => {
  const part = fc.constantFrom<unknown>(
    ..."all any not did field op value event where".split(" "),
    field,
    "eq",
    "in",
    "nps",
    1,
    -1,
    null,
    true,
    [],
  );
  const word = fc.constantFrom(
    "all",
    "any",
    "not",
    "did",
    "field",
    "op",
    "value",
    "event",
    "where",
    "atLeast",
    "withinDays",
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      part,
      fc.array(tie("node"), { maxLength: 2 }),
      fc.dictionary(word, tie("node"), { maxKeys: 3, noNullPrototype: true }),
      fc.record({
        field: fc.constant(field),
        op: fc.constantFrom("eq", "in", "gt", "between", "exists"),
        value: tie("node"),
      }),
    ),
  }));
  fc.assert(
    fc.property(node, (condition) => {
      for (const fault of faults(condition)) expect(fault).not.toMatch(/Invalid input|expected/i);
    }),
    { numRuns: 500 },
  );
});

test("is published as a recursive JSON Schema", () => {
  const schema = z.toJSONSchema(z.object({ rule: conditionSchema }), { io: "input" });
  expect(schema).toMatchObject({ properties: { rule: { $ref: "#/$defs/Condition" } } });
  expect(JSON.stringify(schema)).toContain('"items":{"$ref":"#/$defs/Condition"}');
});
