import { parseField } from "../../contracts/words/fields.ts";
import type { Translate } from "../i18n/words.ts";

/** A field of the condition language in the reader's words. */
export function fieldName(field: string, t: Translate): string {
  try {
    const read = parseField(field);
    if (read.kind === "column" || read.kind === "unit") return sentence(t(`conditions.field.${read.name}`));
    if (read.kind === "feedback") return sentence(t(`conditions.field.feedback_${read.name}`));
    return read.keys.join(" › ");
  } catch {
    return field;
  }
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
