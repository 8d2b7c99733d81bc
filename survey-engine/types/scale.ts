import type { AskedType, Ces, Csat, Emotion, Expectation, Nps, Question, Rating } from "../questions.ts";
import { type Around, refused, rulesOf, sayNumber, type Taken, type TypeRules, taken } from "./type-rules.ts";

export type ScaleQuestion = Nps | Csat | Ces | Emotion | Expectation | Rating;

/** The lowest and the highest point, which are whole numbers; undefined for what is no scale. */
export function scaleOf(question: Question | undefined, find: Around["find"]): [low: number, high: number] | undefined {
  switch (question?.type) {
    case "nps":
      return [0, 10];
    case "emotion":
      return [-2, 2];
    case "csat":
    case "ces":
    case "rating":
      return [1, question.points];
    case "expectation": {
      const beside = find(question.beside);
      return beside?.type === "csat" ? [1, beside.points] : undefined;
    }
    default:
      return undefined;
  }
}

const ONE_POINT: [number, number] = [0, 0];

const scale = rulesOf<ScaleQuestion["type"], number>({
  take(given, question, around, path): Taken<number> {
    const value = typeof given === "string" && /^\s*-?\d{1,2}\s*$/.test(given) ? Number(given) : given;
    if (typeof value !== "number" || !Number.isInteger(value)) return refused(path, "wrong_type");
    const [low, high] = scaleOf(question, around.find) ?? ONE_POINT;
    if (value < low) return refused(path, "too_small", { minimum: low });
    return value > high ? refused(path, "too_big", { maximum: high }) : taken(value + 0);
  },
  seen: (answer) => answer,
  said: (answer, _question, around) => sayNumber(answer, around),
  worth: (answer) => answer,
  ends: (question, { find }) => scaleOf(question, find) ?? ONE_POINT,
});

export const scaleTypes = {
  nps: scale,
  csat: scale,
  ces: scale,
  emotion: scale,
  expectation: scale,
  rating: scale,
} satisfies { [Type in AskedType]?: TypeRules };
