import type { SurveyDefinition, Text } from "../definition.ts";
import type { MeasureName } from "../measures.ts";

/** A survey to begin with, in every language that the program speaks. */
export interface Template {
  id: string;
  name: Text;
  /** When to ask it, and what it answers. */
  says: Text;
  /** By the id of the question: the number that it makes. */
  measures: Readonly<Record<string, MeasureName>>;
  definition: SurveyDefinition;
}

/** A text in both languages of the templates. */
export function both(en: string, de: string): Text {
  return { en, de };
}
