// In one file: what they share would be another one, and the record asks for as many as a page may.
export { QuestionTab } from "./question-page.tsx";
export { QuestionsTab } from "./questions-list.tsx";
