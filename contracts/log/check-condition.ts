// Says what is wrong with a condition, where, and what would be accepted.

import { feedbackTypes } from "../words/feedback-types.ts";
import { isCleanText, UNCLEAN } from "../words/well-formed.ts";

const MAX_DEPTH = 8;
const MAX_NODES = 100;
const MAX_LIST = 500;
const MAX_TEXT = 1000;
const MAX_FIELD = 300;
const MAX_JSON = 60_000;
const MAX_TIMES = 1_000_000;
/** A minute and a half. Shorter ones are slips of the pen: nobody has done anything in them. */
const MIN_DAYS = 0.001;
const MAX_DAYS = 36_500;
const MAX_ID = 64;
/** People of one list. */
export const MOST_LISTED = 10_000;

const UNIT_FIELDS = ["unit", "unit_then"];
const SIMPLE_FIELDS = [
  ...["event", "type", "channel", "touchpoint", "source", "user_id", "anonymous_id", "language", ...UNIT_FIELDS],
  ...["feedback.type", "feedback.question", "feedback.score", "feedback.text"],
];
const PATH_FIELD = /^(?:properties|context|traits)(?:\.(?:[^.\\]|\\[.\\])+)+$/u;
/** What a condition may speak of where it stands. */
export interface ConditionScope {
  /** Fields that are one word, and those that are a path. */
  simple: readonly string[];
  path: RegExp;
  /** Such as `properties.plan`, for who wrote another. */
  examples: string;
  /** Whether it may ask what a person did, said and belongs to. */
  ofPeople: boolean;
}

const OF_THE_LOG: ConditionScope = {
  simple: SIMPLE_FIELDS,
  path: PATH_FIELD,
  examples: "a path such as properties.plan, context.page.url or traits.city",
  ofPeople: true,
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const FEEDBACK_TYPES: readonly string[] = feedbackTypes;

const KINDS = ["all", "any", "not", "did", "last", "group", "people", "segment", "field"] as const;
const KINDS_OF_FIELDS: readonly string[] = ["all", "any", "not", "field"];
const SCALAR_OPS = ["eq", "ne"];
const LIST_OPS = ["in", "not_in"];
const TEXT_OPS = ["contains", "not_contains", "starts_with", "ends_with"];
const ORDER_OPS = ["gt", "gte", "lt", "lte"];
const PRESENCE_OPS = ["exists", "not_exists"];
const SCORE_OPS = ["eq", ...ORDER_OPS];
const UNIT_OPS = [...SCALAR_OPS, ...LIST_OPS, ...PRESENCE_OPS];
const OPS = [...SCALAR_OPS, ...LIST_OPS, ...TEXT_OPS, ...ORDER_OPS, "between", ...PRESENCE_OPS];

type Path = readonly (string | number)[];
interface Fault {
  path: (string | number)[];
  message: string;
}
interface Place {
  scope: ConditionScope;
  path: Path;
  depth: number;
  inDid: boolean;
  count: { nodes: number };
}

/** Of the log, where nothing else is said. */
export function checkCondition(condition: unknown, scope = OF_THE_LOG): Fault[] {
  const count = { nodes: 0 };
  const faults = checkNode(condition, { scope, path: [], depth: 1, inDid: false, count });
  if (count.nodes > MAX_NODES) {
    faults.push(...fault([], `A condition has at most ${MAX_NODES} parts. Use lists with "in", or fewer parts.`));
  }
  // Only now is the depth known to be small enough to write it out.
  if (faults.length === 0 && JSON.stringify(condition).length > MAX_JSON) {
    return fault([], `A condition takes at most ${MAX_JSON} characters of JSON. Shorten its lists.`);
  }
  return faults;
}

function checkNode(node: unknown, place: Place): Fault[] {
  const { path, depth, count, scope } = place;
  const allowed = KINDS.filter((kind) => scope.ofPeople || KINDS_OF_FIELDS.includes(kind));
  count.nodes += 1;
  if (count.nodes > MAX_NODES) return [];
  if (depth > MAX_DEPTH) return fault(path, `Conditions nest at most ${MAX_DEPTH} deep. Flatten "all" and "any".`);
  if (!isRecord(node)) {
    const remedy = `Use {"field", "op", "value"} or ${allowed.slice(0, -1).map(quoted).join(", ")}.`;
    return fault(path, `A condition is an object, not ${named(node)}. ${remedy}`);
  }
  const kinds = allowed.filter((kind) => Object.hasOwn(node, kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const found = kind === undefined ? "none" : kinds.map(quoted).join(" and ");
    const known = allowed.slice(0, -1).map(quoted).join(", ");
    return fault(path, `A condition has exactly one of ${known} and "field"; this one has ${found}.`);
  }
  const deeper = (part: unknown, ...below: Path) =>
    checkNode(part, { ...place, path: [...path, ...below], depth: depth + 1 });
  if (kind === "field") return checkField(node, place);
  const keys = checkKeys(node, [kind], path);
  if (kind === "not") return [...keys, ...deeper(node.not, "not")];
  if (kind === "did") return [...keys, ...checkDid(node.did, { ...place, path: [...path, "did"] })];
  if (kind === "last") return [...keys, ...checkLast(node.last, { ...place, path: [...path, "last"] })];
  if (kind === "people") return [...keys, ...checkPeople(node.people, { ...place, path: [...path, "people"] })];
  if (kind === "group" || kind === "segment") {
    if (place.inDid) return [...keys, ...notInWhere(kind, [...path, kind])];
    return [...keys, ...checkText(node[kind], [...path, kind], `"${kind}"`, 1, kind === "segment" ? MAX_ID : MAX_TEXT)];
  }
  const parts = node[kind];
  if (!Array.isArray(parts)) return fault([...path, kind], `"${kind}" is a list of conditions, not ${named(parts)}.`);
  // One part more than allowed is enough to know that there are too many.
  return [...keys, ...parts.slice(0, MAX_NODES + 1).flatMap((part, index) => deeper(part, kind, index))];
}

function checkDid(did: unknown, place: Place): Fault[] {
  const { path } = place;
  if (place.inDid) return fault(path, `"did" cannot stand inside another "did". Put both into an "all".`);
  if (!isRecord(did)) return fault(path, `"did" is an object with "event", not ${named(did)}.`);
  const { event, where, atLeast, withinDays } = did;
  const faults = [
    ...checkKeys(did, ["event", "where", "atLeast", "withinDays"], path),
    ...checkText(event, [...path, "event"], `"event"`),
  ];
  if (
    atLeast !== undefined &&
    !(isNumber(atLeast) && Number.isInteger(atLeast) && atLeast >= 1 && atLeast <= MAX_TIMES)
  ) {
    const message = `"atLeast" is a whole number from 1 to ${MAX_TIMES}, not ${named(atLeast)}.`;
    faults.push(...fault([...path, "atLeast"], message));
  }
  faults.push(...checkDays(withinDays, [...path, "withinDays"]));
  if (where === undefined) return faults;
  return [...faults, ...checkNode(where, { ...place, path: [...path, "where"], depth: place.depth + 1, inDid: true })];
}

function checkLast(last: unknown, place: Place): Fault[] {
  const { path } = place;
  if (place.inDid) return notInWhere("last", path);
  if (!isRecord(last)) return fault(path, `"last" is an object with "type" or "question", not ${named(last)}.`);
  const { type, question, op, value, withinDays } = last;
  const faults = [
    ...checkKeys(last, ["type", "question", "op", "value", "withinDays"], path),
    ...checkDays(withinDays, [...path, "withinDays"]),
  ];
  if (type === undefined && question === undefined)
    faults.push(...fault(path, `"last" names a "type" of feedback, such as nps, or a "question".`));
  if (type !== undefined && !(typeof type === "string" && FEEDBACK_TYPES.includes(type))) {
    const message = `${named(type)} is not a kind of feedback. Use one of ${FEEDBACK_TYPES.join(", ")}.`;
    faults.push(...fault([...path, "type"], message));
  }
  if (question !== undefined) faults.push(...checkText(question, [...path, "question"], `"question"`));
  if (typeof op !== "string" || !SCORE_OPS.includes(op))
    faults.push(...fault([...path, "op"], `${named(op)} does not compare scores. Use one of ${SCORE_OPS.join(", ")}.`));
  if (!isNumber(value))
    faults.push(...fault([...path, "value"], `The value of a score is a number, not ${named(value)}.`));
  return faults;
}

function checkPeople(people: unknown, { path, inDid }: Place): Fault[] {
  if (inDid) return notInWhere("people", path);
  if (!isRecord(people)) return fault(path, `"people" is an object with "list", not ${named(people)}.`);
  const { list, count, chosenAt } = people;
  const faults = [
    ...checkKeys(people, ["list", "count", "chosenAt"], path),
    ...checkText(list, [...path, "list"], `"list"`, 1, MAX_ID),
  ];
  if (!(isNumber(count) && Number.isInteger(count) && count >= 1 && count <= MOST_LISTED))
    faults.push(...fault([...path, "count"], `"count" is a whole number from 1 to ${MOST_LISTED}.`));
  if (typeof chosenAt !== "string" || !INSTANT.test(chosenAt) || Number.isNaN(Date.parse(chosenAt)))
    faults.push(...fault([...path, "chosenAt"], `"chosenAt" is a moment such as 2026-01-31T09:00:00.000Z.`));
  return faults;
}

function checkDays(days: unknown, path: Path): Fault[] {
  if (days === undefined || (isNumber(days) && days >= MIN_DAYS && days <= MAX_DAYS)) return [];
  return fault(
    path,
    `"withinDays" is a number of days from ${MIN_DAYS} (86.4 seconds) to ${MAX_DAYS}, not ${named(days)}. Leave it out for "ever".`,
  );
}

function notInWhere(kind: string, path: Path): Fault[] {
  return fault(path, `"${kind}" speaks of a person and cannot stand inside "did". Put both into an "all".`);
}

function checkField(node: Record<string, unknown>, { path, scope }: Place): Fault[] {
  const { field, op, value } = node;
  const faults = checkFieldName(field, [...path, "field"], scope);
  if (typeof op !== "string" || !OPS.includes(op)) {
    const message = `${named(op)} is not an operator. Use one of ${OPS.join(", ")}.`;
    return [...faults, ...fault([...path, "op"], message)];
  }
  if (isUnit(field) && !UNIT_OPS.includes(op)) {
    const message = `Units are not compared by "${op}". Use one of ${UNIT_OPS.join(", ")}.`;
    return [...faults, ...fault([...path, "op"], message)];
  }
  if (PRESENCE_OPS.includes(op)) return [...faults, ...checkKeys(node, ["field", "op"], path)];
  faults.push(...checkKeys(node, ["field", "op", "value"], path));
  const where = [...path, "value"];
  if (SCALAR_OPS.includes(op)) return [...faults, ...checkScalar(value, where, field)];
  if (LIST_OPS.includes(op)) return [...faults, ...checkList(value, where, field)];
  if (TEXT_OPS.includes(op)) return [...faults, ...checkText(value, where, `The value of "${op}"`)];
  if (ORDER_OPS.includes(op)) return [...faults, ...checkOrdered(value, where, op)];
  return [...faults, ...checkRange(value, where)];
}

function isUnit(field: unknown): boolean {
  return typeof field === "string" && UNIT_FIELDS.includes(field);
}

function checkFieldName(field: unknown, where: Path, { simple, path, examples }: ConditionScope): Fault[] {
  const faults = checkText(field, where, `"field"`, 1, MAX_FIELD);
  if (faults.length > 0 || typeof field !== "string" || simple.includes(field) || path.test(field)) return faults;
  const remedy = `Use ${simple.join(", ")}, or ${examples}.`;
  return fault(where, `${named(field)} is not a field. ${remedy}`);
}

function checkList(value: unknown, where: Path, field: unknown): Fault[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_LIST) {
    return fault(where, `The value of "in" and "not_in" is a list of 1 to ${MAX_LIST} texts, numbers or booleans.`);
  }
  return value.flatMap((entry, index) => checkScalar(entry, [...where, index], field));
}

function checkScalar(value: unknown, where: Path, field: unknown): Fault[] {
  if (field === "feedback.type" && typeof value === "string" && !FEEDBACK_TYPES.includes(value)) {
    return fault(where, `${named(value)} is not a kind of feedback. Use one of ${FEEDBACK_TYPES.join(", ")}.`);
  }
  if (isUnit(field)) return checkText(value, where, "The key of a unit");
  if (typeof value === "string") return checkText(value, where, "The value", 0);
  if (typeof value === "boolean" || isNumber(value)) return [];
  return fault(
    where,
    `The value is a text, a number or a boolean, not ${named(value)}. To ask for absence use "not_exists".`,
  );
}

function checkOrdered(value: unknown, where: Path, op: string): Fault[] {
  if (typeof value === "string") return checkText(value, where, "The value", 0);
  return isNumber(value) ? [] : fault(where, `The value of "${op}" is a number or a text, not ${named(value)}.`);
}

function checkRange(value: unknown, where: Path): Fault[] {
  const [low, high] = Array.isArray(value) && value.length === 2 ? value : [];
  if (isNumber(low) && isNumber(high)) {
    return low <= high ? [] : fault(where, `"between" starts at ${low}, above its end ${high}. Swap them.`);
  }
  if (typeof low === "string" && typeof high === "string") {
    return [...checkText(low, [...where, 0], "The value", 0), ...checkText(high, [...where, 1], "The value", 0)];
  }
  return fault(where, `The value of "between" is two numbers or two texts, as in [1, 5].`);
}

function checkText(value: unknown, where: Path, name: string, min = 1, max = MAX_TEXT): Fault[] {
  if (typeof value !== "string") return fault(where, `${name} is a text, not ${named(value)}.`);
  if (value.length < min) return fault(where, `${name} is empty. Give at least one character.`);
  if (value.length > max) return fault(where, `${name} has ${value.length} characters. At most ${max} are allowed.`);
  return isCleanText(value) ? [] : fault(where, `${name} ${UNCLEAN}.`);
}

function checkKeys(node: Record<string, unknown>, allowed: readonly string[], path: Path): Fault[] {
  const known = allowed.map(quoted).join(", ");
  return Object.keys(node)
    .filter((key) => !allowed.includes(key))
    .flatMap((key) => fault([...path, key.slice(0, 50)], `${named(key)} has no place here. Use only ${known}.`));
}

function quoted(name: string): string {
  return `"${name}"`;
}

function fault(path: Path, message: string): Fault[] {
  return [{ path: [...path], message }];
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function named(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? `"${value.slice(0, 50)}"` : String(value);
}
