import type { FastifyRequest } from "fastify";
import { type Permission, takesTheWhole } from "../../contracts/words/permissions.ts";
import type { Who } from "../platform/audit.ts";
import type { Actor, Context, System, UserContext } from "../platform/context.ts";
import { isId } from "../platform/db/record-id.ts";
import { forbidden, ProblemError, problem, Refused, unauthenticated } from "../platform/http/problem.ts";
import type { Gate, Untracked } from "../platform/http/routes.ts";
import { type KeyRing, type KnownKey, presentedKey } from "./keys/keys.ts";
import { mayReach } from "./roles/roles.ts";
import { keysBelow } from "./units/units.ts";
import type { Authentication } from "./users/users.ts";
import { refuseCrossSite } from "./users/users.ts";
import { findMembership } from "./workspaces/workspaces.ts";

/** Who may enter: a session or a key first, then what it may do, then whether the workspace is theirs. */
export function createGate(system: System, authentication: Authentication, keyRing: KeyRing): Gate {
  async function identify(request: FastifyRequest): Promise<{ key: KnownKey } | { user: UserContext["user"] }> {
    const secret = presentedKey(request);
    if (secret !== null) {
      const key = await keyRing.recognise(secret);
      if (!key) throw problem("unknown_key");
      return { key };
    }
    const user = await authentication.session(request);
    if (!user) throw unauthenticated();
    withName({ workspace: "", actor: actorOf(user) }, () => refuseCrossSite(request, authentication.publicUrl()));
    return { user };
  }

  return {
    async user(request) {
      const caller = await identify(request);
      if ("key" in caller) throw refused(caller.key, problem("person_needed"));
      return { ...system, user: caller.user };
    },
    async context(request, permission) {
      const caller = await identify(request);
      const wanted = wantedWorkspace(request);
      return "key" in caller
        ? enterWithKey(system, caller.key, permission, wanted)
        : enterAsUser(system, caller.user, permission, wanted);
    },
  };
}

function wantedWorkspace(request: FastifyRequest): string | undefined {
  const header = request.headers["x-workspace"];
  return typeof header === "string" && header !== "" ? header : undefined;
}

async function enterWithKey(
  system: System,
  key: KnownKey,
  permission: string,
  wanted: string | undefined,
): Promise<Untracked<Context>> {
  const whole = key.units === null;
  const can = (asked: string) => key.scopes.includes(asked as Permission) && mayReach(asked, { home: key.home, whole });
  if (!whole && takesTheWhole(permission)) throw refused(key, problem("beyond_units"));
  if (!can(permission)) throw refused(key, problem("scope_missing", { permission }));
  if (wanted !== undefined && wanted !== key.workspace.id) throw problem("unknown_workspace");
  return {
    ...system,
    workspace: key.workspace,
    actor: actorOfKey(key),
    isTest: key.isTest,
    scope: await scopeOf(system, key.workspace.id, key.units),
    ...(key.expiresAt ? { until: key.expiresAt } : {}),
    can,
  };
}

async function enterAsUser(
  system: System,
  user: UserContext["user"],
  permission: string,
  wanted: string | undefined,
): Promise<Untracked<Context>> {
  const membership = wanted === undefined || isId(wanted) ? await findMembership(system, user, wanted) : null;
  if (!membership) throw problem("unknown_workspace");
  if (membership.closed === "sign_in_again") throw problem("sign_in_again");
  const { workspace, permissions, units } = membership;
  const { id, name, timezone, currency } = workspace;
  const can = (asked: string) => permissions.includes(asked as Permission);
  const actor = actorOf(user);
  if (membership.closed === "second_factor")
    throw new Refused({ workspace: id, actor }, problem("second_factor_required"));
  if (!can(permission)) {
    const isBeyond = units !== null && takesTheWhole(permission);
    throw new Refused({ workspace: id, actor }, isBeyond ? problem("beyond_units") : forbidden());
  }
  const scope = await scopeOf(system, id, units);
  return { ...system, workspace: { id, name, timezone, currency }, actor, isTest: false, scope, can };
}

/** What somebody sees who is limited to units, at this moment. */
function scopeOf(system: System, workspace: string, units: readonly string[] | null): Promise<string[]> | null {
  return units === null ? null : keysBelow(system.db, workspace, units);
}

function actorOf({ id, name }: UserContext["user"]): Actor {
  return { kind: "user", id, name };
}

function actorOfKey({ id, name }: KnownKey): Actor {
  return { kind: "key", id, name };
}

function refused(key: KnownKey, why: ProblemError): Refused {
  return new Refused({ workspace: key.workspace.id, actor: actorOfKey(key) }, why);
}

/** What is refused to somebody says to whom. */
function withName(who: Who, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof ProblemError ? new Refused(who, error) : error;
  }
}
