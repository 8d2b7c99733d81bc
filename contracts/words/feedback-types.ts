/** Kinds of feedback, as a record and a condition name them. */
export const feedbackTypes = [
  "nps",
  "csat",
  "ces",
  "fcr",
  "emotion",
  "expectation",
  "rating",
  "text",
  "categorical",
  "number",
  "boolean",
  "date",
] as const;
