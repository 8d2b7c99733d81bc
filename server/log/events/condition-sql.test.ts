import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Condition, conditionSchema } from "../../../contracts/log/conditions.ts";
import { pathField } from "../../../contracts/words/fields.ts";
import { evaluate, type Subject } from "../../../rules/evaluate.ts";
import { eventJson } from "../../../rules/event-json.ts";
import { joinSql, render, sql } from "../../platform/analytics/sql.ts";
import { openTestEngine } from "../../testing/stores.ts";
import { conditionSql } from "./condition-sql.ts";

const engine = openTestEngine();

beforeAll(() => {
  engine.query(`create table events (
    number UInt32, event LowCardinality(String), type LowCardinality(String), channel LowCardinality(String),
    touchpoint LowCardinality(String), source LowCardinality(String), user_id String, anonymous_id String,
    language LowCardinality(String), unit LowCardinality(String), unit_path Array(LowCardinality(String)), properties String, context String, traits String,
    feedback_type LowCardinality(String), feedback_question LowCardinality(String),
    feedback_score Nullable(Float64), feedback_text String
  ) engine = Memory`);
  engine.query(`create table unit_places (unit String, kind String, path Array(String), gone UInt8, version UInt64)
    engine = ReplacingMergeTree(version) order by unit`);
  const places = Object.entries(TODAY).map(([unit, path]) => ({ unit, kind: "site", path, gone: 0, version: 2 }));
  // What was cut off since is where nobody finds it.
  const past = { unit: "munich", kind: "site", path: ["fr", "munich"], gone: 0, version: 1 };
  const lines = [past, { ...past, unit: "gone" }, { ...past, unit: "gone", gone: 1, version: 3 }, ...places];
  engine.query(`insert into unit_places format JSONEachRow ${lines.map((line) => JSON.stringify(line)).join("\n")}`);
});
afterAll(() => engine.close());

/** The tree of today: of each unit what it is part of. */
const TODAY: Record<string, string[]> = {
  de: ["de"],
  fr: ["fr"],
  munich: ["de", "munich"],
  "it's": ["de", "munich", "it's"],
};

function store(subjects: readonly Subject[]): void {
  engine.query("truncate table events");
  const lines = subjects.map((subject, number) =>
    JSON.stringify({
      number,
      event: subject.event ?? "",
      type: subject.type ?? "",
      channel: subject.channel ?? "",
      touchpoint: subject.touchpoint ?? "",
      source: subject.source ?? "",
      user_id: subject.userId ?? "",
      anonymous_id: subject.anonymousId ?? "",
      language: subject.language ?? "",
      unit: subject.units?.today.at(-1) ?? "",
      unit_path: subject.units?.asItWas ?? [],
      properties: subject.properties ? eventJson(subject.properties) : "",
      context: subject.context ? eventJson(subject.context) : "{}",
      traits: subject.traits ? eventJson(subject.traits) : "{}",
      feedback_type: subject.feedback?.type ?? "",
      feedback_question: subject.feedback?.question ?? "",
      feedback_score: subject.feedback?.score ?? null,
      feedback_text: subject.feedback?.text ?? "",
    }),
  );
  engine.query(`insert into events format JSONEachRow ${lines.join("\n")}`);
}

function answersOfSql(conditions: readonly Condition[]): boolean[][] {
  const columns = conditions.map((condition) => sql`toUInt8(${conditionSql(condition, { traits: sql`traits` })})`);
  const statement = sql`select ${joinSql(columns, ", ")} from events order by number settings max_query_size = 20000000`;
  return engine
    .query(render(statement), "JSONCompactEachRow")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): boolean[] => JSON.parse(line).map((answer: unknown) => answer === 1));
}

function expectAgreement(conditions: readonly Condition[], subjects: readonly Subject[]): void {
  store(subjects);
  const answers = answersOfSql(conditions);
  subjects.forEach((subject, row) => {
    conditions.forEach((condition, column) => {
      const [inSql, inJs] = [answers[row]?.[column], evaluate(condition, subject)];
      if (inSql !== inJs) expect({ condition, subject, answer: inSql }).toEqual({ condition, subject, answer: inJs });
    });
  });
}

const KEYS = [
  "a",
  "b",
  "b.c",
  "x\\y",
  "it's",
  '"',
  "0",
  "1",
  "\0",
  "😀",
  "é",
  "__proto__",
  "length",
  "constructor",
  "-- ",
  "{k:String}",
];
const TEXTS = [
  ..."abAB",
  ...[
    "pro",
    "pro max",
    "prö",
    "Ü",
    "ß",
    "İ",
    "'",
    '"',
    "\\",
    "\\'",
    "a'b",
    "a\nb",
    "a\0b",
    "%",
    "_",
    "*/",
    "--",
    "{x:String}",
  ],
  ...[
    "true",
    "false",
    "null",
    "0",
    "1",
    "-1",
    "1.5",
    "007",
    "1e3",
    "+1",
    " 1",
    "1 ",
    "1\n",
    ".5",
    "5.",
    "-0",
    "١",
    "Infinity",
    "NaN",
  ],
  ...["0.1", "0.30000000000000004", "123456789012345", "1234567890123456", "0.123456789012345", "1e21", "1e-7", "100"],
  ...["[1]", '{"a":1}', "😀", "\ufffd", "\uffff", "\u2028", "2024-01-01", "2024-02-29", "https://x.example/a?b=1"],
];
const NUMBERS = [
  0,
  1,
  -1,
  1.5,
  0.1,
  0.30000000000000004,
  100,
  1e3,
  1e21,
  1e-7,
  1e20,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  2 ** 64,
  1e300,
  5e-324,
  123456789012345,
];

const text = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...TEXTS) }, fc.string({ unit: "binary", maxLength: 6 }));
const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.integer({ min: -3, max: 12 }),
);
const decimal = fc
  .tuple(fc.bigInt(-999999999999999n, 999999999999999n), fc.nat(999_999_999))
  .map((parts) => parts.join("."));
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS) },
  fc.string({ unit: "binary", minLength: 1, maxLength: 4 }),
);
const scalar = fc.oneof(text, number, fc.boolean(), decimal);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 5, arbitrary: fc.oneof(scalar, fc.constant(null), fc.constant("")) },
    { weight: 2, arbitrary: tie("object") },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
  ),
  object: fc.array(fc.tuple(key, tie("value")), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
}));
const document = json.object as fc.Arbitrary<Record<string, unknown>>;
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const subject: fc.Arbitrary<Subject> = fc.record({
  event: optional(text),
  type: optional(text),
  channel: optional(text),
  touchpoint: optional(text),
  source: optional(text),
  userId: optional(fc.oneof(text, decimal)),
  anonymousId: optional(text),
  language: optional(text),
  properties: optional(document),
  context: optional(document),
  traits: optional(document),
  units: optional(
    fc.constantFrom("de", "fr", "munich", "it's", "gone", "undrawn").map((unit) => ({
      today: TODAY[unit] ?? [unit],
      // Another place than today's, or the same.
      asItWas: unit === "munich" ? ["fr", "munich"] : [unit],
    })),
  ),
  feedback: optional(
    fc.record({
      type: optional(fc.constantFrom("nps", "csat")),
      question: optional(text),
      score: fc.option(number),
      text: optional(text),
    }),
  ),
});

const field = fc.oneof(
  fc.constantFrom("event", "type", "channel", "touchpoint", "source", "user_id", "anonymous_id", "language"),
  fc.constantFrom("feedback.question", "feedback.score", "feedback.text"),
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom("properties", "context", "traits"), fc.array(key, { minLength: 1, maxLength: 2 }))
      .map(([root, keys]) => pathField(root, keys)),
  },
);
const filled = text.filter((value) => value !== "");
const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field, op: fc.constantFrom("eq", "ne"), value: scalar }),
  fc.record({ field, op: fc.constantFrom("in", "not_in"), value: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
  fc.record({ field, op: fc.constantFrom("in", "not_in"), value: fc.array(filled, { minLength: 1, maxLength: 4 }) }),
  fc.record({ field, op: fc.constantFrom("contains", "not_contains", "starts_with", "ends_with"), value: filled }),
  fc.record({ field, op: fc.constantFrom("gt", "gte", "lt", "lte"), value: fc.oneof(number, text) }),
  fc.record({
    field,
    op: fc.constant("between"),
    value: fc.tuple(number, number).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a])),
  }),
  fc.record({ field, op: fc.constant("between"), value: fc.tuple(text, text) }),
  fc.record({ field, op: fc.constantFrom("exists", "not_exists") }),
);
const unitField = fc.constantFrom("unit", "unit_then");
const unitKey = fc.constantFrom("de", "fr", "munich", "it's", "gone", "undrawn", "nowhere");
const inUnits: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: unitField, op: fc.constantFrom("eq", "ne"), value: unitKey }),
  fc.record({
    field: unitField,
    op: fc.constantFrom("in", "not_in"),
    value: fc.array(unitKey, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ field: unitField, op: fc.constantFrom("exists", "not_exists") }),
);
const condition = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 3, arbitrary: comparison },
    inUnits,
    fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
})).tree;

describe("a condition answers alike in SQL and in JavaScript", () => {
  test("for any condition and any event", () => {
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 20, maxLength: 40 }),
        fc.array(subject, { minLength: 20, maxLength: 60 }),
        expectAgreement,
      ),
      { numRuns: 30, interruptAfterTimeLimit: 20_000 },
    );
  });

  test("for every comparison of every kind of value", () => {
    const values = [...TEXTS, ...NUMBERS, true, false];
    const kinds = [...values, "", null, undefined, {}, { a: 1 }, [], ["a"], [1]];
    const subjects = kinds.map(
      (value, index): Subject => ({
        userId: typeof value === "string" ? value : undefined,
        properties: { "b.c": { "it's": value } },
        feedback: { score: NUMBERS[index] },
      }),
    );
    const fields = ["user_id", "feedback.score", pathField("properties", ["b.c", "it's"])];
    for (const name of fields) {
      const conditions = values.flatMap((value): Condition[] => [
        { field: name, op: "eq", value },
        { field: name, op: "not_in", value: [value, "pro"] },
        ...(typeof value === "boolean" ? [] : [{ field: name, op: "lt" as const, value }]),
        ...(typeof value === "string" ? [{ field: name, op: "contains" as const, value }] : []),
      ]);
      expectAgreement([...conditions, { field: name, op: "exists" }], subjects);
    }
  });

  test("the text form of any number", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 50, maxLength: 100 }), (numbers) => {
        const conditions = numbers.map(
          (value): Condition => ({ field: "properties.a", op: "eq", value: textOf(value) }),
        );
        const subjects = numbers.map((value): Subject => ({ properties: { a: value } }));
        expectAgreement(conditions, subjects);
        expect(evaluate(conditions[0] ?? { any: [] }, subjects[0] ?? {})).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test("the number form of any plain decimal text", () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 50, maxLength: 100 }), (texts) => {
        const conditions = texts.map((value): Condition => ({ field: "properties.a", op: "eq", value: Number(value) }));
        const subjects = texts.map((value): Subject => ({ properties: { a: value } }));
        expectAgreement(conditions, subjects);
        expect(evaluate(conditions[0] ?? { any: [] }, subjects[0] ?? {})).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test("text that the store could not keep does not hide the rest of a document", () => {
    const properties = { huge: 1e25, half: "\ud800", plan: "pro" };
    store([{ properties }]);
    expect(answersOfSql([{ field: "properties.plan", op: "eq", value: "pro" }])).toEqual([[true]]);
    expect(answersOfSql([{ field: "properties.huge", op: "eq", value: 1e25 }])).toEqual([[true]]);
  });

  test("the largest condition the contract allows is a query", () => {
    const value = Array.from({ length: 500 }, (_, index) => `${index}'`.padEnd(100, "x"));
    const large: Condition = { field: "properties.plan", op: "in", value };
    const most: Condition = {
      all: Array.from({ length: 99 }, () => ({ field: "properties.plan", op: "ne", value: 1 })),
    };
    for (const accepted of [large, most]) expect(conditionSchema.safeParse(accepted).error).toBeUndefined();
    expectAgreement([large, most], [{ properties: { plan: value[499] } }, { properties: {} }]);
  });
});

describe("what goes beyond the event", () => {
  const did: Condition = {
    did: { event: "Order Completed", where: { field: "channel", op: "eq", value: "web" }, atLeast: 2 },
  };

  test("is refused where nobody offers it", () => {
    expect(() => conditionSql({ not: { all: [did] } })).toThrow(/did/);
    expect(() => conditionSql({ field: "traits.city", op: "exists" })).toThrow(/traits/);
  });

  test("is compiled by whoever offers it", () => {
    const statement = conditionSql(did, {
      did: ({ event, atLeast }, where) => sql`person in (${event}, ${atLeast ?? 1}, ${where})`,
    });
    expect(render(statement)).toBe("person in ('Order Completed', 2, channel = 'web')");
  });
});

function textOf(value: number): string {
  return String(value).replace("e+", "e");
}
