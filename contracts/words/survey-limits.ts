/** The most of each that a survey may have. */
export const surveyLimits = {
  languages: 50,
  blocks: 100,
  pages: 200,
  questions: 200,
  options: 200,
  rows: 50,
  columns: 20,
  windows: 20,
  endings: 20,
  hidden: 50,
  variables: 50,
  scores: 50,
  quotas: 50,
  steps: 20,
  /** Turns of a repeated block. */
  turns: 50,
  /** Characters of a title or question, and of any text with more to say. */
  text: 2_000,
  longText: 10_000,
  /** Characters of JSON in all. */
  json: 1_000_000,
} as const;
