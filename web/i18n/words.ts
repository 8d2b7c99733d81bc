import { useSyncExternalStore } from "react";
import type own from "./words.en.json";

export const languages = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
] as const;
export type Language = (typeof languages)[number]["value"];

type OwnWords = typeof own;
/** Every text there is, by its key: each room with words of its own adds them beside its files, in `words.ts`. */
export interface Words extends OwnWords {}

type Form = "one" | "other";
/** Keys whose text depends on a number: `key_one` and `key_other` in the files, `key` in the code. */
type PluralKey = keyof Words extends infer K ? (K extends `${infer Name}_${Form}` ? Name : never) : never;
export type Key = Exclude<keyof Words, `${PluralKey}_${Form}`> | PluralKey;

export type Values = Readonly<Record<string, string | number | undefined>>;
/** The text under a key in the reader's language, with the values put in. `count` chooses the plural. */
export type Translate = <K extends Key>(
  key: K,
  ...values: K extends PluralKey ? [values: Values & { count: number }] : [values?: Values]
) => string;

/** The words of one room. A language is absent where the server's own words are in it. */
export type WordSet = { [L in Language]?: () => Promise<{ default: Readonly<Record<string, string>> }> };

let language: Language = "en";
const texts: Record<Language, Map<string, string>> = { en: new Map(), de: new Map() };
const needed = new Set<WordSet>();
const arrivals = new Map<WordSet, Partial<Record<Language, Promise<void>>>>();
const watchers = new Set<() => void>();

export function currentLanguage(): Language {
  return language;
}

/** Brings sets of words in the language in use, and in every one that is chosen later. */
export async function needWords(sets: readonly WordSet[]): Promise<void> {
  for (const set of sets) needed.add(set);
  let asked: Language;
  do {
    asked = language;
    await arrive(sets, asked);
  } while (asked !== language);
}

/** Shows everything in another language, once all words that are needed have come in it. */
export async function switchLanguage(next: Language): Promise<void> {
  await arrive([...needed], next);
  language = next;
  for (const watch of watchers) watch();
}

async function arrive(sets: readonly WordSet[], wanted: Language): Promise<void> {
  await Promise.all(sets.map((set) => arrivalOf(set, wanted)));
}

function arrivalOf(set: WordSet, wanted: Language): Promise<void> {
  const known = arrivals.get(set) ?? {};
  arrivals.set(set, known);
  known[wanted] ??= bring(set, wanted).catch((cause: unknown) => {
    // It may come the next time.
    delete known[wanted];
    throw cause;
  });
  return known[wanted];
}

async function bring(set: WordSet, wanted: Language): Promise<void> {
  const words = await set[wanted]?.();
  for (const [key, text] of Object.entries(words?.default ?? {})) texts[wanted].set(key, text);
}

/** The text under a key that may not be there, or needs a value that is not, as of a thing that another version of the server knows; else what is given. */
export type WordOr = (key: string, otherwise: string, values?: Values) => string;

interface Translation {
  t: Translate;
  wordOr: WordOr;
  language: Language;
}

function translationTo(target: Language): Translation {
  const plural = new Intl.PluralRules(target);
  const number = new Intl.NumberFormat(target);
  const find = (key: string, values: Values | undefined): string | undefined =>
    (typeof values?.count === "number" ? texts[target].get(`${key}_${plural.select(values.count)}`) : undefined) ??
    texts[target].get(key);
  const fill = (text: string, values: Values): string =>
    text.replace(/\{\{(\w+)(, number)?\}\}/g, (_placeholder, name: string, format: string | undefined) => {
      const value = values[name] ?? "";
      return format && typeof value === "number" ? number.format(value) : String(value);
    });
  return {
    t: (key, ...[values]) => fill(find(key, values) ?? key, values ?? {}),
    wordOr: (key, otherwise, values = {}) => {
      const text = find(key, values);
      return text === undefined || lacks(text, values) ? otherwise : fill(text, values);
    },
    language: target,
  };
}

const translations: Record<Language, Translation> = { en: translationTo("en"), de: translationTo("de") };

/** For what is said outside of a component. */
export function translation(): Translation {
  return translations[language];
}

/** Whether a text has a place for a value that is not there. */
function lacks(text: string, values: Values): boolean {
  return [...text.matchAll(/\{\{(\w+)/g)].some(([, name = ""]) => values[name] === undefined);
}

function watchLanguage(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

/** The words of the page in the reader's language; changes when another is chosen. */
export function useTranslation(): Translation {
  return translations[useSyncExternalStore(watchLanguage, currentLanguage)];
}
