import type { FeedbackRecord } from "../../../../contracts/collect/feedback.ts";
import type { KnownQuestion } from "../../questions/questions.ts";
import type { Fault, Fields } from "./read-message.ts";

/** What says no more than that there is a score. */
const OPEN_TYPES = ["rating", "number"];
const isNothing = (value: unknown) => value === undefined || value === null || value === "";

/** A record as it came, with what it leaves open said by the question of the library that it answers. */
export function withQuestion(properties: Fields, { kind, high }: KnownQuestion): Fields {
  const { field_type, scale_max, value_number, value_boolean } = properties;
  if (isNothing(value_number) && isNothing(value_boolean)) return properties;
  const isOpen = isNothing(field_type) || OPEN_TYPES.includes(String(field_type));
  const isYesOrNo = field_type === "boolean" && !isNothing(value_boolean);
  const type = isOpen || (kind === "fcr" && isYesOrNo) ? kind : field_type;
  // Any other kind has one scale only.
  const lacksScale = isNothing(scale_max) && type === kind && (kind === "csat" || kind === "ces");
  return { ...properties, field_type: type, ...(lacksScale ? { scale_max: high } : {}) };
}

/** Whether a score is one of its question: on another scale it would be another question's. */
export function asItsQuestionSays(
  record: FeedbackRecord,
  question: KnownQuestion | undefined,
): { record: FeedbackRecord; question: KnownQuestion | null } | Fault {
  const { field_type, scale_max, value_number, value_boolean } = record;
  if (!question || (value_number === undefined && value_boolean === undefined)) return { record, question: null };
  const { key, kind, low, high } = question;
  const remedy = "send it so, or under another field_id";
  if (field_type !== kind)
    return { field: "field_type", reason: `not what the question "${key}" of the library is, ${kind}: ${remedy}` };
  const isOnScale = kind === "csat" || kind === "ces" || kind === "rating";
  if (isOnScale && scale_max !== undefined && scale_max !== high)
    return { field: "scale_max", reason: `not the scale of the question "${key}", ${low} to ${high}: ${remedy}` };
  if (value_number !== undefined && !(Number.isInteger(value_number) && value_number >= low && value_number <= high))
    return { field: "value_number", reason: `off the scale: "${key}" takes whole numbers from ${low} to ${high}` };
  return { record, question };
}
