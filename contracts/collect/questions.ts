import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { endpoint, idParams, instant } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";
import { mayHaveScale, questionDirections, questionKindNames, questionLimits } from "../words/question-kinds.ts";

const oneLine = cleanText.trim().regex(ONE_LINE, "holds a line break or another control character");

/** What answers call the question by, for good: `field_id` of a feedback record. */
const questionKey = oneLine.min(1).max(questionLimits.key);

/** How it is asked in one language, with what the lowest and the highest value of the scale are called. */
const wording = z.strictObject({
  text: cleanText.trim().min(1).max(questionLimits.wording),
  low: cleanText.trim().max(questionLimits.end).default(""),
  high: cleanText.trim().max(questionLimits.end).default(""),
});
export type Wording = z.infer<typeof wording>;

const wordings = z
  .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "not a language such as en or pt-BR"), wording)
  .refine(
    (all) => Object.keys(all).length > 0,
    fault("too_few", "lacks a wording; send at least one language", { minimum: 1 }),
  )
  .refine(
    (all) => Object.keys(all).length <= questionLimits.languages,
    fault("too_many", `has more than ${questionLimits.languages} languages`, { maximum: questionLimits.languages }),
  );

const shape = z.object({
  name: oneLine.min(1).max(120),
  description: cleanText.max(2000).default(""),
  kind: z.enum(questionKindNames),
  /** Lowest and highest value that people can give, whole numbers: 0 and 10 of `nps`, 1 and 5 of a `csat` of five points. */
  low: z.number().int(),
  high: z.number().int(),
  /** Which end is the good one. Where it is `lower`, scores are turned round as they come in, so that higher is better. */
  direction: z.enum(questionDirections).default("higher"),
  /** By language, such as `en` or `pt-BR`. */
  wordings,
});

type Shape = z.infer<typeof shape>;
const fits = ({ kind, low, high }: Pick<Shape, "kind" | "low" | "high">) => mayHaveScale(kind, low, high);
const offScale = {
  path: ["high"],
  ...fault("no_such_scale", "is no end of a scale of this kind; see the description"),
};
const forward = ({ kind, direction }: Pick<Shape, "kind" | "direction">) => kind !== "nps" || direction === "higher";
const backward = { path: ["direction"], ...fault("not_one_of", "nps is higher only", { options: ["higher"] }) };

const newFields = shape.extend({
  key: questionKey,
  /** Id of the question that it takes the place of, for good: numbers show a break there. */
  replaces: cleanText.max(64).nullable().default(null),
  /** From when on it is asked in place of the other; now when absent. */
  replacesFrom: instant.optional(),
});
const newQuestion = newFields.refine(fits, offScale).refine(forward, backward);
export type NewQuestion = z.infer<typeof newQuestion>;

const questionChange = shape
  .extend({
    /** Declares that what is said otherwise now is a corrected slip of the pen: people are asked the same as before. */
    isCorrection: z.boolean().default(false),
  })
  .refine(fits, offScale)
  .refine(forward, backward);
export type QuestionChange = z.infer<typeof questionChange>;

const otherQuestion = z.object({ id: z.string(), name: z.string(), from: instant });

/** A question that is asked, wherever it is asked: its answers make one number. */
const question = shape
  .extend({
    id: z.string(),
    key: z.string(),
    description: z.string(),
    /** The metric that its answers make; null for a rating, which is compared with nothing. */
    metric: z.string().nullable(),
    replaces: otherQuestion.nullable(),
    replacedBy: otherQuestion.nullable(),
    /** How often its wording was declared corrected. */
    corrections: z.number().int(),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Question" });
export type Question = z.infer<typeof question>;

/** What scored answers say they answer: the `field_id` of their records. */
const askedQuestion = z.object({
  key: z.string(),
  /** The question of the library that is called so; null where none is. */
  id: z.string().nullable(),
  /** What most of its answers are. */
  type: z.string(),
  /** The highest value of the scale they name; null where they name none. */
  scaleMax: z.number().int().nullable(),
  /** The wording that came with the last one that had any. */
  label: z.string(),
  answers: z.number().int(),
  lastAt: instant,
});
export type AskedQuestion = z.infer<typeof askedQuestion>;

export const questionsApi = {
  listQuestions: endpoint({
    method: "GET",
    path: "/api/v1/questions",
    tag: "Questions",
    summary: "The library of questions, by name",
    description: `All of them, at most ${questionLimits.most}.`,
    access: "questions:read",
    response: z.object({ items: z.array(question) }),
    status: 200,
  }),
  listAskedQuestions: endpoint({
    method: "GET",
    path: "/api/v1/questions/asked",
    tag: "Questions",
    summary: "What scored answers answer, most answers first",
    description:
      "The ids of questions that answers came with, at most 500, and which question of the library each is; those that it lacks have `id` null and are read by what their answers say of themselves.",
    access: "questions:read",
    response: z.object({ items: z.array(askedQuestion) }),
    status: 200,
  }),
  getQuestion: endpoint({
    method: "GET",
    path: "/api/v1/questions/:id",
    tag: "Questions",
    summary: "One question of the library",
    access: "questions:read",
    params: idParams,
    response: question,
    status: 200,
  }),
  createQuestion: endpoint({
    method: "POST",
    path: "/api/v1/questions",
    tag: "Questions",
    summary: "Add a question to the library",
    description:
      "Scales by kind: `nps` 0–10; `csat` 1–2, 1–3, 1–5 or 1–7; `ces` 1–5 or 1–7; `fcr` 0–1; `emotion` −2–2; `expectation` 1–5; `rating` any within −100–100. Answers whose `field_id` is the key take kind, scale and direction from it. 409 `key_in_use` for a key that another question has, `question_answered_otherwise` where answers under the key have another kind or scale, `question_replaced` where another replaces the same.",
    access: "questions:edit",
    body: newQuestion,
    response: question,
    status: 201,
  }),
  updateQuestion: endpoint({
    method: "PUT",
    path: "/api/v1/questions/:id",
    tag: "Questions",
    summary: "Change a question",
    description:
      "The key never changes. Once it has answers: 409 `question_scale_fixed` for another kind, scale or direction, and `question_wording_fixed` for another wording of a language it had, unless `isCorrection` declares a slip of the pen; what asks something else is a new question that replaces it. Further languages can always be added. Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "questions:edit",
    params: idParams,
    body: questionChange,
    response: question,
    status: 200,
  }),
  deleteQuestion: endpoint({
    method: "DELETE",
    path: "/api/v1/questions/:id",
    tag: "Questions",
    summary: "Delete a question that nobody answered",
    description: "409 `question_answered` once it has answers, `in_use` while another replaces it.",
    access: "questions:edit",
    params: idParams,
    status: 204,
  }),
  importQuestions: endpoint({
    method: "POST",
    path: "/api/v1/questions/import",
    tag: "Questions",
    summary: "Add many questions at once",
    description:
      "Questions are told apart by key: those that are there stay as they are and are counted, others are added, in the order given; all or none. `replaces` takes the id of a question that is there. With `dryRun` nothing is changed.",
    access: "questions:edit",
    body: z.object({
      questions: z.array(newQuestion).min(1).max(questionLimits.most),
      dryRun: z.boolean().default(false),
    }),
    bodyLimit: 4 * 1024 * 1024,
    response: z.object({ created: z.number().int(), unchanged: z.number().int() }),
    status: 200,
  }),
};
