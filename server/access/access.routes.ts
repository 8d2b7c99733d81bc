import type { FastifyReply, FastifyRequest } from "fastify";
import { accessApi } from "../../contracts/access/access.ts";
import type { Acting, UserContext } from "../platform/context.ts";
import { ProblemError, problem } from "../platform/http/problem.ts";
import type { Routes } from "../platform/http/routes.ts";
import { auditRoutes } from "./audit/audit.ts";
import type { AccessControl } from "./create-access.ts";
import { createKey, deleteKey, listKeys } from "./keys/keys.ts";
import { voidLinks } from "./links/links.ts";
import { linksRoutes } from "./links.routes.ts";
import { memberRoutes } from "./members.routes.ts";
import { secondFactorRoutes } from "./second-factor.routes.ts";
import { deviceOf } from "./sessions/sessions.ts";
import { sessionRoutes } from "./sessions.routes.ts";
import { signIn } from "./sign-in.ts";
import { callerOf, hashPassword, normaliseEmail, PER_ACCOUNT, PER_CALLER, refuseCrossSite } from "./users/users.ts";
import {
  createWorkspace,
  getMe,
  getWorkspace,
  joinByInvitation,
  readInvitation,
  registerByInvitation,
  setUpOwner,
  setupNeeded,
  updateWorkspace,
} from "./workspaces/workspaces.ts";

export function accessRoutes(routes: Routes, access: AccessControl): void {
  comeIn(routes, access);
  ownProfile(routes, access);
  linksRoutes(routes, access);
  workspaceAndKeys(routes, access);
  memberRoutes(routes, access);
  sessionRoutes(routes, access);
  secondFactorRoutes(routes, access);
  auditRoutes(routes);
}

function comeIn(routes: Routes, access: AccessControl): void {
  const { authentication } = access;

  routes.route(accessApi.getSetup, async (system) => ({ needed: await setupNeeded(system.db) }));

  routes.route(accessApi.completeSetup, async (system, { body, request, reply }) => {
    refuseCrossSite(request, authentication.publicUrl(), { anonymous: true });
    return limited(access, request, null, async () => {
      const { userId } = await setUpOwner(system, body);
      await signIn(access, system, { ...body, request, reply });
      return getMe(system, userId);
    });
  });

  routes.route(accessApi.signIn, async (system, { body, request, reply }) => {
    refuseCrossSite(request, authentication.publicUrl(), { anonymous: true });
    const { id } = await limited(access, request, normaliseEmail(body.email), () =>
      signIn(access, system, { ...body, request, reply }, (db, user) =>
        system.trail.note(db, { kind: "user", id: user.id }, { actor: { kind: "user", ...user } }),
      ),
    );
    return getMe(system, id);
  });

  routes.route(accessApi.getInvitationByToken, (system, { params, request }) =>
    limited(access, request, null, async () => {
      const { email, role, roleName, workspaceName, expiresAt, account } = await readInvitation(system, params.token);
      return {
        email,
        role,
        roleName,
        workspace: workspaceName,
        expiresAt: expiresAt.toISOString(),
        hasAccount: account !== null,
      };
    }),
  );

  routes.route(accessApi.acceptInvitation, async (system, { params, body, request, reply }) => {
    refuseCrossSite(request, authentication.publicUrl(), { anonymous: true });
    const user = await limited(access, request, null, () => accept(access, system, params.token, body, request, reply));
    return getMe(system, user);
  });
}

async function accept(
  access: AccessControl,
  system: Acting,
  token: string,
  { name, password, code }: { name?: string | undefined; password?: string | undefined; code?: string | undefined },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const { authentication } = access;
  const { email, account } = await readInvitation(system, token);
  const signedIn = await authentication.session(request);
  if (signedIn?.email === email) {
    refuseCrossSite(request, authentication.publicUrl());
    await joinByInvitation(system, token, signedIn);
    return signedIn.id;
  }
  if (password === undefined) throw problem("password_required", { path: "password" });
  if (account !== null) {
    const user = await access.attempts.run([perAccount(email)], () =>
      signIn(access, system, { request, reply, email, password, code }),
    );
    await joinByInvitation(system, token, user);
    return user.id;
  }
  if (name === undefined) throw problem("name_required", { path: "name" });
  await registerByInvitation(system, token, { name, email, passwordHash: await hashPassword(password) });
  return (await signIn(access, system, { request, reply, email, password })).id;
}

function ownProfile(routes: Routes, { authentication, attempts, signIns }: AccessControl): void {
  // What the library does shares no transaction with the audit log.
  const begin = (ctx: UserContext) => ctx.trail.begin({ kind: "user", id: ctx.user.id });

  routes.route(accessApi.signOut, async (ctx, { request, reply }) => {
    await begin(ctx);
    await authentication.signOut(request, reply);
  });

  routes.route(accessApi.signOutEverywhere, async (ctx, { request, reply }) => {
    await begin(ctx);
    await authentication.signOutEverywhere(request, reply);
  });

  routes.route(accessApi.getMe, async (ctx, { request, reply }) => {
    // The page asks this first, so a session in use is prolonged here.
    await authentication.session(request, reply);
    return getMe(ctx, ctx.user.id, ctx.user.since);
  });

  routes.route(accessApi.changePassword, async (ctx, { body, request, reply }) => {
    await attempts.run([{ name: `password ${ctx.user.id}`, most: PER_ACCOUNT }], async () => {
      await begin(ctx);
      await authentication.changePassword(request, reply, body.currentPassword, body.newPassword);
    });
    await ctx.db.transaction(async (db) => {
      // Who holds an old link shall not set another one.
      await voidLinks(db, ctx.user.id, ctx.now());
      await signIns.write(db, ctx.user.id, "password_changed", deviceOf(request));
    });
  });

  routes.route(accessApi.createWorkspace, (ctx, { body }) => createWorkspace(ctx, ctx.user.id, body));
}

function workspaceAndKeys(routes: Routes, access: AccessControl): void {
  routes.route(accessApi.getWorkspace, (ctx) => getWorkspace(ctx));

  routes.route(accessApi.updateWorkspace, async (ctx, { body }) => {
    const workspace = await updateWorkspace(ctx, body);
    access.forgetKeys();
    return workspace;
  });

  routes.route(accessApi.listKeys, async (ctx) => ({ items: await listKeys(ctx) }));

  routes.route(accessApi.createKey, (ctx, { body }) => createKey(ctx, body));

  routes.route(accessApi.revokeKey, async (ctx, { params }) => {
    await deleteKey(ctx, params.id);
    access.forgetKeys();
  });
}

/** @throws 429 when the caller, or the account when there is one, had too many failures in this minute */
async function limited<T>(
  access: AccessControl,
  request: FastifyRequest,
  email: string | null,
  attempt: () => Promise<T>,
): Promise<T> {
  const caller = { name: `caller ${callerOf(request.ip)}`, most: PER_CALLER };
  try {
    return await access.attempts.run(email === null ? [caller] : [caller, perAccount(email)], attempt);
  } catch (error) {
    if (email !== null && error instanceof ProblemError && error.code === "too_many_attempts")
      access.signIns.failed(email, "too_many_attempts", deviceOf(request));
    throw error;
  }
}

function perAccount(email: string) {
  return { name: `account ${email}`, most: PER_ACCOUNT };
}
