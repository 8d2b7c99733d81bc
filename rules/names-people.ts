import { type Field, parseField } from "../contracts/words/fields.ts";

const IDENTIFIERS: readonly string[] = ["user_id", "anonymous_id"];
/** Last keys of paths under which people are named. A `name` among properties is mostly a page's or a product's. */
const PERSONAL =
  /^(e-?mail|email_?address|phone|phone_?number|mobile|first_?name|last_?name|full_?name|user_?name|previous_?id)$/i;

/** Whether the values of a field say who somebody is. */
export function namesPeople(field: Field): boolean {
  if (field.kind === "column") return IDENTIFIERS.includes(field.name);
  if (field.kind === "feedback" || field.kind === "unit") return false;
  const key = field.keys.at(-1) ?? "";
  const ofPerson = field.root === "traits" || (field.root === "context" && field.keys[0] === "traits");
  return PERSONAL.test(key) || (ofPerson && key === "name");
}

/**
 * The first part of a JSON value that, as a condition, picks people by who they are: where it stands, and what it asks for.
 * Whether such a field exists at all picks nobody. Null when there is none.
 */
export function picksPeople(value: unknown, path = ""): { path: string; what: string } | null {
  if (typeof value !== "object" || value === null) return null;
  const { field, op, group, people } = value as Record<string, unknown>;
  const isAlone = Object.keys(value).length === 1;
  if (typeof group === "string" && isAlone) return { path, what: "an account" };
  if (typeof people === "object" && people !== null && isAlone && "list" in people)
    return { path, what: "chosen people" };
  if (
    typeof field === "string" &&
    typeof op === "string" &&
    op !== "exists" &&
    op !== "not_exists" &&
    isPersonal(field)
  )
    return { path, what: field };
  for (const [key, part] of Object.entries(value)) {
    const found = picksPeople(part, path === "" ? key : `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function isPersonal(field: string): boolean {
  try {
    return namesPeople(parseField(field));
  } catch {
    // Refused where it is read as what it should be.
    return false;
  }
}
