import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en.json";

export const languages = [
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
] as const;
export type Language = (typeof languages)[number]["value"];

const key = "throughline.language";

function known(name: string | null | undefined): Language | undefined {
  return languages.find(({ value }) => value === name?.slice(0, 2).toLowerCase())?.value;
}

function preferred(): Language {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // Storage is blocked: the browser's languages decide.
  }
  return known(stored) ?? navigator.languages.map(known).find((name) => name !== undefined) ?? "en";
}

/** English comes with the page, every other language only when it is asked for. */
async function load(language: Language): Promise<void> {
  if (language !== "de" || i18next.hasResourceBundle("de", "translation")) return;
  const [words, templates] = await Promise.all([import("./de.json"), import("./templates.de.json")]);
  i18next.addResourceBundle("de", "templates", templates.default);
  i18next.addResourceBundle("de", "translation", words.default);
}

async function show(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await show(preferred());
}

export async function chooseLanguage(language: Language): Promise<void> {
  await show(language);
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}
