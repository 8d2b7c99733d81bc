import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditEntry, AuditFilters } from "../../../contracts/access/audit.ts";
import type { Context } from "../../platform/context.ts";
import { readCursor, writeCursor } from "../../platform/http/list-cursor.ts";
import { users } from "../users/users.tables.ts";
import { memberships } from "../workspaces/workspaces.tables.ts";
import { auditLog, auditSubjects } from "./audit.tables.ts";

type Row = typeof auditLog.$inferSelect;

/** Where a page ended: the next begins with what is older. */
export type Place = readonly [instant: number, id: string];

interface Asked {
  filters: AuditFilters;
  after: Place | null;
  limit: number;
}

const place = z.tuple([z.int().min(0).max(8.64e15), z.string().max(64)]);

/** Entries of the workspace, and of its members' own accounts since they joined, newest first. */
export async function listAudit(
  ctx: Context,
  { cursor, limit, ...filters }: AuditFilters & { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : readCursor(place, cursor);
  const { items, next } = await readPage(ctx, { filters, after, limit });
  return { items, nextCursor: next && writeCursor(next) };
}

/** At most `limit` entries after a place; `next` is null behind the last one. */
export async function readPage(ctx: Context, asked: Asked): Promise<{ items: AuditEntry[]; next: Place | null }> {
  const more = { ...asked, limit: asked.limit + 1 };
  // One after the other: the embedded store does one thing at a time.
  const rows = [...(await ofWorkspace(ctx, more)), ...(await ofMembers(ctx, more))];
  rows.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    items: await toEntries(ctx, page),
    next: last && rows.length > page.length ? [last.at.getTime(), last.id] : null,
  };
}

function ofWorkspace(ctx: Context, asked: Asked): Promise<Row[]> {
  return entries(ctx, ctx.workspace.id, asked);
}

/** What members did with their own accounts, each looked up by itself: there may be many other people. */
async function ofMembers(ctx: Context, asked: Asked): Promise<Row[]> {
  const theirs = and(eq(auditLog.actorId, memberships.user), gte(auditLog.at, memberships.joinedAt));
  const own = entries(ctx, "", asked, theirs).as("own");
  const rows = await ctx.db
    .select()
    .from(memberships)
    .crossJoinLateral(own)
    .where(eq(memberships.workspace, ctx.workspace.id))
    .orderBy(desc(own.at), desc(own.id))
    .limit(asked.limit);
  return rows.map((row) => row.own);
}

/** Entries that are filed under a workspace, or under none, in the order of an index whatever they are filtered by. */
export function entries(ctx: Context, workspace: string, { filters, after, limit }: Asked, further?: SQL) {
  const { actor, what, kind, id, outcome, from, until } = filters;
  const matches = and(
    eq(auditLog.workspace, workspace),
    further,
    actor === undefined ? undefined : eq(auditLog.actorId, actor),
    what === undefined ? undefined : eq(auditLog.what, what),
    outcome === undefined ? undefined : eq(auditLog.outcome, outcome),
  );
  const isAbout = kind !== undefined || id !== undefined;
  const order = isAbout ? { at: auditSubjects.at, id: auditSubjects.entry } : { at: auditLog.at, id: auditLog.id };
  const within = and(
    from === undefined ? undefined : gte(order.at, new Date(from)),
    until === undefined ? undefined : lt(order.at, new Date(until)),
    after === null ? undefined : sql`(${order.at}, ${order.id}) < (${new Date(after[0])}, ${after[1]})`,
  );
  if (!isAbout)
    return ctx.db
      .select()
      .from(auditLog)
      .where(and(matches, within))
      .orderBy(desc(order.at), desc(order.id))
      .limit(limit);
  // One entry at a time, in the order of the subjects: joined otherwise, the store would read both tables whole to sort them.
  const entry = ctx.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.at, auditSubjects.at), eq(auditLog.id, auditSubjects.entry), matches))
    .limit(1)
    .as("entry");
  return ctx.db
    .selectDistinctOn([order.at, order.id], entry._.selectedFields)
    .from(auditSubjects)
    .innerJoinLateral(entry, sql`true`)
    .where(
      and(
        eq(auditSubjects.workspace, workspace),
        kind === undefined ? undefined : eq(auditSubjects.kind, kind),
        id === undefined ? undefined : eq(auditSubjects.id, id),
        within,
      ),
    )
    .orderBy(desc(order.at), desc(order.id))
    .limit(limit);
}

async function toEntries(ctx: Context, rows: readonly Row[]): Promise<AuditEntry[]> {
  if (rows.length === 0) return [];
  const subjects = await ctx.db
    .select()
    .from(auditSubjects)
    .where(
      and(
        inArray(auditSubjects.workspace, ["", ctx.workspace.id]),
        inArray(
          auditSubjects.entry,
          rows.map((row) => row.id),
        ),
      ),
    )
    .orderBy(auditSubjects.entry, auditSubjects.place);
  const people = [
    ...rows.flatMap((row) => (row.actorKind === "user" ? [row.actorId] : [])),
    ...subjects.flatMap((subject) => (subject.kind === "user" ? [subject.id] : [])),
  ];
  const names = await namesOf(ctx, [...new Set(people)]);
  return rows.map(({ id, at: instant, actorKind, actorId, actorName, what, outcome, address, count }) => ({
    id,
    at: instant.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorKind === "user" ? (names.get(actorId) ?? "") : actorName },
    ...{ what, outcome, address, count },
    subjects: subjects
      .filter((subject) => subject.entry === id)
      .map(({ kind, id: about, name, fields }) => ({
        kind,
        id: about,
        name: kind === "user" ? (names.get(about) ?? "") : name,
        fields: fields ?? {},
      })),
  }));
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
