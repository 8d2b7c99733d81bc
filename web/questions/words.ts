import type { WordSet } from "../i18n/words.ts";
import type names from "./names.en.json";
import type words from "./words.en.json";

/** What other pages say of it. */
type Names = typeof names;
type OwnWords = typeof words;
declare module "../i18n/words.ts" {
  interface Words extends Names, OwnWords {}
}

export const questionWords: WordSet = {
  en: () => import("./words.en.json"),
  de: () => import("./words.de.json"),
};
