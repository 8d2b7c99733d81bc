import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { anyQuestion, questionKind, storedQuestion } from "./any-question.ts";
import { funnelAnswer } from "./funnel.ts";
import { answer, interval, period } from "./metrics.ts";
import { pathsAnswer } from "./paths.ts";
import { processAnswer } from "./process.ts";
import { retentionAnswer } from "./retention.ts";

/** As many characters of JSON as a large rule with a few of its like around it needs. */
const LONGEST = 200_000;

/** Characters of JSON; endless for what is nested too deep to be written. */
function lengthOf(written: object): number {
  try {
    return JSON.stringify(written).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const savedQuestionFields = z.object({
  /** Unique in the workspace, ignoring case. */
  name: cleanText.trim().min(1).max(120),
  description: cleanText.max(2000).default(""),
  question: anyQuestion.refine(
    (written) => lengthOf(written) <= LONGEST,
    `longer than ${LONGEST} characters; leave conditions out`,
  ),
});
export type SavedQuestionFields = z.infer<typeof savedQuestionFields>;

/**
 * A question with a name, to be asked again. It is kept as it was written: a relative period goes on meaning the days
 * before whenever it is asked.
 */
const savedQuestion = savedQuestionFields
  .extend({
    id: z.string(),
    description: z.string(),
    kind: questionKind,
    question: storedQuestion,
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "SavedQuestion" });
export type SavedQuestion = z.infer<typeof savedQuestion>;

/** How it is asked this once; what is absent stays as it was saved. */
const asking = z.object({
  period: period.optional(),
  timezone: timeZone.optional(),
  /** Of metrics and funnels; the others compare with nothing. `none` asks without. */
  compare: z.enum(["previous_period", "previous_year", "none"]).optional(),
  /** Of the series of a question that has one. */
  interval: interval.optional(),
  /** Narrows the question beside its own filter. */
  filter: conditionSchema.optional(),
});
export type Asking = z.infer<typeof asking>;
export type AskingInput = z.input<typeof asking>;

/** The answer in the shape of its kind. */
const savedAnswer = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("metrics"), answer }),
    z.object({ kind: z.literal("funnel"), answer: funnelAnswer }),
    z.object({ kind: z.literal("retention"), answer: retentionAnswer }),
    z.object({ kind: z.literal("paths"), answer: pathsAnswer }),
    z.object({ kind: z.literal("process"), answer: processAnswer }),
  ])
  .meta({ id: "SavedAnswer" });
export type SavedAnswer = z.infer<typeof savedAnswer>;

export const savedQuestionsApi = {
  listSavedQuestions: endpoint({
    method: "GET",
    path: "/api/v1/saved-questions",
    tag: "Saved questions",
    summary: "Saved questions of the workspace (at most 200), by name",
    access: "metrics:read",
    response: z.object({ items: z.array(savedQuestion) }),
    status: 200,
  }),
  getSavedQuestion: endpoint({
    method: "GET",
    path: "/api/v1/saved-questions/:id",
    tag: "Saved questions",
    summary: "One saved question",
    access: "metrics:read",
    params: idParams,
    response: savedQuestion,
    status: 200,
  }),
  answerSavedQuestion: endpoint({
    method: "POST",
    path: "/api/v1/saved-questions/:id/answer",
    tag: "Saved questions",
    summary: "Ask a saved question now",
    access: "metrics:read",
    params: idParams,
    body: asking,
    response: savedAnswer,
    status: 200,
  }),
  createSavedQuestion: endpoint({
    method: "POST",
    path: "/api/v1/saved-questions",
    tag: "Saved questions",
    summary: "Save a question under a name",
    access: "questions:edit",
    body: savedQuestionFields,
    response: savedQuestion,
    status: 201,
  }),
  updateSavedQuestion: endpoint({
    method: "PUT",
    path: "/api/v1/saved-questions/:id",
    tag: "Saved questions",
    summary: "Change a saved question",
    description: "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "questions:edit",
    params: idParams,
    body: savedQuestionFields,
    response: savedQuestion,
    status: 200,
  }),
  deleteSavedQuestion: endpoint({
    method: "DELETE",
    path: "/api/v1/saved-questions/:id",
    tag: "Saved questions",
    summary: "Delete a saved question that no tile of the overview shows",
    access: "questions:edit",
    params: idParams,
    status: 204,
  }),
};
