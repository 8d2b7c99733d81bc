export { annotationMarks } from "./marks.ts";
