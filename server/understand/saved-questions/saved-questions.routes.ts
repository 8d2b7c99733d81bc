import { api } from "../../../contracts/api.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { answerSavedQuestion } from "./answer-saved-question.ts";
import {
  createSavedQuestion,
  deleteSavedQuestion,
  type SavedQuestionUses,
  updateSavedQuestion,
} from "./edit-saved-question.ts";
import { getSavedQuestion, listSavedQuestions } from "./read-saved-questions.ts";

export function savedQuestionRoutes(routes: Routes, usesOf: SavedQuestionUses): void {
  routes.route(api.listSavedQuestions, async (ctx) => ({ items: await listSavedQuestions(ctx) }));

  routes.route(api.getSavedQuestion, (ctx, { params }) => getSavedQuestion(ctx, params.id));

  routes.route(api.answerSavedQuestion, (ctx, { params, body, signal }) =>
    answerSavedQuestion(ctx, params.id, body, signal),
  );

  routes.route(api.createSavedQuestion, async (ctx, { body }) =>
    getSavedQuestion(ctx, await createSavedQuestion(ctx, body)),
  );

  routes.route(api.updateSavedQuestion, async (ctx, { params, body, request }) => {
    await updateSavedQuestion(ctx, params.id, body, revisionSeen(request));
    return getSavedQuestion(ctx, params.id);
  });

  routes.route(api.deleteSavedQuestion, (ctx, { params }) => deleteSavedQuestion(ctx, params.id, usesOf));
}
