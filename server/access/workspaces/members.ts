import { and, asc, eq, isNull, notInArray } from "drizzle-orm";
import type { Member } from "../../../contracts/access/access.ts";
import { type Permission, permissionNames, permissionsOf, roles } from "../../../contracts/words/permissions.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isId } from "../../platform/db/record-id.ts";
import { forgetUses, replaceUses } from "../../platform/db/uses.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { customRoles } from "../roles/roles.tables.ts";
import { mustHoldRole, permissionsIn, roleRecords } from "../roles/roles.ts";
import { idsIn } from "../units/units.ts";
import { users } from "../users/users.tables.ts";
import { type Granted, grantedUses, permissionsGranted } from "./granted.ts";
import { invitations, memberships, workspaces } from "./workspaces.tables.ts";

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: memberships.role,
  roleName: customRoles.name,
  units: memberships.units,
  joinedAt: memberships.joinedAt,
};

function membersOf(db: Database) {
  return db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.user))
    .leftJoin(customRoles, and(eq(customRoles.workspace, memberships.workspace), eq(customRoles.id, memberships.role)))
    .$dynamic();
}

export async function listMembers(ctx: Context): Promise<Member[]> {
  const rows = await membersOf(ctx.db)
    .where(eq(memberships.workspace, ctx.workspace.id))
    .orderBy(asc(memberships.joinedAt), asc(users.id));
  const seen = ctx.scope === null ? null : await idsIn(ctx.db, ctx.workspace.id, ctx.scope);
  return rows.map((row) => {
    const member = toMember(row);
    return seen && member.units ? { ...member, units: member.units.filter((id) => seen.has(id)) } : member;
  });
}

/**
 * Changes what a member may do and sees; what is absent stays. Open links the person invited others with end where they
 * could not have made them now, which would otherwise be a way back up.
 * @throws 404, 403 when either role is above the actor's, 400 for a role or unit that is not there, 409 `last_owner`,
 * `owner_sees_all`
 */
export async function changeMember(ctx: Context, id: string, changes: Partial<Granted>): Promise<Member> {
  return ctx.db.transaction(async (tx) => {
    const member = await lockMember(ctx, tx, id);
    const before = { role: member.role, units: member.units };
    const next: Granted = {
      role: changes.role ?? before.role,
      units: changes.units === undefined ? before.units : changes.units,
    };
    const held = await permissionsHeld(ctx, tx);
    mustHoldRole(held, before.role, (await permissionsIn(ctx, before.role, tx)) ?? []);
    const granted = await permissionsGranted(ctx, tx, next);
    mustHoldRole(held, next.role, granted);
    if (before.role === "owner" && next.role !== "owner") await mustNotBeLastOwner(ctx, tx, "step down");
    await replaceUses(ctx, tx, { kind: "user", id }, [{ id, name: member.name, uses: grantedUses(next) }]);
    await tx.update(memberships).set(next).where(membershipOf(ctx, id));
    await withdrawBeyond(ctx, tx, id, next.units === null ? granted : []);
    const fields = {
      ...(before.role === next.role ? {} : { role: { before: before.role, after: next.role } }),
      ...(sameUnits(before.units, next.units) ? {} : { units: { before: before.units, after: next.units } }),
    };
    await ctx.trail.note(tx, { kind: "user", id, fields });
    return toMember(await lockMember(ctx, tx, id));
  });
}

function sameUnits(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Takes a person out of the workspace; their sessions stop working in it with the next request, and so do the links they
 * invited others with, which would otherwise be a way back in.
 * @throws 404, 403 when the member's role is above the actor's, 409 `last_owner`
 */
export async function removeMember(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const member = await lockMember(ctx, tx, id);
    const held = await permissionsHeld(ctx, tx);
    mustHoldRole(held, member.role, (await permissionsIn(ctx, member.role, tx)) ?? []);
    if (member.role === "owner") await mustNotBeLastOwner(ctx, tx, "leave");
    await tx.delete(memberships).where(membershipOf(ctx, id));
    await forgetUses(ctx, tx, { kind: "user", id });
    await withdrawInvitations(ctx, tx, id);
    await ctx.trail.note(tx, { kind: "user", id, fields: { role: { before: member.role, after: null } } });
  });
}

/**
 * Lets no session of a member in any more that began before now. Only in this workspace: an account is its owner's, and may
 * belong to workspaces that the actor has no say in.
 * @throws 404, 403 when the member's role is above the actor's
 */
export async function endMemberSessions(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const member = await lockMember(ctx, tx, id);
    const held = await permissionsHeld(ctx, tx);
    mustHoldRole(held, member.role, (await permissionsIn(ctx, member.role, tx)) ?? []);
    // As sessions are: by the clock of the machine.
    await tx.update(memberships).set({ sessionsSince: new Date() }).where(membershipOf(ctx, id));
    await ctx.trail.note(tx, { kind: "user", id });
  });
}

/** Links that people of a role invited others with end where the role could not have made them any more. */
export async function withdrawBeyondRole(ctx: Context, db: Database, role: string, granted: readonly Permission[]) {
  const rows = await db
    .select({ user: memberships.user })
    .from(memberships)
    .where(and(eq(memberships.workspace, ctx.workspace.id), eq(memberships.role, role)));
  for (const { user } of rows) await withdrawBeyond(ctx, db, user, granted);
}

/** Open links of a person except those that could be made with these permissions. */
async function withdrawBeyond(
  ctx: Context,
  db: Database,
  invitedBy: string,
  granted: readonly Permission[],
): Promise<void> {
  const covers = (permissions: readonly Permission[] | null) => permissions?.every((each) => granted.includes(each));
  const own = granted.includes("members:edit") ? await roleRecords.list(ctx, undefined, db) : [];
  const kept = granted.includes("members:edit") ? roles.filter((role) => covers(permissionsOf(role))) : [];
  const ownKept = own.filter(({ permissions }) => covers(permissions)).map(({ id }) => id);
  await withdrawInvitations(ctx, db, invitedBy, [...kept, ...ownKept]);
}

/** Open links of a person or key, except those to the roles that are kept. */
export async function withdrawInvitations(
  ctx: Context,
  db: Database,
  invitedBy: string,
  kept: readonly string[] = [],
): Promise<void> {
  const theirs = and(eq(invitations.workspace, ctx.workspace.id), eq(invitations.invitedBy, invitedBy));
  await db
    .delete(invitations)
    .where(and(theirs, isNull(invitations.acceptedAt), notInArray(invitations.role, [...kept])));
}

/**
 * What the actor may grant and take: nobody does what they do not hold. A person holds their role as it is stored now, a key
 * its scopes; who sees some units only grants nothing.
 */
export async function permissionsHeld(ctx: Context, db: Database): Promise<readonly Permission[]> {
  if (ctx.actor.kind === "system") return permissionNames;
  if (ctx.actor.kind === "key") return permissionNames.filter((name) => ctx.can(name));
  const [own] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(membershipOf(ctx, ctx.actor.id), isNull(memberships.units)));
  return own ? ((await permissionsIn(ctx, own.role, db)) ?? []) : [];
}

/**
 * Changes of membership and invitations wait for each other: two owners must not remove each other at the same moment, nor
 * somebody who is just removed invite.
 */
export async function holdMembers(ctx: Context, db: Database): Promise<void> {
  await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, ctx.workspace.id)).for("update");
}

async function lockMember(ctx: Context, db: Database, id: string) {
  if (!isId(id)) throw notFound();
  await holdMembers(ctx, db);
  const [row] = await membersOf(db).where(membershipOf(ctx, id));
  if (!row) throw notFound();
  return row;
}

async function mustNotBeLastOwner(ctx: Context, db: Database, act: string): Promise<void> {
  const owners = await db
    .select({ user: memberships.user })
    .from(memberships)
    .where(and(eq(memberships.workspace, ctx.workspace.id), eq(memberships.role, "owner")))
    .limit(2);
  if (owners.length < 2) throw problem("last_owner", { act });
}

function membershipOf(ctx: Context, user: string) {
  return and(eq(memberships.workspace, ctx.workspace.id), eq(memberships.user, user));
}

function toMember(row: Omit<Member, "joinedAt"> & { joinedAt: Date }): Member {
  return { ...row, joinedAt: row.joinedAt.toISOString() };
}
