import { sessionsApi } from "../../contracts/access/sessions.ts";
import type { Routes } from "../platform/http/routes.ts";
import { endOtherSessions, endSession, listSessions } from "./sessions/sessions.ts";
import { endMemberSessions } from "./workspaces/workspaces.ts";

/** Where people are signed in. */
export function sessionRoutes(routes: Routes): void {
  routes.route(sessionsApi.listSessions, async (ctx) => ({ items: await listSessions(ctx) }));

  routes.route(sessionsApi.endSession, (ctx, { params }) => endSession(ctx, params.id));

  routes.route(sessionsApi.endOtherSessions, (ctx) => endOtherSessions(ctx));

  routes.route(sessionsApi.endMemberSessions, (ctx, { params }) => endMemberSessions(ctx, params.id));
}
