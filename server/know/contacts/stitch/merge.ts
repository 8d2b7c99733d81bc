import { and, eq, gte, inArray, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Merge } from "../../../../contracts/know/contacts.ts";
import { noteErased } from "../../../log/tombstones/tombstones.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { notFound, problem } from "../../../platform/http/problem.ts";
import { contacts, identifiers, merges, restrictions } from "../contacts.tables.ts";
import { findContact, inOne, personOf } from "../people/find-contact.ts";
import { showMerge } from "../people/show-contact.ts";
import { holdStitching, noteParting } from "./hold-stitching.ts";
import { type Published, sendPersons } from "./publish-persons.ts";
import { searchable } from "./stitch.ts";

/**
 * Makes two contacts one. Every identifier keeps the contact that messages gave it to, and only counts for another, so
 * that taking it back restores what was, with what messages said in the meantime.
 */
export async function mergeContacts(
  ctx: Context,
  id: string,
  { merged: mergedId, reason }: { merged: string; reason: string },
  counted: (sent: Published) => Promise<void>,
): Promise<Merge> {
  await findContact(ctx, id);
  const before = await findContact(ctx, mergedId);
  const mergedName = before.known ? inOne(before.records).name : before.userId;
  const { made, sent } = await ctx.db.transaction(async (db) => {
    await holdStitching(db);
    const workspace = ctx.workspace.id;
    const into = (await personOf(db, workspace, id)) ?? id;
    const merged = (await personOf(db, workspace, mergedId)) ?? mergedId;
    if (into === merged) throw problem("same_contact");
    if (!(await isKnown(db, workspace, into))) throw problem("target_is_anonymous");
    if (!before.known) await rememberVisitor(ctx, db, before);
    const made = {
      workspace,
      id: uuidv7(),
      into,
      merged,
      mergedName,
      reason,
      by: ctx.actor.name,
      at: ctx.now(),
      undoneAt: null,
    };
    await db.insert(merges).values(made);
    await db
      .update(identifiers)
      .set({ person: into })
      .where(and(eq(identifiers.workspace, workspace), eq(identifiers.person, merged)));
    const mine = eq(contacts.workspace, workspace);
    await db
      .update(contacts)
      .set({ mergedInto: into })
      .where(and(mine, eq(contacts.id, merged)));
    await db
      .update(contacts)
      .set({ mergedInto: into })
      .where(and(mine, eq(contacts.mergedInto, merged)));
    await noteMerge(ctx, db, made);
    return { made, sent: await sendPersons(db, workspace, [into, merged], ctx.now()) };
  });
  await counted(sent);
  return showMerge(made);
}

async function isKnown(db: Database, workspace: string, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspace, workspace), eq(contacts.id, id)));
  return rows.length > 0;
}

/** The reason may say anything about the two, so it is not kept. */
async function noteMerge(ctx: Context, db: Database, { id, into, merged }: typeof merges.$inferSelect): Promise<void> {
  await ctx.trail.note(db, { kind: "contact", id: into });
  await ctx.trail.note(db, { kind: "contact", id: merged });
  await ctx.trail.note(db, { kind: "merge", id });
}

/** A visitor has no record until something is said of them. */
async function rememberVisitor(
  ctx: Context,
  db: Database,
  visitor: { id: string; userId: string; anonymousId: string },
): Promise<void> {
  if (visitor.userId !== "") throw problem("not_yet_known");
  await db
    .insert(identifiers)
    .values({
      workspace: ctx.workspace.id,
      identifierKey: visitor.id,
      kind: "anonymous_id",
      value: visitor.anonymousId,
      valueSearch: searchable(visitor.anonymousId),
      contact: visitor.id,
      person: visitor.id,
      since: ctx.now(),
      evidence: "first_seen",
      message: null,
    })
    .onConflictDoNothing();
}

/** Takes a merge back. Merges made before and after it stand. Taking it back twice changes nothing. */
export async function undoMerge(ctx: Context, id: string, counted: (sent: Published) => Promise<void>): Promise<void> {
  if (ctx.scope !== null) await mustSeeMerge(ctx, id);
  const sent = await ctx.db.transaction(async (db) => {
    await holdStitching(db);
    const workspace = ctx.workspace.id;
    const [merge] = await db
      .select()
      .from(merges)
      .where(and(eq(merges.workspace, workspace), eq(merges.id, id)));
    if (!merge) throw notFound();
    if (merge.undoneAt) return null;
    await noteParting(db);
    await db
      .update(merges)
      .set({ undoneAt: ctx.now() })
      .where(and(eq(merges.workspace, workspace), eq(merges.id, id)));
    const parted = await mergedInto(db, workspace, merge.merged);
    await db
      .update(identifiers)
      .set({ person: merge.merged })
      .where(and(eq(identifiers.workspace, workspace), inArray(identifiers.contact, parted)));
    const mine = eq(contacts.workspace, workspace);
    await db
      .update(contacts)
      .set({ mergedInto: merge.merged })
      .where(and(mine, inArray(contacts.id, parted)));
    await db
      .update(contacts)
      .set({ mergedInto: null })
      .where(and(mine, eq(contacts.id, merge.merged)));
    await noteMerge(ctx, db, merge);
    const into = (await personOf(db, workspace, merge.into)) ?? merge.into;
    await restrictBoth(db, merge, into);
    return sendPersons(db, workspace, [into, merge.merged], ctx.now());
  });
  if (sent) await counted(sent);
}

/** Whose data was restricted while the two were one stays restricted, whichever of them it is. */
async function restrictBoth(
  db: Database,
  { workspace, merged, at: mergedAt }: typeof merges.$inferSelect,
  into: string,
): Promise<void> {
  const [row] = await db
    .select({ since: restrictions.since, by: restrictions.by })
    .from(restrictions)
    .innerJoin(
      identifiers,
      and(eq(identifiers.workspace, workspace), eq(identifiers.identifierKey, restrictions.contact)),
    )
    .where(and(eq(restrictions.workspace, workspace), eq(identifiers.person, into), gte(restrictions.since, mergedAt)));
  if (!row) return;
  await db
    .insert(restrictions)
    .values({ ...row, workspace, contact: merged })
    .onConflictDoNothing();
  await noteErased(db);
}

/** Who does not see the contact learns of no merge of it. @throws 404 */
async function mustSeeMerge(ctx: Context, id: string): Promise<void> {
  const [asked] = await ctx.db
    .select({ into: merges.into })
    .from(merges)
    .where(and(eq(merges.workspace, ctx.workspace.id), eq(merges.id, id)));
  if (!asked) throw notFound();
  await findContact(ctx, asked.into);
}

/** A contact with everything that standing merges brought into it, directly or by way of others. */
async function mergedInto(db: Database, workspace: string, id: string): Promise<string[]> {
  const all = [id];
  for (let latest = all; latest.length > 0; ) {
    const rows = await db
      .select({ merged: merges.merged })
      .from(merges)
      .where(and(eq(merges.workspace, workspace), isNull(merges.undoneAt), inArray(merges.into, latest)));
    latest = rows.map((row) => row.merged);
    all.push(...latest);
  }
  return all;
}
