import type { PhraseKey, Translate } from "./describe.ts";

// For answers that carry words beside the data (previews, the command line); screens translate with their own texts.
const PHRASES: Readonly<Record<string, string>> = {
  "op.eq": "{field} is {value}",
  "op.ne": "{field} is not {value}",
  "op.in": "{field} is one of {value}",
  "op.not_in": "{field} is none of {value}",
  "op.contains": "{field} contains {value}",
  "op.not_contains": "{field} does not contain {value}",
  "op.starts_with": "{field} starts with {value}",
  "op.ends_with": "{field} ends with {value}",
  "op.gt": "{field} is more than {value}",
  "op.gte": "{field} is at least {value}",
  "op.lt": "{field} is less than {value}",
  "op.lte": "{field} is at most {value}",
  "op.between": "{field} is from {low} to {high}",
  "op.exists": "{field} is there",
  "op.not_exists": "{field} is missing",
  "field.event": "event",
  "field.type": "type",
  "field.channel": "channel",
  "field.touchpoint": "touchpoint",
  "field.source": "source",
  "field.user_id": "user id",
  "field.anonymous_id": "anonymous id",
  "field.language": "language",
  "field.unit": "unit",
  "field.unit_then": "unit at the time",
  "field.feedback_type": "kind of feedback",
  "field.feedback_question": "question",
  "field.feedback_score": "score",
  "field.feedback_text": "comment",
  "field.properties": "property {path}",
  "field.context": "context {path}",
  "field.traits": "customer’s {path}",
  "feedbackType.nps": "NPS",
  "feedbackType.csat": "CSAT",
  "feedbackType.ces": "CES",
  "feedbackType.fcr": "resolved or not",
  "feedbackType.emotion": "emotion",
  "feedbackType.expectation": "expectation",
  "feedbackType.rating": "rating",
  "feedbackType.text": "text",
  "feedbackType.categorical": "choice",
  "feedbackType.number": "number",
  "feedbackType.boolean": "yes or no",
  "feedbackType.date": "date",
  and: " and ",
  or: " or ",
  not: "not ({part})",
  group: "({part})",
  always: "always",
  never: "never",
  text: "“{text}”",
  number: "{number}",
  true: "yes",
  false: "no",
  separator: ", ",
  more: "{part} and {count} more",
  did_one: "did {value} at least once",
  did_other: "did {value} at least {count} times",
  last: "latest answer to {value}",
  inGroup: "belongs to {value}",
  people_one: "is the one person chosen on {text}",
  people_other: "is one of {count} people chosen on {text}",
  segment: "is in segment {text}",
  where: "{part} where {value}",
  withinDays_one: "{part} in the last day",
  withinDays_other: "{part} in the last {count} days",
};

/** The phrases of conditions in English, for `describe`. */
export const english: Translate = (key, values) => {
  const phrase = PHRASES[phraseName(key, values)] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (_placeholder, name: string) => String(values[name] ?? ""));
};

function phraseName(key: PhraseKey, values: Record<string, string | number>): string {
  const name = key.slice("conditions.".length);
  return name in PHRASES ? name : `${name}_${values.count === 1 ? "one" : "other"}`;
}
