import { type Field, parseField } from "../contracts/words/fields.ts";
import { namingKeys, personKeys, plainKey, quotingKeys, tellingKeys } from "../contracts/words/personal-fields.ts";

const IDENTIFIERS: readonly string[] = ["user_id", "anonymous_id"];

/** Whether the values of a field say who somebody is. A `name` or an `id` among properties is mostly a page's or a product's. */
export function namesPeople(field: Field): boolean {
  if (field.kind === "column") return IDENTIFIERS.includes(field.name);
  if (field.kind === "feedback" || field.kind === "unit") return false;
  const keys = field.keys.map(plainKey);
  if (keys.some((key) => namingKeys.includes(key))) return true;
  const whose = [field.root, ...keys].findIndex((key) => personKeys.includes(key));
  return whose >= 0 && keys.slice(whose).some((key) => tellingKeys.includes(key));
}

/** Whether the values of a field are what somebody wrote. */
export function quotesText(field: Field): boolean {
  if (field.kind === "column" || field.kind === "unit") return false;
  if (field.kind === "feedback") return field.name === "text";
  return field.keys.some((key) => quotingKeys.includes(plainKey(key)));
}

/** Whether it takes the permission to see people to be told values of a field, or how many have which. */
export function isPersonal(field: Field): boolean {
  return namesPeople(field) || quotesText(field);
}

/**
 * The first part of a JSON value that, as a condition, picks people by who they are: where it stands, and what it asks for.
 * Whether such a field exists at all picks nobody. Null when there is none.
 */
export function picksPeople(value: unknown, path = ""): { path: string; what: string } | null {
  if (typeof value !== "object" || value === null) return null;
  const { field, op, by, group, people } = value as Record<string, unknown>;
  const isAlone = Object.keys(value).length === 1;
  if (typeof group === "string" && isAlone) return { path, what: "an account" };
  if (typeof people === "object" && people !== null && isAlone && "list" in people)
    return { path, what: "chosen people" };
  if (
    typeof field === "string" &&
    (by === "field" || (typeof op === "string" && op !== "exists" && op !== "not_exists")) &&
    isPersonalName(field)
  )
    return { path, what: field };
  for (const [key, part] of Object.entries(value)) {
    const found = picksPeople(part, path === "" ? key : `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function isPersonalName(field: string): boolean {
  try {
    return isPersonal(parseField(field));
  } catch {
    // Refused where it is read as what it should be.
    return false;
  }
}
