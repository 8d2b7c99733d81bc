import type { Language, Text } from "./definition.ts";

/** The text in a language; where it is not written in that one, in the first one that there is. */
export function textIn(text: Text, language: Language): string {
  return text[language] ?? Object.values(text)[0] ?? "";
}

/**
 * The published language that suits best: the first wished for that is there as it is, or is the same language elsewhere
 * (`de-CH` and `de`, `pt-BR` and `pt-PT`); else the first published.
 */
export function chooseLanguage(published: readonly Language[], wished: readonly string[]): Language {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  for (const wish of wished) {
    const found =
      published.find((each) => same(each, wish)) ?? published.find((each) => same(mainTag(each), mainTag(wish)));
    if (found !== undefined) return found;
  }
  return published[0] ?? "en";
}

const FROM_THE_RIGHT = /^(?:ar|arc|ckb|dv|fa|he|iw|nqo|ps|sd|syr|ug|ur|yi)\b|-(?:Arab|Hebr|Thaa|Syrc|Nkoo)\b/i;

/** How a language is written; the script of a tag decides before its language (`az-Arab`, `ar-Latn`). */
export function directionOf(language: Language): "ltr" | "rtl" {
  return FROM_THE_RIGHT.test(language) && !/-Latn\b/i.test(language) ? "rtl" : "ltr";
}

function mainTag(language: string): string {
  return language.split("-", 1)[0] ?? language;
}
