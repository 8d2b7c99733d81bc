/** Programs whose exports are known by their columns. */
export const recipes = [
  "qualtrics",
  "surveymonkey",
  "zendesk",
  "delighted",
  "typeform",
  "hotjar",
  "hubspot",
  "google_forms",
] as const;
export type RecipeName = (typeof recipes)[number];
