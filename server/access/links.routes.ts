import { setTimeout as wait } from "node:timers/promises";
import { linksApi } from "../../contracts/access/links.ts";
import type { Database } from "../platform/db/database.ts";
import { languageOf } from "../platform/http/language.ts";
import type { Routes } from "../platform/http/routes.ts";
import type { AccessControl } from "./create-access.ts";
import {
  confirmEmailChange,
  readEmailChange,
  readPasswordReset,
  resetPassword,
  sendEmailChange,
  sendPasswordReset,
} from "./links/links.ts";
import { deviceOf } from "./sessions/sessions.ts";
import { callerOf, normaliseEmail, PER_ACCOUNT, PER_CALLER, refuseCrossSite } from "./users/users.ts";
import { getMe } from "./workspaces/workspaces.ts";

/** Longer than it takes to find a user and write to them, so that the time tells nothing. */
const SAME_MILLISECONDS = 250;

export function linksRoutes(routes: Routes, { authentication, attempts, mail, signIns }: AccessControl): void {
  const { publicUrl } = authentication;

  routes.route(linksApi.sendPasswordReset, async (system, { body, request }) => {
    refuseCrossSite(request, publicUrl(), { anonymous: true });
    const caller = { name: `reset by ${callerOf(request.ip)}`, most: PER_CALLER };
    // Every request counts, not only those that fail: none is told to have failed.
    attempts.count([caller, { name: `reset of ${normaliseEmail(body.email)}`, most: PER_ACCOUNT }]);
    const asked = (db: Database, userId: string) => signIns.write(db, userId, "reset_asked", deviceOf(request));
    const sent = sendPasswordReset(system, mail, { email: body.email, language: languageOf(request), asked });
    await Promise.all([sent, wait(SAME_MILLISECONDS)]);
  });

  routes.route(linksApi.getPasswordReset, (system, { params, request }) =>
    attempts.run([{ name: `caller ${callerOf(request.ip)}`, most: PER_CALLER }], () =>
      readPasswordReset(system, params.token),
    ),
  );

  routes.route(linksApi.resetPassword, (system, { params, body, request }) => {
    refuseCrossSite(request, publicUrl(), { anonymous: true });
    const language = languageOf(request);
    const done = (db: Database, userId: string) => signIns.write(db, userId, "password_reset", deviceOf(request));
    return attempts.run([{ name: `caller ${callerOf(request.ip)}`, most: PER_CALLER }], () =>
      resetPassword(system, mail, { token: params.token, password: body.password, language, done }),
    );
  });

  routes.route(linksApi.sendEmailChange, (ctx, { body, request }) =>
    attempts.run([{ name: `password ${ctx.user.id}`, most: PER_ACCOUNT }], () =>
      sendEmailChange(ctx, mail, { ...body, language: languageOf(request) }),
    ),
  );

  routes.route(linksApi.getEmailChange, (ctx, { params }) => readEmailChange(ctx, params.token));

  routes.route(linksApi.confirmEmailChange, async (ctx, { params, request }) => {
    await confirmEmailChange(ctx, mail, params.token, languageOf(request));
    return getMe(ctx, ctx.user.id, ctx.user.since);
  });
}
