import type { WordSet } from "../i18n/words.ts";
import type words from "./words.en.json";

type OwnWords = typeof words;
declare module "../i18n/words.ts" {
  interface Words extends OwnWords {}
}

export const personalDataWords: WordSet = {
  en: () => import("./words.en.json"),
  de: () => import("./words.de.json"),
};
