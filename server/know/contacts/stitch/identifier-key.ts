import { key64 } from "../../../log/events/events.ts";

export type IdentifierKind = "user_id" | "anonymous_id" | "email";

/** What senders write when they know nobody. One of these joined to a person would join everybody to them. */
const BLOCKED = new Set([
  "",
  "-1",
  "[object object]",
  "anonymous",
  "anon",
  "false",
  "guest",
  "id",
  "n/a",
  "na",
  "nan",
  "nil",
  "none",
  "not_authenticated",
  "null",
  "unauthenticated",
  "undefined",
  "unidentified",
  "unknown",
  "true",
  "user",
  "user_id",
  "userid",
  "anonymous_id",
  "anonymousid",
]);

/** Whether a value never identifies anybody: a placeholder such as `null`, `guest` or `-1`, nothing, or only zeros. */
export function isBlockedIdentifier(value: string): boolean {
  const plain = value
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim()
    .toLowerCase();
  return BLOCKED.has(plain) || /^[-0. ]+$/.test(plain);
}

/** The value two spellings of one identifier share: e-mail addresses ignore case and the space around them. */
export function identifierValue(kind: IdentifierKind, value: string): string {
  return kind === "email" ? value.trim().toLowerCase() : value;
}

/** Key of the identifier that acted, as the decimal string of a UInt64; "0" (nobody) when the value is blocked. */
export function keyOfIdentifier(workspaceId: string, kind: IdentifierKind, value: string): string {
  if (isBlockedIdentifier(value)) return "0";
  return key64(workspaceId, kind, identifierValue(kind, value));
}
