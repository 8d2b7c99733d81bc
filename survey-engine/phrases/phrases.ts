import type { Language, SurveyDefinition } from "../definition.ts";
import { type FaultCode, faultCodes } from "../faults.ts";

/** What a survey says that no author writes: buttons, answers of every question, and what is wrong with an answer. */
export type PhraseKey = (typeof buttonKeys)[number] | FaultCode;

export const buttonKeys = [
  "next",
  "back",
  "finish",
  "yes",
  "no",
  "declined",
  "not_applicable",
  "optional",
  "progress",
  "consent",
  "number_to_call",
  "when_to_call",
  "name",
  "email",
  "phone",
  "company",
  "address",
  "choose",
  "up",
  "down",
  "upload",
  "remove",
] as const;

export const phraseKeys: readonly PhraseKey[] = [...buttonKeys, ...(Object.keys(faultCodes) as FaultCode[])];

/** Sentences with `{{minimum}}` and such for values. */
export type Phrases = Readonly<Record<PhraseKey, string>>;

/** Languages that the program speaks itself, each loaded by itself. */
export const spoken: Readonly<Record<Language, () => Promise<Phrases>>> = {
  en: async () => (await import("./en.ts")).en,
  de: async () => (await import("./de.ts")).de,
};

/** The phrases for a survey in a language: its own where it has them, before those of the program. */
export async function loadPhrases({ phrases = {} }: SurveyDefinition, language: Language): Promise<Phrases> {
  const main = language.split("-", 1)[0] ?? language;
  const base = await (spoken[main] ?? spoken.en)?.();
  const own = phraseKeys.map((key) => [key, phrases[key]?.[language] ?? base?.[key] ?? key]);
  return Object.fromEntries(own) as Phrases;
}

/** The phrase with its values, numbers as they are written in the language. */
export function sayPhrase(
  phrases: Phrases,
  key: PhraseKey,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return phrases[key].replace(/\{\{(\w+)\}\}/g, (_place, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
  });
}
