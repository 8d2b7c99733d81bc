import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Erasure } from "../../../contracts/know/personal-data.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import { isId } from "../../platform/db/record-id.ts";
import { notFound, problem } from "../../platform/http/problem.ts";
import { findPeople } from "../contacts/contacts.ts";
import { daysOf } from "../storage-periods/storage-periods.ts";
import { MOST_HIDDEN_KEYS } from "./hide.ts";
import { erasurePeople, erasures } from "./personal-data.tables.ts";

interface Asked {
  contacts: string[];
  mode: Erasure["mode"];
  keepTexts: boolean;
  now: boolean;
}

type Row = typeof erasures.$inferSelect;

/** @throws 400 for a contact that is not there, 409 for one that is being erased already */
export async function createErasure(ctx: Context, { contacts, mode, keepTexts, now }: Asked): Promise<Erasure> {
  const workspace = ctx.workspace.id;
  if (keepTexts && mode === "erase") throw problem("texts_are_erased", { path: "keepTexts" });
  const { people, persons, there } = await findPeople(ctx, workspace, contacts);
  const missing = contacts.findIndex((id) => !there.has(id));
  if (missing >= 0) throw problem("unknown_contact", { path: `contacts.${missing}` });
  const count = people.keys.length;
  if (count > MOST_HIDDEN_KEYS && persons.size > 1)
    throw problem("too_many_erased_keys", { count, most: MOST_HIDDEN_KEYS });
  const graceDays = now ? 0 : await daysOf(ctx.db, workspace, "erasures");
  const ids = [...persons.keys()];
  const asked = { workspace, contacts: ids, mode, keepTexts, graceDays, now: ctx.now() };
  const row = await ctx.db.transaction(async (db) => {
    const made = await requestErasure(db, { ...asked, origin: "member", by: ctx.actor.name });
    await ctx.trail.note(db, { kind: "erasure", id: made.id });
    return made;
  });
  return toErasure(row, ids);
}

interface Request extends Pick<Row, "workspace" | "mode" | "keepTexts" | "origin"> {
  /** People, by the ids of the contacts they are today. */
  contacts: readonly string[];
  /** Name of who of the staff asks. */
  by: string;
  now: Date;
  graceDays: number;
}

/** Has people erased when the days of grace are over. @throws 409 for one that is being erased already */
export async function requestErasure(
  db: Database,
  { workspace, contacts, mode, keepTexts, origin, by, now, graceDays }: Request,
): Promise<Row> {
  const row: Row = {
    ...{ workspace, id: uuidv7(), mode, keepTexts, status: "waiting", people: contacts.length, origin },
    ...{ requestedBy: by, requestedAt: now, dueAt: new Date(now.getTime() + graceDays * DAY) },
    ...{ startedAt: null, finishedAt: null, progress: null, counts: [], work: null },
  };
  await db.transaction(async (tx) => {
    await tx.insert(erasures).values(row);
    const added = await tx
      .insert(erasurePeople)
      .values(contacts.map((contact) => ({ workspace, contact, erasure: row.id })))
      .onConflictDoNothing()
      .returning({ contact: erasurePeople.contact });
    if (added.length < contacts.length) throw problem("erasure_pending", { count: contacts.length - added.length });
  });
  return row;
}

/** @throws 404, 409 `erasure_begun` */
export async function cancelErasure(ctx: Context, id: string): Promise<Erasure> {
  const { row, contacts } = await ctx.db.transaction(async (db) => {
    const [before] = await db.select().from(erasures).where(isErasure(ctx, id)).for("update");
    if (!before) throw notFound();
    if (before.status !== "waiting") throw problem("erasure_begun");
    const people = eq(erasurePeople.erasure, id);
    await db.delete(erasurePeople).where(and(eq(erasurePeople.workspace, ctx.workspace.id), people));
    const [row] = await db
      .update(erasures)
      .set({ status: "cancelled", finishedAt: ctx.now(), progress: null })
      .where(isErasure(ctx, id))
      .returning();
    await ctx.trail.note(db, { kind: "erasure", id });
    return { row: row ?? before, contacts: [] };
  });
  return toErasure(row, contacts);
}

/** @throws 404 */
export async function getErasure(ctx: Context, id: string): Promise<Erasure> {
  const [row] = await ctx.db.select().from(erasures).where(isErasure(ctx, id));
  if (!row) throw notFound();
  const people = await peopleOf(ctx.db, ctx.workspace.id, [id]);
  return toErasure(row, people.get(id) ?? []);
}

/** Newest first: ids are in the order of time, so the last one seen is the cursor. */
export async function listErasures(
  ctx: Context,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Erasure[]; nextCursor: string | null }> {
  if (cursor !== undefined && !isId(cursor)) throw problem("invalid_cursor");
  const rows = await ctx.db
    .select()
    .from(erasures)
    .where(and(eq(erasures.workspace, ctx.workspace.id), cursor === undefined ? undefined : lt(erasures.id, cursor)))
    .orderBy(desc(erasures.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const people = await peopleOf(
    ctx.db,
    ctx.workspace.id,
    page.map(({ id }) => id),
  );
  return {
    items: page.map((row) => toErasure(row, people.get(row.id) ?? [])),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The request that waits or runs for one of these contacts; null when there is none. */
export async function pendingErasure(ctx: Context, contacts: readonly string[]): Promise<Erasure | null> {
  const [found] = await ctx.db
    .select({ id: erasurePeople.erasure })
    .from(erasurePeople)
    .where(and(eq(erasurePeople.workspace, ctx.workspace.id), isOneOf(erasurePeople.contact, contacts)));
  return found ? getErasure(ctx, found.id) : null;
}

function isErasure(ctx: Context, id: string) {
  return and(eq(erasures.workspace, ctx.workspace.id), eq(erasures.id, id));
}

async function peopleOf(db: Database, workspace: string, ids: string[]): Promise<Map<string, string[]>> {
  const people = new Map<string, string[]>();
  if (ids.length === 0) return people;
  const rows = await db
    .select()
    .from(erasurePeople)
    .where(and(eq(erasurePeople.workspace, workspace), inArray(erasurePeople.erasure, ids)))
    .orderBy(asc(erasurePeople.contact));
  for (const { erasure, contact } of rows) people.set(erasure, [...(people.get(erasure) ?? []), contact]);
  return people;
}

function toErasure(row: Row, contacts: string[]): Erasure {
  const { id, mode, keepTexts, status, people, origin, requestedBy, progress, counts } = row;
  return {
    ...{ id, mode, keepTexts, status, people, contacts, origin, requestedBy, progress, counts },
    requestedAt: row.requestedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
