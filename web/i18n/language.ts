import { type Language, languages, needWords, switchLanguage, type WordSet } from "./words.ts";

const key = "throughline.language";

/** The language of a tag such as `de-AT`; undefined for one without words here, and for what is no tag, such as `C`. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const [name] = (tag ?? "").toLowerCase().split(/[-_@.]/);
  return languages.find(({ value }) => value === name)?.value;
}

function preferred(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // Storage is blocked: the browser's languages decide.
  }
  return languageOf(stored) ?? navigator.languages.map(languageOf).find((name) => name !== undefined) ?? "en";
}

async function show(language: Language): Promise<void> {
  await switchLanguage(language);
  document.documentElement.lang = language;
}

/** Starts in the language that was chosen here or that the browser asks for, with the words that every page needs. */
export async function startLanguage(words: readonly WordSet[]): Promise<void> {
  await show(preferred());
  await needWords(words);
}

export async function chooseLanguage(language: Language): Promise<void> {
  await show(language);
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}

/** The browser's own form of the language, such as `en-GB`: British readers of the English page expect their own dates. */
export function localeOf(language: Language, tags: readonly string[] = navigator.languages): string {
  return tags.find((tag) => languageOf(tag) === language && isUsable(tag)) ?? language;
}

/** Browsers take over what the system is set to, and that may be no tag at all, such as `en-US@posix`. */
function isUsable(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
