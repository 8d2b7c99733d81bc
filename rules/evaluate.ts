import type {
  Condition,
  ConditionValue,
  DidCondition,
  FieldCondition,
  LastCondition,
} from "../contracts/log/conditions.ts";
import { DAY } from "../contracts/words/durations.ts";
import { type Field, parseField } from "../contracts/words/fields.ts";
import { compare } from "./compare.ts";
import { followKeys } from "./follow-keys.ts";
import { holds } from "./holds.ts";
import type { Part } from "./parts-of.ts";

type Text = string | null | undefined;

/** An event, or what is known when a question is asked. What is left out is missing. */
export interface Subject {
  event?: Text;
  type?: Text;
  channel?: Text;
  touchpoint?: Text;
  source?: Text;
  userId?: Text;
  anonymousId?: Text;
  language?: Text;
  /** Values as JSON holds them. */
  properties?: Readonly<Record<string, unknown>> | null | undefined;
  context?: Readonly<Record<string, unknown>> | null | undefined;
  traits?: Readonly<Record<string, unknown>> | null | undefined;
  /** Keys of the units it happened in, from the top down: as organised today, and as it was when it came. */
  units?: { today: readonly string[]; asItWas: readonly string[] } | null | undefined;
  feedback?: { type?: Text; question?: Text; score?: number | null | undefined; text?: Text } | null | undefined;
}

export interface PastEvent extends Subject {
  instant: Date;
  /** Of a `group` call: the group it names. */
  groupId?: Text;
}

/**
 * What the person did, in the order in which it arrived, for conditions that speak of a person; `now` is where `withinDays`
 * counts back from. Later events do not count.
 */
export interface History {
  events: readonly PastEvent[];
  now: Date;
  /** Ids of the segments that the person is in. */
  segments?: ReadonlySet<string>;
  /** Ids of the lists of people that name the person. */
  lists?: ReadonlySet<string>;
}

/**
 * Whether the condition holds, by the comparison rules of `contracts/log/conditions.ts`.
 * @throws TypeError when the condition speaks of what a person did, said or belongs to and no history is given.
 */
export function evaluate(condition: Condition, subject: Subject, history?: History): boolean {
  return holds(condition, (part) => evaluatePart(part, subject, history));
}

function evaluatePart(condition: Part, subject: Subject, history: History | undefined): boolean {
  if ("did" in condition) return evaluateDid(condition.did, known(history));
  if ("last" in condition) return evaluateLast(condition.last, known(history));
  if ("group" in condition)
    return pastOf(known(history)).some(({ type, groupId }) => type === "group" && groupId === condition.group);
  if ("people" in condition) return known(history).lists?.has(condition.people.list) ?? false;
  if ("segment" in condition) return known(history).segments?.has(condition.segment) ?? false;
  const field = parseField(condition.field);
  if (field.kind === "unit")
    return compareUnits(condition, subject.units?.[field.name === "unit" ? "today" : "asItWas"] ?? []);
  return compare(condition, read(field, subject));
}

/** It happened in each of the units: in its own, and in those that is part of. */
function compareUnits(condition: FieldCondition, units: readonly string[]): boolean {
  const within = (value: ConditionValue) => units.includes(String(value));
  switch (condition.op) {
    case "exists":
      return units.length > 0;
    case "not_exists":
      return units.length === 0;
    case "eq":
      return within(condition.value);
    case "ne":
      return !within(condition.value);
    case "in":
      return condition.value.some(within);
    case "not_in":
      return !condition.value.some(within);
    default:
      throw new TypeError(`Units are not compared by ${condition.op}.`);
  }
}

function evaluateDid({ event, where, atLeast = 1, withinDays }: DidCondition["did"], history: History): boolean {
  const times = pastOf(history, withinDays).filter(
    (past) => past.event === event && (where === undefined || evaluate(where, past)),
  ).length;
  return times >= atLeast;
}

function evaluateLast({ type, question, op, value, withinDays }: LastCondition["last"], history: History): boolean {
  const answers = pastOf(history, withinDays).filter(
    ({ feedback }) =>
      typeof feedback?.score === "number" &&
      (type === undefined || feedback.type === type) &&
      (question === undefined || feedback.question === question),
  );
  const latest = answers.reduce<PastEvent | undefined>(
    (last, answer) => (last && last.instant.getTime() > answer.instant.getTime() ? last : answer),
    undefined,
  );
  return compare({ field: "feedback.score", op, value }, latest?.feedback?.score);
}

function pastOf({ events, now }: History, withinDays?: number): readonly PastEvent[] {
  const since = withinDays === undefined ? Number.NEGATIVE_INFINITY : now.getTime() - withinDays * DAY;
  return events.filter(({ instant }) => instant.getTime() >= since && instant.getTime() <= now.getTime());
}

function known(history: History | undefined): History {
  if (history === undefined) throw new TypeError("A condition on what a person did needs the person's history.");
  return history;
}

function read(field: Exclude<Field, { kind: "unit" }>, subject: Subject): unknown {
  switch (field.kind) {
    case "column":
      return notEmpty(readColumn(field.name, subject));
    case "feedback":
      return notEmpty(subject.feedback?.[field.name]);
    case "path":
      return followKeys(subject[field.root], field.keys);
  }
}

function readColumn(name: Extract<Field, { kind: "column" }>["name"], subject: Subject): Text {
  if (name === "user_id") return subject.userId;
  if (name === "anonymous_id") return subject.anonymousId;
  return subject[name];
}

function notEmpty(value: unknown): unknown {
  return value === "" ? undefined : value;
}
