import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Invitation } from "../../../contracts/access/access.ts";
import { permissionsOf } from "../../../contracts/words/permissions.ts";
import type { Who } from "../../platform/audit.ts";
import type { Acting, Context, System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isId } from "../../platform/db/record-id.ts";
import { holdUsed, replaceUses } from "../../platform/db/uses.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { hashSecret, randomSecret } from "../../platform/secrets.ts";
import { customRoles } from "../roles/roles.tables.ts";
import { mustHoldRole, roleRecords } from "../roles/roles.ts";
import { unitsThere } from "../units/units.ts";
import { users } from "../users/users.tables.ts";
import { addUser, normaliseEmail } from "../users/users.ts";
import { type Granted, grantedUses, permissionsGranted, unitUses } from "./granted.ts";
import { holdMembers, permissionsHeld } from "./members.ts";
import { invitations, memberships, workspaces } from "./workspaces.tables.ts";

const isTheirRole = and(eq(customRoles.workspace, invitations.workspace), eq(customRoles.id, invitations.role));
const VALID = 7 * 24 * 60 * 60 * 1000;
const MOST_OPEN = 500;

/**
 * Invites an address; an earlier open invitation of it is withdrawn. The token is only in what this returns and in what
 * `tell` writes, in the same transaction.
 * @throws 403 for a role above the actor's, 400 for a role or unit that is not there, 409 `already_member`, 409 `too_many_invitations`
 */
export async function invite(
  ctx: Context,
  input: { email: string } & Granted,
  tell: (db: Database, made: { token: string; email: string; expiresAt: Date }) => Promise<unknown>,
): Promise<{ invitation: Invitation; token: string }> {
  const email = normaliseEmail(input.email);
  const token = randomSecret();
  const createdAt = ctx.now();
  const row = {
    workspace: ctx.workspace.id,
    id: uuidv7(),
    email,
    role: input.role,
    units: input.units,
    tokenHash: hashSecret(token),
    invitedBy: ctx.actor.id,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + VALID),
  };
  const roleName = await ctx.db.transaction(async (tx) => {
    await holdMembers(ctx, tx);
    mustHoldRole(await permissionsHeld(ctx, tx), input.role, await permissionsGranted(ctx, tx, input));
    await holdUsed(ctx, tx, unitUses(input.units));
    const [member] = await tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(memberships, eq(memberships.user, users.id))
      .where(and(eq(memberships.workspace, ctx.workspace.id), eq(users.email, email)));
    if (member) throw problem("already_member", { email });
    await tx.delete(invitations).where(and(openIn(ctx), eq(invitations.email, email)));
    const [open] = await tx.select({ n: count() }).from(invitations).where(openIn(ctx));
    if ((open?.n ?? 0) >= MOST_OPEN) throw problem("too_many_invitations", { most: MOST_OPEN });
    await tx.insert(invitations).values(row);
    const fields = {
      role: { before: null, after: row.role },
      ...(row.units ? { units: { before: null, after: row.units } } : {}),
    };
    await ctx.trail.note(tx, { kind: "invitation", id: row.id, fields });
    await tell(tx, { token, email, expiresAt: row.expiresAt });
    const [own] = await roleRecords.list(ctx, [row.role], tx);
    return own?.name ?? null;
  });
  return { invitation: toInvitation({ ...row, roleName }), token };
}

export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  const rows = await ctx.db
    .select({ invitation: invitations, roleName: customRoles.name })
    .from(invitations)
    .leftJoin(customRoles, isTheirRole)
    .where(openIn(ctx))
    .orderBy(asc(invitations.id));
  return rows.map(({ invitation, roleName }) => toInvitation({ ...invitation, roleName }));
}

/** @throws 404 */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (tx) => {
    const gone = await tx
      .delete(invitations)
      .where(and(openIn(ctx), eq(invitations.id, id)))
      .returning({ id: invitations.id });
    if (gone.length === 0) throw notFound();
    await ctx.trail.note(tx, { kind: "invitation", id });
  });
}

/** What a link offers. @throws 404, the same for unknown, used, withdrawn and expired */
export async function readInvitation(system: System, token: string) {
  const [row] = await system.db
    .select({ invitation: invitations, roleName: customRoles.name, workspace: workspaces.name, account: users.id })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspace))
    .leftJoin(users, eq(users.email, invitations.email))
    .leftJoin(customRoles, isTheirRole)
    .where(and(eq(invitations.tokenHash, hashSecret(token)), isNull(invitations.acceptedAt)));
  if (!row || row.invitation.expiresAt <= system.now()) throw noInvitation();
  const { invitation, roleName, workspace, account } = row;
  if (!(await stillThere(system.db, invitation))) throw noInvitation();
  return { ...invitation, roleName, workspaceName: workspace, account };
}

interface Joining {
  id: string;
  name: string;
}

/** Lets a person with an account in. @throws 404 when the link was used in the meantime */
export async function joinByInvitation(system: Acting, token: string, user: Joining): Promise<void> {
  await system.db.transaction((tx) => join(system, tx, token, user));
}

/** Creates the account and lets it in, both or neither. @throws 404, 409 `account_exists` */
export async function registerByInvitation(
  system: Acting,
  token: string,
  account: { name: string; email: string; passwordHash: string },
): Promise<void> {
  await system.db.transaction(async (tx) => {
    const id = await addUser(tx, account, system.now());
    if (!id) throw problem("account_exists");
    await join(system, tx, token, { id, name: account.name });
  });
}

async function join(system: Acting, tx: Database, token: string, user: Joining): Promise<void> {
  const now = system.now();
  const [used] = await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(
      and(eq(invitations.tokenHash, hashSecret(token)), isNull(invitations.acceptedAt), gt(invitations.expiresAt, now)),
    )
    .returning();
  if (!used) throw noInvitation();
  const granted = await stillThere(tx, used);
  if (!granted) throw noInvitation();
  const [joined] = await tx
    .insert(memberships)
    .values({ workspace: used.workspace, user: user.id, ...granted, joinedAt: now })
    .onConflictDoNothing()
    .returning({ user: memberships.user });
  const place = { workspace: { id: used.workspace } };
  if (joined) await replaceUses(place, tx, { kind: "user", id: user.id }, [{ ...user, uses: grantedUses(granted) }]);
  const who: Who = { workspace: used.workspace, actor: { kind: "user", ...user } };
  await system.trail.note(tx, { kind: "user", id: user.id, fields: { role: { before: null, after: used.role } } }, who);
  await system.trail.note(tx, { kind: "invitation", id: used.id }, who);
}

/** What an invitation grants of what is there today; null where the role, or every unit, was removed since. */
async function stillThere(
  tx: Database,
  { workspace, role, units }: Granted & { workspace: string },
): Promise<Granted | null> {
  if (!permissionsOf(role)) {
    const own = and(eq(customRoles.workspace, workspace), eq(customRoles.id, role));
    const [there] = await tx.select({ id: customRoles.id }).from(customRoles).where(own);
    if (!there) return null;
  }
  if (units === null) return { role, units };
  const there = await unitsThere(tx, workspace, units);
  return there.length === 0 ? null : { role, units: there };
}

function openIn(ctx: Context) {
  return and(
    eq(invitations.workspace, ctx.workspace.id),
    isNull(invitations.acceptedAt),
    gt(invitations.expiresAt, ctx.now()),
  );
}

function noInvitation() {
  return problem("invitation_gone");
}

type Open = Pick<typeof invitations.$inferSelect, "id" | "email" | "role" | "units" | "expiresAt" | "createdAt">;

function toInvitation(row: Open & { roleName: string | null }): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    roleName: row.roleName,
    units: row.units,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
