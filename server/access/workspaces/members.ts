import { and, asc, eq, isNull, notInArray } from "drizzle-orm";
import type { Member } from "../../../contracts/access/access.ts";
import { permissionNames, type Role, roleCan, roles } from "../../../contracts/words/permissions.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isId } from "../../platform/db/record-id.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { users } from "../users/users.tables.ts";
import { invitations, memberships, workspaces } from "./workspaces.tables.ts";

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: memberships.role,
  joinedAt: memberships.joinedAt,
};

export async function listMembers(ctx: Context): Promise<Member[]> {
  const rows = await ctx.db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.user))
    .where(eq(memberships.workspace, ctx.workspace.id))
    .orderBy(asc(memberships.joinedAt), asc(users.id));
  return rows.map(toMember);
}

/**
 * Open links the person invited others with end where the new role could not have made them, which would otherwise be a
 * way back up.
 * @throws 404, 403 when either role is above the actor's, 409 `last_owner`
 */
export async function changeRole(ctx: Context, id: string, role: Role): Promise<Member> {
  return ctx.db.transaction(async (tx) => {
    const member = await lockMember(ctx, tx, id);
    await mustOutrank(ctx, tx, [member.role, role]);
    if (member.role === "owner" && role !== "owner") await mustNotBeLastOwner(ctx, tx, "step down");
    await tx.update(memberships).set({ role }).where(membershipOf(ctx, id));
    const mayInvite = roleCan(role, "members:edit") ? roles.slice(roles.indexOf(role)) : [];
    await withdrawInvitations(ctx, tx, id, mayInvite);
    await ctx.trail.note(tx, { kind: "user", id, fields: { role: { before: member.role, after: role } } });
    return toMember({ ...member, role });
  });
}

/**
 * Takes a person out of the workspace; their sessions stop working in it with the next request, and so do the links they
 * invited others with, which would otherwise be a way back in.
 * @throws 404, 403 when the member's role is above the actor's, 409 `last_owner`
 */
export async function removeMember(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const member = await lockMember(ctx, tx, id);
    await mustOutrank(ctx, tx, [member.role]);
    if (member.role === "owner") await mustNotBeLastOwner(ctx, tx, "leave");
    await tx.delete(memberships).where(membershipOf(ctx, id));
    await withdrawInvitations(ctx, tx, id);
    await ctx.trail.note(tx, { kind: "user", id, fields: { role: { before: member.role, after: null } } });
  });
}

/** Open links of a person or key, except those to the roles that are kept. */
export async function withdrawInvitations(
  ctx: Context,
  db: Database,
  invitedBy: string,
  kept: readonly Role[] = [],
): Promise<void> {
  const theirs = and(eq(invitations.workspace, ctx.workspace.id), eq(invitations.invitedBy, invitedBy));
  await db
    .delete(invitations)
    .where(and(theirs, isNull(invitations.acceptedAt), notInArray(invitations.role, [...kept])));
}

/**
 * Nobody grants or takes what they do not hold. A person holds their role as it is stored now; a key holds a role when its
 * scopes cover all of it.
 * @throws 403
 */
export async function mustOutrank(ctx: Context, db: Database, asked: readonly Role[]): Promise<void> {
  const holds = await rolesHeld(ctx, db);
  const beyond = asked.find((role) => !holds.includes(role));
  if (beyond) throw problem("role_needed", { role: beyond });
}

async function rolesHeld(ctx: Context, db: Database): Promise<readonly Role[]> {
  if (ctx.actor.kind === "system") return roles;
  if (ctx.actor.kind === "key")
    return roles.filter((role) => permissionNames.every((name) => !roleCan(role, name) || ctx.can(name)));
  const [own] = await db.select({ role: memberships.role }).from(memberships).where(membershipOf(ctx, ctx.actor.id));
  return own ? roles.slice(roles.indexOf(own.role)) : [];
}

/** Changes of membership wait for each other: two owners must not remove each other at the same moment. */
async function lockMember(ctx: Context, db: Database, id: string) {
  if (!isId(id)) throw notFound();
  await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, ctx.workspace.id)).for("update");
  const [row] = await db
    .select(columns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.user))
    .where(membershipOf(ctx, id));
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

function toMember(row: { id: string; name: string; email: string; role: Role; joinedAt: Date }): Member {
  return { ...row, joinedAt: row.joinedAt.toISOString() };
}
