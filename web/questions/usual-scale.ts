import { type QuestionKind, questionKinds } from "../../contracts/words/question-kinds.ts";

/** The usual scale of a kind, or the one whose upper end is known. */
export function usualScale(kind: QuestionKind, highest?: number | null): readonly [number, number] {
  const { scales } = questionKinds[kind];
  if (scales === null) return [highest === 10 ? 0 : 1, highest ?? 5];
  return scales.find(([, last]) => last === highest) ?? scales[0];
}
