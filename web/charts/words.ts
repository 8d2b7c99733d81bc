import type { WordSet } from "../i18n/words.ts";
import type words from "./words.en.json";

type OwnWords = typeof words;
declare module "../i18n/words.ts" {
  interface Words extends OwnWords {}
}

export const chartWords: WordSet = {
  en: () => import("./words.en.json"),
  de: () => import("./words.de.json"),
};

/** The catalogue of metrics, which the server has in English. */
export const catalogueWords: WordSet = { de: () => import("./metrics.de.json") };
