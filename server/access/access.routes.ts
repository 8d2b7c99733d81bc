import type { FastifyReply, FastifyRequest } from "fastify";
import { identityApi } from "../../contracts/access/access.ts";
import type { System } from "../platform/context.ts";
import { badRequest } from "../platform/http/problem.ts";
import type { Routes } from "../platform/http/routes.ts";
import type { Identity } from "./create-access.ts";
import { createKey, deleteKey, listKeys } from "./keys/keys.ts";
import { callerOf, hashPassword, normaliseEmail, refuseCrossSite } from "./users/users.ts";
import {
  changeRole,
  createWorkspace,
  getMe,
  getWorkspace,
  invite,
  joinByInvitation,
  listInvitations,
  listMembers,
  readInvitation,
  registerByInvitation,
  removeMember,
  revokeInvitation,
  setUpOwner,
  setupNeeded,
  updateWorkspace,
} from "./workspaces/workspaces.ts";

/** Failed attempts in a minute: of one caller over all accounts, and on one account from anywhere. */
const PER_CALLER = 30;
const PER_ACCOUNT = 10;

export function identityRoutes(routes: Routes, identity: Identity): void {
  comeIn(routes, identity);
  ownAccount(routes, identity);
  workspaceAndKeys(routes, identity);
  membersAndInvitations(routes, identity);
}

function comeIn(routes: Routes, identity: Identity): void {
  const { authentication } = identity;

  routes.route(identityApi.getSetup, async (system) => ({ needed: await setupNeeded(system.db) }));

  routes.route(identityApi.completeSetup, async (system, { body, request, reply }) => {
    refuseCrossSite(request, authentication.publicUrl(), { anonymous: true });
    return limited(identity, request, null, async () => {
      const { userId } = await setUpOwner(system, body);
      await authentication.signIn(request, reply, body.email, body.password);
      return getMe(system, userId);
    });
  });

  routes.route(identityApi.signIn, async (system, { body, request, reply }) => {
    refuseCrossSite(request, authentication.publicUrl(), { anonymous: true });
    const { id } = await limited(identity, request, normaliseEmail(body.email), () =>
      authentication.signIn(request, reply, body.email, body.password),
    );
    return getMe(system, id);
  });

  routes.route(identityApi.getInvitationByToken, (system, { params, request }) =>
    limited(identity, request, null, async () => {
      const { email, role, workspaceName, expiresAt, account } = await readInvitation(system, params.token);
      return {
        email,
        role,
        workspace: workspaceName,
        expiresAt: expiresAt.toISOString(),
        hasAccount: account !== null,
      };
    }),
  );

  routes.route(identityApi.acceptInvitation, async (system, { params, body, request, reply }) => {
    refuseCrossSite(request, authentication.publicUrl(), { anonymous: true });
    const person = await limited(identity, request, null, () =>
      accept(identity, system, params.token, body, request, reply),
    );
    return getMe(system, person);
  });
}

async function accept(
  identity: Identity,
  system: System,
  token: string,
  { name, password }: { name?: string | undefined; password?: string | undefined },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const { authentication } = identity;
  const { email, account } = await readInvitation(system, token);
  const signedIn = await authentication.session(request);
  if (signedIn?.email === email) {
    refuseCrossSite(request, authentication.publicUrl());
    await joinByInvitation(system, token, signedIn.id);
    return signedIn.id;
  }
  if (password === undefined) throw missing("password", "Send the password of the account, or the one it shall have.");
  if (account !== null) {
    const { id } = await identity.attempts.run([perAccount(email)], () =>
      authentication.signIn(request, reply, email, password),
    );
    await joinByInvitation(system, token, id);
    return id;
  }
  if (name === undefined) throw missing("name", "Send the name of the new account.");
  await registerByInvitation(system, token, { name, email, passwordHash: await hashPassword(password) });
  return (await authentication.signIn(request, reply, email, password)).id;
}

function ownAccount(routes: Routes, { authentication, attempts }: Identity): void {
  routes.route(identityApi.signOut, (_ctx, { request, reply }) => authentication.signOut(request, reply));

  routes.route(identityApi.signOutEverywhere, (_ctx, { request, reply }) =>
    authentication.signOutEverywhere(request, reply),
  );

  routes.route(identityApi.getMe, async (ctx, { request, reply }) => {
    // The page asks this first, so a session in use is prolonged here.
    await authentication.session(request, reply);
    return getMe(ctx, ctx.person.id);
  });

  routes.route(identityApi.changePassword, (ctx, { body, request, reply }) =>
    attempts.run([{ name: `password ${ctx.person.id}`, most: PER_ACCOUNT }], () =>
      authentication.changePassword(request, reply, body.currentPassword, body.newPassword),
    ),
  );

  routes.route(identityApi.createWorkspace, (ctx, { body }) => createWorkspace(ctx, ctx.person.id, body));
}

function workspaceAndKeys(routes: Routes, identity: Identity): void {
  routes.route(identityApi.getWorkspace, (ctx) => getWorkspace(ctx));

  routes.route(identityApi.updateWorkspace, async (ctx, { body }) => {
    const workspace = await updateWorkspace(ctx, body);
    identity.forgetKeys();
    return workspace;
  });

  routes.route(identityApi.listKeys, async (ctx) => ({ items: await listKeys(ctx) }));

  routes.route(identityApi.createKey, (ctx, { body }) => createKey(ctx, body));

  routes.route(identityApi.revokeKey, async (ctx, { params }) => {
    await deleteKey(ctx, params.id);
    identity.forgetKeys();
  });
}

function membersAndInvitations(routes: Routes, { authentication }: Identity): void {
  routes.route(identityApi.listMembers, async (ctx) => ({ items: await listMembers(ctx) }));

  routes.route(identityApi.updateMember, (ctx, { params, body }) => changeRole(ctx, params.id, body.role));

  routes.route(identityApi.removeMember, (ctx, { params }) => removeMember(ctx, params.id));

  routes.route(identityApi.listInvitations, async (ctx) => ({ items: await listInvitations(ctx) }));

  routes.route(identityApi.invite, async (ctx, { body }) => {
    const { invitation, token } = await invite(ctx, body);
    return { invitation, link: new URL(`/invitation/${token}`, authentication.publicUrl()).href };
  });

  routes.route(identityApi.revokeInvitation, (ctx, { params }) => revokeInvitation(ctx, params.id));
}

/** @throws 429 when the caller, or the account when there is one, had too many failures in this minute */
function limited<T>(
  identity: Identity,
  request: FastifyRequest,
  email: string | null,
  attempt: () => Promise<T>,
): Promise<T> {
  const caller = { name: `caller ${callerOf(request.ip)}`, most: PER_CALLER };
  return identity.attempts.run(email === null ? [caller] : [caller, perAccount(email)], attempt);
}

function perAccount(email: string) {
  return { name: `account ${email}`, most: PER_ACCOUNT };
}

function missing(path: string, detail: string) {
  return badRequest(`${path}_required`, detail, [{ path, reason: "required" }]);
}
