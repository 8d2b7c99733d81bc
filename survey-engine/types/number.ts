import { textIn } from "../text-in.ts";
import { refused, rulesOf, sayNumber, type Taken, taken } from "./type-rules.ts";
import { readNumber } from "./written-number.ts";

/** Numbers of which every digit is kept. */
const MOST = 1e15;

export const number = rulesOf<"number", number>({
  take(given, { least = -MOST, most = MOST, decimals = 0 }, { language }, path): Taken<number> {
    const value = typeof given === "string" && given.length <= 50 ? readNumber(given, language) : given;
    if (typeof value !== "number" || !Number.isFinite(value)) return refused(path, "not_a_number");
    if (value < least) return refused(path, "too_small", { minimum: least });
    if (value > most) return refused(path, "too_big", { maximum: most });
    const isRound = Number(value.toFixed(decimals)) === value;
    return isRound
      ? taken(value + 0)
      : refused(path, "not_multiple_of", { divisor: Number((10 ** -decimals).toFixed(6)) });
  },
  seen: (answer) => answer,
  said(answer, { unit }, around) {
    const number = sayNumber(answer, around);
    return unit ? `${number} ${textIn(unit, around.language)}` : number;
  },
  worth: (answer) => answer,
  ends: ({ least = 0, most = 0 }) => [least, most],
});
