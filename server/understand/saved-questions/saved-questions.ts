export { createSavedQuestion } from "./edit-saved-question.ts";
export { holdSavedQuestions, savedQuestionsUsing } from "./read-saved-questions.ts";
export { savedQuestionRoutes } from "./saved-questions.routes.ts";
