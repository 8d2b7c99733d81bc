// Says what is wrong with a condition, where, and what would be accepted.

const MAX_DEPTH = 8;
const MAX_NODES = 100;
const MAX_LIST = 500;
const MAX_TEXT = 1000;
const MAX_FIELD = 300;
const MAX_JSON = 60_000;
const MAX_TIMES = 1_000_000;
const MAX_DAYS = 36_500;

const SIMPLE_FIELDS = [
  ...["event", "type", "channel", "touchpoint", "source", "user_id", "anonymous_id", "language"],
  ...["feedback.type", "feedback.question", "feedback.score", "feedback.text"],
];
const PATH_FIELD = /^(?:properties|context|traits)(?:\.(?:[^.\\]|\\[.\\])+)+$/u;
const FEEDBACK_TYPES = ["nps", "csat", "ces", "rating", "text", "categorical", "number", "boolean", "date"];

const KINDS = ["all", "any", "not", "did", "field"] as const;
const SCALAR_OPS = ["eq", "ne"];
const LIST_OPS = ["in", "not_in"];
const TEXT_OPS = ["contains", "not_contains", "starts_with", "ends_with"];
const ORDER_OPS = ["gt", "gte", "lt", "lte"];
const PRESENCE_OPS = ["exists", "not_exists"];
const OPS = [...SCALAR_OPS, ...LIST_OPS, ...TEXT_OPS, ...ORDER_OPS, "between", ...PRESENCE_OPS];

type Path = readonly (string | number)[];
interface Fault {
  path: (string | number)[];
  message: string;
}
interface Walk {
  nodes: number;
  report(path: Path, message: string): void;
}

export function checkCondition(condition: unknown): Fault[] {
  const faults: Fault[] = [];
  const walk: Walk = { nodes: 0, report: (path, message) => faults.push({ path: [...path], message }) };
  checkNode(walk, condition, [], 1, false);
  if (walk.nodes > MAX_NODES)
    walk.report([], `A condition has at most ${MAX_NODES} parts. Use lists with "in", or fewer parts.`);
  // Only now is the depth known to be small enough to write it out.
  if (faults.length === 0 && JSON.stringify(condition).length > MAX_JSON) {
    walk.report([], `A condition takes at most ${MAX_JSON} characters of JSON. Shorten its lists.`);
  }
  return faults;
}

function checkNode(walk: Walk, node: unknown, path: Path, depth: number, inDid: boolean): void {
  walk.nodes += 1;
  if (walk.nodes > MAX_NODES) return;
  if (depth > MAX_DEPTH)
    return walk.report(path, `Conditions nest at most ${MAX_DEPTH} deep. Flatten "all" and "any".`);
  if (!isRecord(node)) {
    return walk.report(
      path,
      `A condition is an object, not ${named(node)}. Use {"field", "op", "value"} or "all", "any", "not", "did".`,
    );
  }
  const kinds = KINDS.filter((kind) => Object.hasOwn(node, kind));
  if (kinds.length !== 1) {
    const found = kinds.length === 0 ? "none" : kinds.map((kind) => `"${kind}"`).join(" and ");
    return walk.report(
      path,
      `A condition has exactly one of "all", "any", "not", "did" and "field"; this one has ${found}.`,
    );
  }
  const deeper = (part: unknown, ...at: Path) => checkNode(walk, part, [...path, ...at], depth + 1, inDid);
  switch (kinds[0]) {
    case "all":
    case "any": {
      const kind = kinds[0];
      const parts = node[kind];
      checkKeys(walk, node, [kind], path);
      if (!Array.isArray(parts))
        return walk.report([...path, kind], `"${kind}" is a list of conditions, not ${named(parts)}.`);
      for (let at = 0; at < parts.length && walk.nodes <= MAX_NODES; at += 1) deeper(parts[at], kind, at);
      return;
    }
    case "not":
      checkKeys(walk, node, ["not"], path);
      return deeper(node.not, "not");
    case "did":
      checkKeys(walk, node, ["did"], path);
      return checkDid(walk, node.did, [...path, "did"], depth, inDid);
    default:
      return checkField(walk, node, path);
  }
}

function checkDid(walk: Walk, did: unknown, path: Path, depth: number, inDid: boolean): void {
  if (inDid) return walk.report(path, `"did" cannot stand inside another "did". Put both into an "all".`);
  if (!isRecord(did)) return walk.report(path, `"did" is an object with "event", not ${named(did)}.`);
  checkKeys(walk, did, ["event", "where", "atLeast", "withinDays"], path);
  checkText(walk, did.event, [...path, "event"], `"event"`, 1, MAX_TEXT);
  const { atLeast, withinDays } = did;
  if (
    atLeast !== undefined &&
    !(Number.isSafeInteger(atLeast) && Number(atLeast) >= 1 && Number(atLeast) <= MAX_TIMES)
  ) {
    walk.report([...path, "atLeast"], `"atLeast" is a whole number from 1 to ${MAX_TIMES}, not ${named(atLeast)}.`);
  }
  if (withinDays !== undefined && !(typeof withinDays === "number" && withinDays > 0 && withinDays <= MAX_DAYS)) {
    walk.report(
      [...path, "withinDays"],
      `"withinDays" is a number of days up to ${MAX_DAYS}, not ${named(withinDays)}. Leave it out for "ever".`,
    );
  }
  if (did.where !== undefined) checkNode(walk, did.where, [...path, "where"], depth + 1, true);
}

function checkField(walk: Walk, node: Record<string, unknown>, path: Path): void {
  const { field, op, value } = node;
  if (checkText(walk, field, [...path, "field"], `"field"`, 1, MAX_FIELD) && !isField(field)) {
    walk.report(
      [...path, "field"],
      `${named(field)} is not a field. Use ${SIMPLE_FIELDS.join(", ")}, or a path such as properties.plan, context.page.url, traits.city.`,
    );
  }
  if (typeof op !== "string" || !OPS.includes(op)) {
    return walk.report([...path, "op"], `${named(op)} is not an operator. Use one of ${OPS.join(", ")}.`);
  }
  if (PRESENCE_OPS.includes(op)) return checkKeys(walk, node, ["field", "op"], path);
  checkKeys(walk, node, ["field", "op", "value"], path);
  const at = [...path, "value"];
  if (SCALAR_OPS.includes(op)) checkScalar(walk, value, at, field);
  else if (LIST_OPS.includes(op)) checkList(walk, value, at, field);
  else if (TEXT_OPS.includes(op)) checkText(walk, value, at, `The value of "${op}"`, 1, MAX_TEXT);
  else if (ORDER_OPS.includes(op)) checkOrdered(walk, value, at, op);
  else checkRange(walk, value, at);
}

function checkList(walk: Walk, value: unknown, at: Path, field: unknown): void {
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_LIST) {
    return walk.report(at, `The value of "in" and "not_in" is a list of 1 to ${MAX_LIST} texts, numbers or booleans.`);
  }
  value.forEach((entry, index) => checkScalar(walk, entry, [...at, index], field));
}

function checkScalar(walk: Walk, value: unknown, at: Path, field: unknown): void {
  if (typeof value === "string") {
    checkText(walk, value, at, "The value", 0, MAX_TEXT);
    if (field === "feedback.type" && !FEEDBACK_TYPES.includes(value)) {
      walk.report(at, `${named(value)} is not a kind of feedback. Use one of ${FEEDBACK_TYPES.join(", ")}.`);
    }
  } else if (typeof value !== "boolean" && !Number.isFinite(value)) {
    walk.report(
      at,
      `The value is a text, a number or a boolean, not ${named(value)}. To ask for absence use "not_exists".`,
    );
  }
}

function checkOrdered(walk: Walk, value: unknown, at: Path, op: string): void {
  if (typeof value === "string") checkText(walk, value, at, "The value", 0, MAX_TEXT);
  else if (!Number.isFinite(value)) walk.report(at, `The value of "${op}" is a number or a text, not ${named(value)}.`);
}

function checkRange(walk: Walk, value: unknown, at: Path): void {
  const [low, high] = Array.isArray(value) && value.length === 2 ? value : [];
  const numbers = Number.isFinite(low) && Number.isFinite(high);
  if (!numbers && !(typeof low === "string" && typeof high === "string")) {
    return walk.report(at, `The value of "between" is two numbers or two texts, as in [1, 5].`);
  }
  checkOrdered(walk, low, [...at, 0], "between");
  checkOrdered(walk, high, [...at, 1], "between");
  if (numbers && low > high) walk.report(at, `"between" starts at ${low}, above its end ${high}. Swap them.`);
}

function checkText(walk: Walk, value: unknown, at: Path, name: string, min: number, max: number): value is string {
  const fault =
    typeof value !== "string"
      ? `${name} is a text, not ${named(value)}.`
      : value.length < min
        ? `${name} is empty. Give at least one character.`
        : value.length > max
          ? `${name} has ${value.length} characters. At most ${max} are allowed.`
          : /\p{Surrogate}/u.test(value)
            ? `${name} holds half of a character (an unpaired surrogate). Send well-formed Unicode.`
            : undefined;
  if (fault !== undefined) walk.report(at, fault);
  return fault === undefined;
}

function checkKeys(walk: Walk, node: Record<string, unknown>, allowed: readonly string[], path: Path): void {
  for (const key of Object.keys(node)) {
    if (!allowed.includes(key)) {
      const known = allowed.map((name) => `"${name}"`).join(", ");
      walk.report([...path, key.slice(0, 50)], `"${key.slice(0, 50)}" has no place here. Use only ${known}.`);
    }
  }
}

function isField(field: string): boolean {
  return SIMPLE_FIELDS.includes(field) || PATH_FIELD.test(field);
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
