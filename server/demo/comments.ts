import { ENGLISH } from "./comments-english.ts";
import { FRENCH } from "./comments-french.ts";
import { GERMAN } from "./comments-german.ts";
import { SPANISH } from "./comments-spanish.ts";
import type { Random } from "./random.ts";

/** Why somebody writes what they write: the score follows from the same cause. */
export type Cause =
  | "search_good"
  | "search_bad"
  | "checkout_good"
  | "checkout_mixed"
  | "checkout_mobile"
  | "checkout_failed"
  | "delivery_good"
  | "delivery_mixed"
  | "delivery_late"
  | "delivery_damaged"
  | "support_good"
  | "support_slow"
  | "support_unsolved"
  | "phone_wait"
  | "opening_good"
  | "opening_bad"
  | "shop_high"
  | "shop_mid"
  | "shop_low"
  | "shop_late"
  | "bank_high"
  | "bank_mid"
  | "bank_low"
  | "bank_wait";

/** Sentences with `[this|or that]` choices and `{slots}` to fill. */
export type Sentences = Readonly<Record<Cause, readonly string[]>>;

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
