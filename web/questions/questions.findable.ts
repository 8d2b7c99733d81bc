import { findAmong } from "../records/findable.ts";
import { questions } from "./question-kind.ts";

export const findableQuestions = findAmong({ of: questions, aside: ({ kind }, t) => t(`questions.kinds.${kind}`) });
