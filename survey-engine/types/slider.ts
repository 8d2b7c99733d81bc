import { refused, rulesOf, sayNumber, type Taken, taken } from "./type-rules.ts";
import { readNumber } from "./written-number.ts";

/** Rounding of binary fractions: 0.3 is three times 0.1. */
const NEARLY = 1e-9;

export const slider = rulesOf<"slider", number>({
  take(given, { least, most, by }, { language }, path): Taken<number> {
    const value = typeof given === "string" && given.length <= 50 ? readNumber(given, language) : given;
    if (typeof value !== "number" || !Number.isFinite(value)) return refused(path, "not_a_number");
    if (value < least) return refused(path, "too_small", { minimum: least });
    if (value > most) return refused(path, "too_big", { maximum: most });
    const steps = (value - least) / by;
    return Math.abs(steps - Math.round(steps)) < NEARLY
      ? taken(value + 0)
      : refused(path, "not_multiple_of", { divisor: by });
  },
  seen: (answer) => answer,
  said: (answer, _question, around) => sayNumber(answer, around),
  worth: (answer) => answer,
  ends: ({ least, most }) => [least, most],
});
