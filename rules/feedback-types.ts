import type { FeedbackRecord } from "../contracts/feedback.ts";

/** Kinds of feedback, as a condition names them. The contract has them with their schema, which pages do not load. */
export const feedbackTypes = [
  "nps",
  "csat",
  "ces",
  "rating",
  "text",
  "categorical",
  "number",
  "boolean",
  "date",
] as const satisfies FeedbackRecord["field_type"][];
