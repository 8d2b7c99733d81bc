import type { OpenText, QuestionType } from "../questions.ts";
import { textIn } from "../text-in.ts";
import { multiple, single } from "./choice.ts";
import { takeText } from "./clean.ts";
import { takePhoneNumber } from "./phone-number.ts";
import { scaleTypes } from "./scale.ts";
import { isRecord, refused, rulesOf, type Taken, type Types, taken } from "./type-rules.ts";

const MOST_TEXT = 2_000;

const text = rulesOf<"text", string>({
  take: (given, { least, most = MOST_TEXT }: OpenText, _around, path) => takeText(given, path, most, least),
  seen: (answer) => answer,
  said: (answer) => answer,
});

const YES: readonly unknown[] = [true, "true", "yes", "on", "1"];
const NO: readonly unknown[] = [false, "false", "no", "off", "0"];

const yesOrNo = rulesOf<"fcr" | "consent", boolean>({
  take: (given, _question, _around, path) =>
    YES.includes(given) || NO.includes(given) ? taken(YES.includes(given)) : refused(path, "wrong_type"),
  seen: (answer) => answer,
  worth: Number,
  ends: () => [0, 1],
});

interface CallBackAnswer {
  readonly [part: string]: string;
}

const callback = rulesOf<"callback", CallBackAnswer>({
  take(given, { windows }, _around, path): Taken<CallBackAnswer> {
    if (!isRecord(given)) return refused(path, "wrong_type");
    const number = takePhoneNumber(given.number, `${path}.number`);
    if ("faults" in number) return number;
    const { window } = given;
    if (windows.length === 0) return taken({ number: number.answer });
    if (typeof window !== "string" || window === "") return refused(`${path}.window`, "required");
    if (!windows.some(({ id }) => id === window))
      return refused(`${path}.window`, "not_one_of", { given: window.slice(0, 50) });
    return taken({ number: number.answer, window });
  },
  seen: (answer) => answer,
  said(answer, { windows }, { language }) {
    const window = windows.find(({ id }) => id === answer.window);
    return window ? `${answer.number}, ${textIn(window.text, language)}` : (answer.number ?? "");
  },
});

/** Types that every survey has at hand. All others are in files of their own, and in `all.ts`. */
export const coreTypes = {
  ...scaleTypes,
  fcr: yesOrNo,
  consent: yesOrNo,
  single,
  multiple,
  text,
  callback,
} satisfies Types;

/** The types of these questions that do not come with the core. */
export function furtherTypes(types: Iterable<QuestionType>): QuestionType[] {
  return [...new Set(types)].filter((type) => type !== "statement" && !(type in coreTypes));
}
