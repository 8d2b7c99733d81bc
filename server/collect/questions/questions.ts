export { importQuestions, records as questionRecords } from "./edit-question.ts";
export {
  createKnownQuestions,
  type KnownQuestion,
  type KnownQuestions,
  type QuestionsByKey,
} from "./known-questions.ts";
export { questionRoutes } from "./questions.routes.ts";
export { getQuestion, listQuestions, replacementsIn } from "./read-questions.ts";
