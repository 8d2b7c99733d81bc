import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "../contracts/log/conditions.ts";
import { parseField, pathField } from "../contracts/words/fields.ts";
import { evaluate, type History, type Subject } from "./evaluate.ts";
import { eventJson } from "./event-json.ts";

const order: Subject = {
  event: "Order Completed",
  channel: "web",
  userId: "42",
  properties: {
    total: 50,
    coupon: "SPRING",
    gift: true,
    note: null,
    "a.b": { c: "x" },
    items: [{ sku: "1" }],
    empty: "",
  },
};

describe("comparisons", () => {
  test.each<[Condition, boolean]>([
    [{ field: "event", op: "eq", value: "Order Completed" }, true],
    [{ field: "event", op: "eq", value: "order completed" }, false],
    [{ field: "user_id", op: "eq", value: 42 }, true],
    [{ field: "properties.total", op: "eq", value: "50" }, true],
    [{ field: "properties.total", op: "between", value: [50, 60] }, true],
    [{ field: "properties.total", op: "gt", value: 50 }, false],
    [{ field: "properties.total", op: "gt", value: "5" }, true],
    [{ field: "properties.gift", op: "eq", value: true }, true],
    [{ field: "properties.gift", op: "in", value: ["true"] }, true],
    [{ field: "properties.gift", op: "eq", value: 1 }, false],
    [{ field: "properties.coupon", op: "starts_with", value: "SPR" }, true],
    [{ field: "properties.coupon", op: "contains", value: "spr" }, false],
    [{ field: "properties.a\\.b.c", op: "eq", value: "x" }, true],
    [{ field: "properties.items", op: "exists" }, true],
    [{ field: "properties.items", op: "ne", value: "x" }, true],
    [{ field: "properties.items.0.sku", op: "exists" }, false],
    [{ field: "properties.items.length", op: "exists" }, false],
    [{ field: "properties.constructor", op: "exists" }, false],
    [{ field: "properties.empty", op: "exists" }, true],
    [{ field: "channel", op: "exists" }, true],
    [{ field: "language", op: "exists" }, false],
    [{ field: "feedback.score", op: "exists" }, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
  ])("%j is %s", (condition, expected) => {
    expect(evaluate(condition, order)).toBe(expected);
  });

  test("of a missing field only the negative operators hold", () => {
    for (const field of ["properties.note", "properties.absent", "language", "traits.city"]) {
      const answers = (["eq", "ne", "contains", "not_contains", "starts_with", "ends_with", "lt", "gte"] as const)
        .filter((op) => evaluate({ field, op, value: "x" } as Condition, order))
        .concat(evaluate({ field, op: "not_in", value: ["x"] }, order) ? (["ne"] as const) : []);
      expect(answers).toEqual(["ne", "not_contains", "ne"]);
    }
  });

  test("a negative operator is exactly the opposite", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.oneof(fc.string(), fc.double(), fc.boolean()), (found, value) => {
        const subject: Subject = { properties: { a: found } };
        const field = "properties.a";
        expect(evaluate({ field, op: "ne", value }, subject)).toBe(!evaluate({ field, op: "eq", value }, subject));
        expect(evaluate({ field, op: "not_exists" }, subject)).toBe(found === null);
      }),
    );
  });
});

describe("what a person did", () => {
  const now = new Date("2024-03-10T12:00:00Z");
  const instant = (day: string) => new Date(`${day}T12:00:00Z`);
  const history: History = {
    now,
    events: [
      { ...order, instant: instant("2024-03-09"), channel: "app" },
      { ...order, instant: instant("2024-03-03") },
      { ...order, instant: instant("2024-01-01") },
      { ...order, instant: instant("2024-03-11") },
      { event: "Order Refunded", instant: instant("2024-03-09") },
    ],
  };
  const web: Condition = { field: "channel", op: "eq", value: "web" };

  test.each<[Condition, boolean]>([
    [{ did: { event: "Order Completed" } }, true],
    [{ did: { event: "Order Completed", atLeast: 3 } }, true],
    [{ did: { event: "Order Completed", atLeast: 4 } }, false],
    [{ did: { event: "Order Completed", atLeast: 2, withinDays: 7 } }, true],
    [{ did: { event: "Order Completed", atLeast: 2, withinDays: 6.99 } }, false],
    [{ did: { event: "Order Completed", where: web, atLeast: 2, withinDays: 7 } }, false],
    [{ not: { did: { event: "Sign Up" } } }, true],
  ])("%j is %s", (condition, expected) => {
    expect(evaluate(condition, {}, history)).toBe(expected);
  });

  test("needs a history", () => {
    expect(() => evaluate({ did: { event: "x" } }, order)).toThrow(/history/);
  });
});

describe("fields", () => {
  test("a path of any keys is read back", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", minLength: 1 }), { minLength: 1 }), (keys) => {
        expect(parseField(pathField("context", keys))).toEqual({ kind: "path", root: "context", keys });
      }),
    );
  });

  test.each(["", "colour", "properties", "properties.", "properties..a", "feedback.mood", "feedback"])(
    "%j is refused",
    (name) => {
      expect(() => parseField(name)).toThrow(TypeError);
    },
  );
});

describe("the stored JSON text", () => {
  test("reads back as what was given, but for half characters", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()),
        fc.double({ noNaN: true }),
        (value, number) => {
          const document = { ...value, number: Number.isFinite(number) ? number + 0 : 0, huge: 1e20 };
          expect(JSON.parse(eventJson(document))).toEqual(JSON.parse(JSON.stringify(document)));
        },
      ),
    );
    expect(eventJson({ a: 2 ** 64, "k\ud800": "\udc00x", u: undefined, l: [1e300] })).toBe(
      '{"a":1.8446744073709552e+19,"k\ufffd":"\ufffdx","l":[1e+300]}',
    );
  });
});
