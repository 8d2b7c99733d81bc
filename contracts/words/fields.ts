export type ColumnField =
  | "event"
  | "type"
  | "channel"
  | "touchpoint"
  | "source"
  | "user_id"
  | "anonymous_id"
  | "language";
export type JsonRoot = "properties" | "context" | "traits";
export type FeedbackField = "type" | "question" | "score" | "text";

/** Where it happened: as the organisation is today, or as it was when the event came. */
export type UnitField = "unit" | "unit_then";

export type Field =
  | { kind: "column"; name: ColumnField }
  | { kind: "unit"; name: UnitField }
  | { kind: "feedback"; name: FeedbackField }
  | { kind: "path"; root: JsonRoot; keys: string[] };

const COLUMNS: readonly string[] = [
  "event",
  "type",
  "channel",
  "touchpoint",
  "source",
  "user_id",
  "anonymous_id",
  "language",
] satisfies ColumnField[];
const FEEDBACK: readonly string[] = ["type", "question", "score", "text"] satisfies FeedbackField[];
const ROOTS: readonly string[] = ["properties", "context", "traits"] satisfies JsonRoot[];

/** Reads the name of a field as conditions write it. Throws for what the contract of conditions does not allow. */
export function parseField(field: string): Field {
  if (isColumn(field)) return { kind: "column", name: field };
  if (isUnitField(field)) return { kind: "unit", name: field };
  const [root = "", ...keys] = splitPath(field);
  const [name = ""] = keys;
  if (root === "feedback" && keys.length === 1 && isFeedback(name)) return { kind: "feedback", name };
  if (isRoot(root) && keys.length > 0 && keys.every((key) => key !== "")) return { kind: "path", root, keys };
  throw new TypeError(`${JSON.stringify(field)} is not a field of the condition language.`);
}

/** The field for a path of keys: the inverse of `parseField`, with dots and backslashes of keys escaped. */
export function pathField(root: JsonRoot, keys: readonly string[]): string {
  return [root, ...keys.map((key) => key.replace(/[.\\]/g, "\\$&"))].join(".");
}

/** The keys of a path as it is written: dots part them, a backslash keeps the dot or backslash behind it. */
export function splitPath(path: string): string[] {
  const keys: string[] = [];
  let key = "";
  for (let index = 0; index < path.length; index += 1) {
    const character = path[index] ?? "";
    if (character === ".") {
      keys.push(key);
      key = "";
    } else if (character === "\\") {
      index += 1;
      key += path[index] ?? "";
    } else {
      key += character;
    }
  }
  return [...keys, key];
}

function isColumn(name: string): name is ColumnField {
  return COLUMNS.includes(name);
}

export function isUnitField(name: string): name is UnitField {
  return name === "unit" || name === "unit_then";
}

function isFeedback(name: string): name is FeedbackField {
  return FEEDBACK.includes(name);
}

function isRoot(name: string): name is JsonRoot {
  return ROOTS.includes(name);
}
