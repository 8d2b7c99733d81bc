import { and, asc, count, eq, isNotNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Me, Workspace } from "../../../contracts/access/access.ts";
import { USUAL_CURRENCY } from "../../../contracts/words/currency.ts";
import { type Permission, permissionsOf } from "../../../contracts/words/permissions.ts";
import { changedFields } from "../../platform/audit.ts";
import type { Acting, Context, System, UserContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { keepFiles } from "../../platform/files/keep-files.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { customRoles } from "../roles/roles.tables.ts";
import { mayReach } from "../roles/roles.ts";
import { secondFactors } from "../second-factor/second-factor.tables.ts";
import { users } from "../users/users.tables.ts";
import { workspaceLogo } from "./workspace-logo.ts";
import { memberships, workspaces } from "./workspaces.tables.ts";

export { unitUses } from "./granted.ts";
export {
  invite,
  joinByInvitation,
  listInvitations,
  readInvitation,
  registerByInvitation,
  revokeInvitation,
} from "./invitations.ts";
export {
  changeMember,
  endMemberSessions,
  listMembers,
  permissionsHeld,
  removeMember,
  withdrawBeyondRole,
  withdrawInvitations,
} from "./members.ts";
export { setUpOwner, setupNeeded } from "./set-up.ts";
export { workspaceLogo } from "./workspace-logo.ts";

const MOST_WORKSPACES = 1000;

type Closed = Me["memberships"][number]["closed"];

interface Entering {
  workspace: { secondFactorRequired: boolean };
  sessionsSince: Date | null;
  secondFactor: Date | null;
}

/** Creates a workspace owned by the person. @throws 409 `too_many_workspaces` */
export async function createWorkspace(
  system: Acting,
  userId: string,
  { name, timezone, currency = USUAL_CURRENCY }: { name: string; timezone: string; currency?: string },
): Promise<Workspace> {
  const createdAt = system.now();
  const row = { id: uuidv7(), name, timezone, currency, logo: null, secondFactorRequired: false, createdAt };
  await system.db.transaction(async (tx) => {
    const [own] = await tx.select({ n: count() }).from(memberships).where(eq(memberships.user, userId));
    if ((own?.n ?? 0) >= MOST_WORKSPACES) throw problem("too_many_workspaces", { most: MOST_WORKSPACES });
    await tx.insert(workspaces).values(row);
    await tx.insert(memberships).values({ workspace: row.id, user: userId, role: "owner", joinedAt: createdAt });
    await system.trail.note(tx, { kind: "workspace", id: row.id, name }, { workspace: row.id });
  });
  return toWorkspace(row);
}

export async function getWorkspace(ctx: Context): Promise<Workspace> {
  const [row] = await ctx.db.select().from(workspaces).where(eq(workspaces.id, ctx.workspace.id));
  if (!row) throw notFound();
  return toWorkspace(row);
}

/** @throws 400 `unknown_file` for a logo that was not uploaded as one, 409 `own_second_factor_first` */
export async function updateWorkspace(
  ctx: Context,
  changes: {
    name?: string;
    timezone?: string;
    currency?: string;
    logo?: string | null;
    secondFactorRequired?: boolean;
  },
): Promise<Workspace> {
  const { name, timezone, currency, logo, secondFactorRequired } = changes;
  if (Object.values(changes).every((each) => each === undefined)) return getWorkspace(ctx);
  const { id } = ctx.workspace;
  return ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(workspaces).where(eq(workspaces.id, id)).for("update");
    if (secondFactorRequired && ctx.actor.kind === "user" && !(await hasSecondFactor(tx, ctx.actor.id)))
      throw problem("own_second_factor_first");
    if (logo !== undefined)
      await keepFiles(ctx, tx, { purpose: workspaceLogo, id }, logo === null ? [] : [logo], "logo");
    const [row] = await tx
      .update(workspaces)
      .set({ name, timezone, currency, logo, secondFactorRequired })
      .where(eq(workspaces.id, id))
      .returning();
    if (!before || !row) throw notFound();
    const kept = ["name", "timezone", "currency", "logo", "secondFactorRequired"];
    await ctx.trail.note(tx, { kind: "workspace", id, name: row.name, fields: changedFields(before, row, kept) });
    return toWorkspace(row);
  });
}

const isTheirRole = and(eq(customRoles.workspace, memberships.workspace), eq(customRoles.id, memberships.role));
const membershipColumns = {
  workspace: workspaces,
  role: memberships.role,
  own: customRoles,
  units: memberships.units,
  sessionsSince: memberships.sessionsSince,
  /** Null for who has none, or has only begun to set one up. */
  secondFactor: secondFactors.confirmedAt,
};

/** What still keeps a member out, who came in by a session that began then; null for nothing. */
function closedTo({ workspace, sessionsSince, secondFactor }: Entering, since: Date): Closed {
  // One that began in that very moment is taken for an earlier one.
  if (sessionsSince !== null && since <= sessionsSince) return "sign_in_again";
  // Who has one came in by it: setting it up ends the sessions that began before.
  return workspace.secondFactorRequired && secondFactor === null ? "second_factor" : null;
}

/** The workspace a person means: the given one when they belong to it, else the one they joined first. */
export async function findMembership(
  system: System,
  { id: user, since }: Pick<UserContext["user"], "id" | "since">,
  workspace: string | undefined,
) {
  const [row] = await system.db
    .select(membershipColumns)
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspace))
    .leftJoin(customRoles, isTheirRole)
    .leftJoin(secondFactors, eq(secondFactors.userId, memberships.user))
    .where(and(eq(memberships.user, user), workspace === undefined ? undefined : eq(memberships.workspace, workspace)))
    .orderBy(asc(memberships.joinedAt), asc(memberships.workspace))
    .limit(1);
  return row ? { ...row, permissions: permissionsOfMember(row), closed: closedTo(row, since) } : null;
}

/** What a member may do: their role's permissions, without what takes the whole workspace of who does not see all of it. */
function permissionsOfMember(row: {
  workspace: { home: boolean };
  role: string;
  own: { permissions: Permission[] } | null;
  units: string[] | null;
}): readonly Permission[] {
  const granted = permissionsOf(row.role) ?? row.own?.permissions ?? [];
  return granted.filter((name) => mayReach(name, { home: row.workspace.home, whole: row.units === null }));
}

/** `since` is when their session began; now where it just did. */
export async function getMe(system: System, id: string, since = new Date()): Promise<Me> {
  const [user] = await system.db.select().from(users).where(eq(users.id, id));
  if (!user) throw notFound();
  const rows = await system.db
    .select(membershipColumns)
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspace))
    .leftJoin(customRoles, isTheirRole)
    .leftJoin(secondFactors, eq(secondFactors.userId, memberships.user))
    .where(eq(memberships.user, id))
    .orderBy(asc(memberships.joinedAt), asc(memberships.workspace));
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    memberships: rows.map((row) => ({
      role: row.role,
      roleName: row.own?.name ?? null,
      permissions: [...permissionsOfMember(row)],
      units: row.units,
      closed: closedTo(row, since),
      workspace: toWorkspace(row.workspace),
    })),
  };
}

async function hasSecondFactor(db: Database, user: string): Promise<boolean> {
  return (
    (await db.$count(secondFactors, and(eq(secondFactors.userId, user), isNotNull(secondFactors.confirmedAt)))) > 0
  );
}

/** Every workspace of the system, oldest first; for jobs. */
export async function listWorkspaceIds(system: System): Promise<string[]> {
  const rows = await system.db.select({ id: workspaces.id }).from(workspaces).orderBy(asc(workspaces.id));
  return rows.map((row) => row.id);
}

function toWorkspace({ createdAt, ...row }: Omit<typeof workspaces.$inferSelect, "home">): Workspace {
  const { id, name, timezone, currency, logo, secondFactorRequired } = row;
  return { id, name, timezone, currency, logo, secondFactorRequired, createdAt: createdAt.toISOString() };
}
