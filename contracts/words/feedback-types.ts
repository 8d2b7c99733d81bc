/** Kinds of feedback, as a record and a condition name them. */
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
] as const;
