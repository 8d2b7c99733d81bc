import { api } from "../../../contracts/api.ts";
import type { Context } from "../../platform/context.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { createQuestion, importQuestions, removeQuestion, updateQuestion } from "./edit-question.ts";
import type { KnownQuestions } from "./known-questions.ts";
import { getQuestion, listAskedQuestions, listQuestions } from "./read-questions.ts";

export function questionRoutes(routes: Routes, known: KnownQuestions): void {
  const changed = async <T>(ctx: Context, change: Promise<T>): Promise<T> => {
    const answer = await change;
    known.forget(ctx.workspace.id);
    return answer;
  };

  routes.route(api.listQuestions, async (ctx) => ({ items: await listQuestions(ctx) }));

  routes.route(api.listAskedQuestions, async (ctx, { signal }) => ({ items: await listAskedQuestions(ctx, signal) }));

  routes.route(api.getQuestion, (ctx, { params }) => getQuestion(ctx, params.id));

  routes.route(api.createQuestion, async (ctx, { body }) =>
    getQuestion(ctx, await changed(ctx, createQuestion(ctx, body))),
  );

  routes.route(api.updateQuestion, async (ctx, { params, body, request }) => {
    await changed(ctx, updateQuestion(ctx, params.id, body, revisionSeen(request)));
    return getQuestion(ctx, params.id);
  });

  routes.route(api.deleteQuestion, (ctx, { params }) => changed(ctx, removeQuestion(ctx, params.id)));

  routes.route(api.importQuestions, (ctx, { body: { questions, dryRun } }) =>
    changed(ctx, importQuestions(ctx, questions, dryRun)),
  );
}
