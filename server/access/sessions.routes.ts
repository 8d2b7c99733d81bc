import { sessionsApi } from "../../contracts/access/sessions.ts";
import { signInsApi } from "../../contracts/access/sign-ins.ts";
import type { Routes } from "../platform/http/routes.ts";
import type { AccessControl } from "./create-access.ts";
import { endOtherSessions, endSession, listSessions } from "./sessions/sessions.ts";
import { listMemberSignIns, listSignIns } from "./sign-ins/sign-ins.ts";
import { endMemberSessions } from "./workspaces/workspaces.ts";

/** Where people are signed in, and how they came in. */
export function sessionRoutes(routes: Routes, { signIns: { days } }: AccessControl): void {
  routes.route(sessionsApi.listSessions, async (ctx) => ({ items: await listSessions(ctx) }));

  routes.route(sessionsApi.endSession, (ctx, { params }) => endSession(ctx, params.id));

  routes.route(sessionsApi.endOtherSessions, (ctx) => endOtherSessions(ctx));

  routes.route(sessionsApi.endMemberSessions, (ctx, { params }) => endMemberSessions(ctx, params.id));

  routes.route(signInsApi.listSignIns, async (ctx, { query }) => ({ ...(await listSignIns(ctx, query)), days }));

  routes.route(signInsApi.listMemberSignIns, async (ctx, { params, query }) => ({
    ...(await listMemberSignIns(ctx, params.id, query)),
    days,
  }));
}
