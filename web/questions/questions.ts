export { scaleWords } from "./question-told.ts";
export { usualScale } from "./usual-scale.ts";
