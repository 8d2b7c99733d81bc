import { ENGLISH } from "./comments-english.ts";
import { FRENCH } from "./comments-french.ts";
import { GERMAN } from "./comments-german.ts";
import { SPANISH } from "./comments-spanish.ts";
import type { Random } from "./random.ts";
import type { Cause, Sentences } from "./sentences.ts";

export type Language = "en" | "de" | "fr" | "es";

const SENTENCES: Readonly<Record<Language, Sentences>> = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH };

export interface Slots {
  days?: number;
  minutes?: number;
  city?: string;
}

export function writeComment(random: Random, language: Language, cause: Cause, slots: Slots): string {
  return random
    .pick(SENTENCES[language][cause])
    .replace(/\[([^\]]*)\]/g, (_, choices: string) => random.pick(choices.split("|")))
    .replace(/\{days\}/g, String(slots.days ?? 3))
    .replace(/\{minutes\}/g, String(slots.minutes ?? 5))
    .replace(/\{city\}/g, slots.city ?? "")
    .replace(/ {2,}/g, " ")
    .trim();
}
