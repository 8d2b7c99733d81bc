import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Invitation } from "../../../contracts/access/access.ts";
import type { Role } from "../../../contracts/words/permissions.ts";
import type { Who } from "../../platform/audit.ts";
import type { Acting, Context, System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isId } from "../../platform/db/record-id.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { hashSecret, randomSecret } from "../../platform/secrets.ts";
import { users } from "../users/users.tables.ts";
import { addUser, normaliseEmail } from "../users/users.ts";
import { mustOutrank } from "./members.ts";
import { invitations, memberships, workspaces } from "./workspaces.tables.ts";

const VALID = 7 * 24 * 60 * 60 * 1000;
const MOST_OPEN = 500;

/**
 * Invites an address; an earlier open invitation of it is withdrawn. The token is only in what this returns and in what
 * `tell` writes, in the same transaction.
 * @throws 403 for a role above the actor's, 409 `already_member`, 409 `too_many_invitations`
 */
export async function invite(
  ctx: Context,
  input: { email: string; role: Role },
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
    tokenHash: hashSecret(token),
    invitedBy: ctx.actor.id,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + VALID),
  };
  await ctx.db.transaction(async (tx) => {
    await mustOutrank(ctx, tx, [input.role]);
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
    const fields = { role: { before: null, after: row.role } };
    await ctx.trail.note(tx, { kind: "invitation", id: row.id, fields });
    await tell(tx, { token, email, expiresAt: row.expiresAt });
  });
  return { invitation: toInvitation(row), token };
}

export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  const rows = await ctx.db.select().from(invitations).where(openIn(ctx)).orderBy(asc(invitations.id));
  return rows.map(toInvitation);
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
    .select({ invitation: invitations, workspace: workspaces.name, account: users.id })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspace))
    .leftJoin(users, eq(users.email, invitations.email))
    .where(and(eq(invitations.tokenHash, hashSecret(token)), isNull(invitations.acceptedAt)));
  if (!row || row.invitation.expiresAt <= system.now()) throw noInvitation();
  return { ...row.invitation, workspaceName: row.workspace, account: row.account };
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
  await tx
    .insert(memberships)
    .values({ workspace: used.workspace, user: user.id, role: used.role, joinedAt: now })
    .onConflictDoNothing();
  const who: Who = { workspace: used.workspace, actor: { kind: "user", ...user } };
  await system.trail.note(tx, { kind: "user", id: user.id, fields: { role: { before: null, after: used.role } } }, who);
  await system.trail.note(tx, { kind: "invitation", id: used.id }, who);
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

function toInvitation(row: { id: string; email: string; role: Role; expiresAt: Date; createdAt: Date }): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
