import { z } from "zod";
import { fault } from "../fault-of-issue.ts";
import { feedbackTypes } from "../words/feedback-types.ts";
import { checkCondition, MOST_LISTED } from "./check-condition.ts";

/**
 * The one condition language: wherever a person says "when" (touchpoint rules, segments, targeting, survey logic,
 * automations, alerts), this tree is what is stored. It is evaluated in JavaScript and compiled to SQL; both answer alike.
 *
 * A condition is exactly one of
 * - `{ all: Condition[] }` holds when every part holds; an empty list always holds
 * - `{ any: Condition[] }` holds when at least one part holds; an empty list never holds
 * - `{ not: Condition }`
 * - `{ field, op, value? }` a comparison, see below
 * - `{ did: { event, where?, atLeast?, withinDays? } }` the person did the event at least `atLeast` times (1 when left out),
 *   with every counted event meeting `where`, in the last `withinDays` × 24 hours (ever, when left out). No `did` in `where`.
 * - `{ last: { type?, question?, op, value, withinDays? } }` the person's latest answer with a score, of that kind and to
 *   that question (one of the two is given), in the last `withinDays` × 24 hours, compares so; of who gave none it never holds
 * - `{ group: "acme" }` the person was said to belong to that group (account) by a `group` call
 * - `{ people: { list, count, chosenAt } }` the person is one of `count` people who were chosen at that time (`POST
 *   /api/v1/people/segment`); `list` is the id under which they are kept. Only within the condition of a segment
 * - `{ segment: "<id>" }` the person is in that segment now; not within the condition of a segment
 *
 * The last five, and `traits.<path>`, speak of a person; they cannot stand in `where`, which speaks of an event.
 *
 * **Fields.** Of an event: `event`, `type`, `channel`, `touchpoint`, `source`, `user_id`, `anonymous_id`, `language`,
 * `unit`, `unit_then`, `properties.<path>`, `context.<path>`; of feedback: `feedback.type`, `feedback.question`, `feedback.score`,
 * `feedback.text`; of a person: `traits.<path>`. A path is keys joined by dots; `\.` is a dot within a key and `\\` a
 * backslash. Paths walk through objects only, never into lists.
 *
 * **Units.** `unit` is where it happened as the organisation is today, `unit_then` as it was when the event came; both are keys of
 * units. They take `eq`, `ne`, `in`, `not_in`, `exists` and `not_exists` with texts, and a unit takes all that is below it:
 * `eq` holds when the event happened in that unit or in one that is part of it.
 *
 * **Values.** A field is *missing* when it is absent or null, or, outside `properties`, `context` and `traits`, when it is
 * an empty text. Everything else *exists*. An existing value has
 * - a text form: a text is itself; a number is its shortest decimal notation as JavaScript writes it, without a plus in the
 *   exponent (`1`, `0.5`, `1e21`); `true` and `false`; objects and lists have none
 * - a number form: a number is itself; a text that is a plain decimal number counts too (optional minus, 1 to 15 digits
 *   without leading zeros, optional point and 1 to 15 digits: `42`, `-0.5`; not `007`, `1e3`, ` 1`); nothing else has one
 *
 * **Comparisons.** The kind of `value` decides: a number compares with the number form, a text with the text form, a
 * boolean equals the text form `true` or `false`. What lacks the form asked for does not compare, so the operator does not hold.
 *
 * | op | value | holds when |
 * |---|---|---|
 * | `eq` | text, number, boolean | equal |
 * | `in` | list of those | equal to one of them |
 * | `contains`, `starts_with`, `ends_with` | text, not empty | the text form has it there |
 * | `gt`, `gte`, `lt`, `lte` | number, text | ordered so; texts by Unicode code point (so ISO dates order rightly) |
 * | `between` | two numbers or two texts | from the first to the second, both included |
 * | `exists` | – | not missing |
 * | `ne`, `not_in`, `not_contains`, `not_exists` | as above | exactly when `eq`, `in`, `contains`, `exists` does not hold |
 *
 * So of a missing field only `ne`, `not_in`, `not_contains` and `not_exists` hold. All text comparison is case-sensitive
 * and exact by code point: nothing is folded, trimmed or normalised.
 *
 * **Limits.** 8 levels, 100 nodes, lists of 500, texts of 1,000 characters without NUL and halves of characters, `withinDays`
 * from 0.001 to 36,500, 60,000 characters of JSON in all.
 */
export type Condition =
  | GroupCondition
  | FieldCondition
  | DidCondition
  | LastCondition
  | { group: string }
  | PeopleCondition
  | { segment: string };

export type GroupCondition = { all: Condition[] } | { any: Condition[] } | { not: Condition };

export type FieldCondition =
  | { field: string; op: "eq" | "ne"; value: ConditionValue }
  | { field: string; op: "in" | "not_in"; value: ConditionValue[] }
  | { field: string; op: "contains" | "not_contains" | "starts_with" | "ends_with"; value: string }
  | { field: string; op: "gt" | "gte" | "lt" | "lte"; value: number | string }
  | { field: string; op: "between"; value: [number, number] | [string, string] }
  | { field: string; op: "exists" | "not_exists" };

export type ConditionOp = FieldCondition["op"];
export type ConditionValue = string | number | boolean;

export interface DidCondition {
  did: {
    /** Name of the event, for instance `Order Completed`. */
    event: string;
    where?: Condition | undefined;
    /** 1 when left out. */
    atLeast?: number | undefined;
    /** Days of 24 hours, counted back from now; both ends included. Ever, when left out. */
    withinDays?: number | undefined;
  };
}

export interface LastCondition {
  last: {
    type?: (typeof feedbackTypes)[number] | undefined;
    /** `field_id` of the record. */
    question?: string | undefined;
    op: "eq" | "gt" | "gte" | "lt" | "lte";
    value: number;
    /** As of `did`. */
    withinDays?: number | undefined;
  };
}

export interface PeopleCondition {
  people: {
    list: string;
    count: number;
    /** ISO 8601. */
    chosenAt: string;
  };
}

const field = z
  .string()
  .max(300)
  .meta({ description: "A field of an event, a feedback or a person", examples: ["properties.plan"] });
const text = z.string().max(1000);
const number = z.number();
const withinDays = z.number().positive().max(36_500).meta({ minimum: 0.001 }).optional();
const scalar = z.union([text, number, z.boolean()]);

/** A comparison, whatever its field. */
export const fieldShape = z.discriminatedUnion("op", [
  z.strictObject({ field, op: z.enum(["eq", "ne"]), value: scalar }),
  z.strictObject({ field, op: z.enum(["in", "not_in"]), value: z.array(scalar).min(1).max(500) }),
  z.strictObject({ field, op: z.enum(["contains", "not_contains", "starts_with", "ends_with"]), value: text.min(1) }),
  z.strictObject({ field, op: z.enum(["gt", "gte", "lt", "lte"]), value: z.union([number, text]) }),
  z.strictObject({
    field,
    op: z.literal("between"),
    value: z.union([z.tuple([number, number]), z.tuple([text, text])]),
  }),
  z.strictObject({ field, op: z.enum(["exists", "not_exists"]) }),
]);

/** A condition in an answer: it was checked when it came in, and a check that explains faults cannot be run backwards. */
export const storedCondition: z.ZodType<Condition, Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(storedCondition) }),
      z.strictObject({ any: z.array(storedCondition) }),
      z.strictObject({ not: storedCondition }),
      fieldShape,
      z.strictObject({
        did: z.strictObject({
          event: text.min(1),
          where: storedCondition.optional(),
          atLeast: z.int().min(1).max(1_000_000).optional().meta({ default: 1 }),
          withinDays,
        }),
      }),
      z.strictObject({
        last: z.strictObject({
          type: z.enum(feedbackTypes).optional(),
          question: text.min(1).optional(),
          op: z.enum(["eq", "gt", "gte", "lt", "lte"]),
          value: number,
          withinDays,
        }),
      }),
      z.strictObject({ group: text.min(1) }),
      z.strictObject({
        people: z.strictObject({
          list: z.string().min(1).max(64),
          count: z.int().min(1).max(MOST_LISTED),
          chosenAt: z.iso.datetime({ offset: true }),
        }),
      }),
      z.strictObject({ segment: z.string().min(1).max(64) }),
    ]),
  )
  .meta({ id: "Condition", description: "When: a tree of all, any and not over comparisons of fields" });

/**
 * Accepts a well-formed {@link Condition} unchanged. A fault is reported at its own path, with the reason and what would
 * be accepted (a plain union of shapes could only say "invalid input").
 */
export const conditionSchema = z.preprocess((value: Condition, context): Condition => {
  for (const { path, message } of checkCondition(value))
    context.addIssue({ code: "custom", path, ...fault("invalid_condition", message) });
  return value;
}, storedCondition);
