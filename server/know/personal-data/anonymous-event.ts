import { createHmac } from "node:crypto";
import { parseField, pathField } from "../../../contracts/words/fields.ts";
import { eventJson } from "../../../rules/event-json.ts";
import { namesPeople, quotesText } from "../../../rules/names-people.ts";
import { type EventRow, key64 } from "../../log/events/events.ts";
import { eraseIn } from "../../platform/personal-data/erase-mentions.ts";
import type { Mentions } from "../../platform/personal-data/mentions.ts";

export interface Anonymously {
  /** What the person acts as from now on. */
  key: string;
  /** Makes new numbers out of old ones that could be found elsewhere; forgotten afterwards. */
  salt: string;
  mentions: Mentions;
  keepTexts: boolean;
}

/** More words than a name or a title has: written freely. */
const FREE_WORDS = 8;
const FREE_CHARACTERS = 80;
/** Keys whose values tell one thing from all others: they still hold together what belongs together. */
const NUMBER_OF_A_THING =
  /(^|_)(id|uuid|guid|token|number|code|ip)s?$|(^|_)no$|[a-z](Id|Uuid|Guid|Token|Number|Code)s?$|[a-z]No$/;
/** Of a feedback record, what says who answered, and in own words. */
const WHO_ANSWERED: readonly string[] = ["user_id", "anonymous_id", "email", "metadata", "submission_id"];
/** Answers picked from a list are no words of one's own. */
const PICKED: readonly string[] = ["categorical", "date", "boolean"];

/** The same event as of nobody in particular. Made again of the same event and salt, it is the same. */
export function anonymousEvent(row: EventRow, how: Anonymously): EventRow {
  const { salt, mentions, keepTexts } = how;
  const messageId = hashed(salt, row.message_id);
  const isFeedback = row.feedback_type !== "";
  const keepsWords = keepTexts || PICKED.includes(row.feedback_type);
  const said = row.type === "track" || row.type === "page" || row.type === "screen" ? read(row.properties) : {};
  const left = isFeedback ? record(said, keepsWords) : said;
  return {
    ...row,
    message_id: messageId,
    message_key: key64(row.workspace, messageId),
    identifier_key: how.key,
    user_id: "",
    anonymous_id: how.key,
    group_id: "",
    context: "{}",
    properties: eventJson(eraseIn(withoutNames(left, ["properties"], how, isFeedback), mentions, "data")),
    feedback_submission: row.feedback_submission === "" ? "" : hashed(salt, row.feedback_submission),
    feedback_text: keepsWords ? mentions.erase(row.feedback_text) : "",
  };
}

function hashed(salt: string, text: string): string {
  return createHmac("sha256", salt).update(text).digest("hex").slice(0, 24);
}

function record(said: Record<string, unknown>, keepsWords: boolean): Record<string, unknown> {
  const kept = Object.entries(said).filter(
    ([key]) => !WHO_ANSWERED.includes(key) && (keepsWords || key !== "value_text"),
  );
  return Object.fromEntries(kept);
}

function withoutNames(
  value: Record<string, unknown>,
  path: readonly string[],
  how: Anonymously,
  isFeedback: boolean,
): Record<string, unknown> {
  const left: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (isPersonal([...path, key], how.keepTexts || isFeedback)) continue;
    const kept = withoutNamesIn(part, [...path, key], how, isFeedback);
    if (kept !== undefined) left[key] = kept;
  }
  return left;
}

/** What of a value stays; undefined for nothing. Items of a list are as what stands under its key. */
function withoutNamesIn(part: unknown, path: readonly string[], how: Anonymously, isFeedback: boolean): unknown {
  if (Array.isArray(part)) {
    const kept = part.map((one: unknown) => withoutNamesIn(one, path, how, isFeedback));
    return kept.filter((one) => one !== undefined);
  }
  if (typeof part === "object" && part !== null)
    return withoutNames(part as Record<string, unknown>, path, how, isFeedback);
  if (typeof part !== "string" && typeof part !== "number") return part;
  const key = path.at(-1) ?? "";
  if (!isFeedback && NUMBER_OF_A_THING.test(key)) return hashed(how.salt, String(part));
  if (typeof part === "number") return part;
  return how.keepTexts || key === "value_text" || !isFree(part) ? withoutQuery(part) : undefined;
}

function isPersonal([, ...keys]: readonly string[], keepsTexts: boolean): boolean {
  try {
    const field = parseField(pathField("properties", keys));
    return namesPeople(field) || (!keepsTexts && quotesText(field));
  } catch {
    return false;
  }
}

function isFree(text: string): boolean {
  return text.length > FREE_CHARACTERS || text.split(/\s+/).length > FREE_WORDS;
}

/** What stands behind an address of a page may name anybody. */
function withoutQuery(text: string): string {
  return /^(https?:\/\/|\/|\?)/.test(text) ? text.replace(/[?#].*$/s, "") : text;
}

function read(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
