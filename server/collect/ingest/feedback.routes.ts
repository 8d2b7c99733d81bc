import { feedbackApi } from "../../../contracts/collect/feedback.ts";
import { FEEDBACK_EVENT } from "../../../contracts/words/messages.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Routes } from "../../platform/http/routes.ts";
import type { Ingest } from "./create-ingest.ts";

/** Feedback by the API: the same record, on the same road, as the event that carries it. */
export function feedbackRoutes(routes: Routes, ingest: Ingest): void {
  routes.route(feedbackApi.sendFeedback, async (ctx, { body }) => {
    const records = Array.isArray(body) ? body : [body];
    const messages = records.map((record) => ({ type: "track", event: FEEDBACK_EVENT, properties: record }));
    const sender = {
      workspace: ctx.workspace.id,
      source: ctx.actor.name,
      cameBy: "live" as const,
      isTest: ctx.isTest,
    };
    const { accepted, rejected } = await ingest.accept(sender, messages, ctx.now());
    const refused = rejected.map(({ index, field, reason }) => ({
      index,
      field: field.replace(/^properties\.?/, ""),
      reason,
    }));
    const [first] = refused;
    if (accepted === 0 && first) {
      const fields = refused.map(({ index, field, reason }) => ({
        path: [...(Array.isArray(body) ? [String(index)] : []), ...(field ? [field] : [])].join("."),
        reason,
        code: "invalid" as const,
        values: {},
      }));
      throw problem("invalid_feedback", { fault: `${fields[0]?.path}: ${first.reason}` }, { fields });
    }
    return { accepted, rejected: refused };
  });
}
