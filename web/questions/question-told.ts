import type { Question, Wording } from "../../contracts/collect/questions.ts";
import type { Translate } from "../i18n/words.ts";

type Wordings = Readonly<Record<string, Wording>>;

/** How it is asked in a language, or in the first that it has. */
export function wordingIn(wordings: Wordings, language: string): Wording | undefined {
  return wordings[language] ?? wordings.en ?? Object.values(wordings)[0];
}

/** Its scale in words, with the good end where that is not the upper one. */
export function scaleWords(
  { kind, low, high, direction }: Pick<Question, "kind" | "low" | "high" | "direction">,
  t: Translate,
): string {
  const scale =
    kind === "fcr" ? t("questions.yesOrNo") : t("questions.scaleFrom", { low: minus(low), high: minus(high) });
  return direction === "lower" ? `${scale} · ${t("questions.lowerIsBetter")}` : scale;
}

export const minus = (value: number): string => String(value).replace("-", "−");

/** What a language calls itself, as far as the browser knows. */
export function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
