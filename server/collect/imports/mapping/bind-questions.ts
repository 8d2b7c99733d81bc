import type {
  FeedbackMapping,
  Mapping,
  Recognised,
  RecognisedColumn,
  SuggestedMapping,
} from "../../../../contracts/collect/imports.ts";
import type { Question } from "../../../../contracts/collect/questions.ts";
import type { FieldProblem } from "../../../../contracts/problems.ts";
import type { Context } from "../../../platform/context.ts";
import { listQuestions } from "../../questions/questions.ts";
import { fieldId } from "./map-row.ts";

/** A mapping whose answers to questions of the library are of their kinds and scales; those that are not there are problems. */
export async function bindQuestions(
  ctx: Context,
  mapping: Mapping,
): Promise<{ mapping: Mapping; problems: FieldProblem[] }> {
  const { feedback = [] } = mapping;
  if (feedback.every(({ questionKey }) => questionKey === undefined)) return { mapping, problems: [] };
  const library = new Map((await listQuestions(ctx)).map((question) => [question.key, question]));
  const problems = feedback.flatMap(({ questionKey }, index): FieldProblem[] =>
    questionKey === undefined || library.has(questionKey)
      ? []
      : [
          {
            path: `feedback.${index}.questionKey`,
            code: "unknown_question",
            values: { key: questionKey },
            reason: `The library has no question with the key "${questionKey}"`,
          },
        ],
  );
  const bound = feedback.map((one) => {
    const question = one.questionKey === undefined ? undefined : library.get(one.questionKey);
    return question ? boundTo(one, question) : one;
  });
  return { mapping: { ...mapping, feedback: bound }, problems };
}

/**
 * What a file is suggested to mean, with its scores bound to the questions of the library that their columns are called by, or
 * ask in the same words.
 */
export async function suggestQuestions(
  ctx: Context,
  { columns, suggestion }: Pick<Recognised, "columns" | "suggestion">,
): Promise<SuggestedMapping> {
  const library = (await listQuestions(ctx)).filter(({ replacedBy }) => replacedBy === null);
  if (library.length === 0) return suggestion;
  const { feedback = [] } = suggestion;
  const spoken = new Set(feedback.flatMap(({ column, text }) => [column, ...(text === undefined ? [] : [text])]));
  const others = columns
    .filter(({ name, type }) => !spoken.has(name) && SCORES.includes(type) && suggestion.contact?.column !== name)
    .map(({ name, type }): FeedbackMapping => ({ column: name, type: type === "boolean" ? "boolean" : "number" }));
  const bound = [...feedback, ...others].flatMap((one, index) => {
    const words = [one.column, ...(one.question === undefined ? [] : [one.question])].map(plain);
    const question =
      library.find(({ key }) => key === fieldId(one.column)) ??
      library.find(({ wordings }) => Object.values(wordings).some(({ text }) => words.includes(plain(text))));
    if (question && fits(one, question)) return [boundTo(one, question)];
    return index < feedback.length ? [one] : [];
  });
  return { ...suggestion, ...(bound.length > 0 ? { feedback: bound.slice(0, MOST) } : {}) };
}

/** Types of columns that may be scores, and how many answers a mapping takes. */
const SCORES: readonly RecognisedColumn["type"][] = ["number", "number-comma", "boolean"];
const MOST = 50;

const plain = (text: string) => text.normalize("NFKC").toLowerCase().trim();

/** Whether what a column looks like may be an answer to the question. */
function fits({ type }: FeedbackMapping, { kind }: Question): boolean {
  if (type === kind) return true;
  return kind === "fcr" ? type === "boolean" : type === "rating" || type === "number";
}

function boundTo({ scaleMax: _, ...one }: FeedbackMapping, { key, kind, high, wordings }: Question): FeedbackMapping {
  const [first] = Object.values(wordings);
  const scaleMax = kind === "csat" || kind === "ces" ? { scaleMax: high as 2 | 3 | 5 | 7 } : {};
  const question = one.question ?? first?.text;
  return { ...one, questionKey: key, type: kind, ...scaleMax, ...(question === undefined ? {} : { question }) };
}
