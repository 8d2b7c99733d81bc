import { and, eq, inArray } from "drizzle-orm";
import type { Contact } from "../../../../contracts/know/contacts.ts";
import { events } from "../../../log/events/events.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { notFound } from "../../../platform/http/problem.ts";
import { contacts, identifiers } from "../contacts.tables.ts";
import { whereActed } from "../stitch/acted.ts";
import type { ContactRecord, IdentifierRecord } from "../stitch/stitch.ts";
import { joinProfiles } from "./traits.ts";

/** Somebody known: the records of all that is one person, the surviving contact's first, and what they are recognised by. */
export interface KnownContact {
  id: string;
  known: true;
  records: [ContactRecord, ...ContactRecord[]];
  identifiers: IdentifierRecord[];
}

/** An anonymous visitor, or somebody who has only just turned up: all there is are events. */
export interface Visitor {
  id: string;
  known: false;
  userId: string;
  anonymousId: string;
}

/** @throws 404 for what is no id, or nobody's in this workspace */
export async function findContact(ctx: Context, id: string, signal?: AbortSignal): Promise<KnownContact | Visitor> {
  if (!isContactId(id)) throw notFound();
  const person = await personOf(ctx.db, ctx.workspace.id, id);
  const found = person === null ? null : await readContact(ctx.db, ctx.workspace.id, person);
  if (!found) return findVisitor(ctx, id, signal);
  if (!(await isSeen(ctx, found, signal))) throw notFound();
  return found;
}

/** Whoever sees some units only sees who was there: a contact of two units is seen in both. */
async function isSeen(ctx: Context, found: KnownContact, signal?: AbortSignal): Promise<boolean> {
  if (ctx.scope === null) return true;
  const rows = await ctx.analytics.ask(sql`select 1 from ${events} where ${whereActed(found)} limit 1`, {
    tenant: ctx,
    signal,
  });
  return rows.length > 0;
}

export function isContactId(id: string): boolean {
  return /^[1-9]\d{0,19}$/.test(id) && BigInt(id) < 2n ** 64n;
}

/** The contact an identifier's key, or a contact's id, counts for today; null when it is in no record. */
export async function personOf(db: Database, workspace: string, id: string): Promise<string | null> {
  const [row] = await db
    .select({ person: identifiers.person })
    .from(identifiers)
    .where(and(eq(identifiers.workspace, workspace), eq(identifiers.identifierKey, id)));
  return row?.person ?? null;
}

async function readContact(db: Database, workspace: string, id: string): Promise<KnownContact | null> {
  const own = await db
    .select()
    .from(identifiers)
    .where(and(eq(identifiers.workspace, workspace), eq(identifiers.person, id)))
    .orderBy(identifiers.since, identifiers.identifierKey);
  const ids = [...new Set(own.map((each) => each.contact))];
  const records = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspace, workspace), inArray(contacts.id, ids)))
    .orderBy(contacts.firstSeen, contacts.id);
  const surviving = records.find((each) => each.id === id);
  if (!surviving) return null;
  return {
    id,
    known: true,
    records: [surviving, ...records.filter((each) => each !== surviving)],
    identifiers: own,
  };
}

async function findVisitor(ctx: Context, id: string, signal?: AbortSignal): Promise<Visitor> {
  const [seen] = await ctx.analytics.ask<{ user_id: string; anonymous_id: string }>(
    sql`select user_id, anonymous_id from ${events} where identifier_key = ${typed.uint64(BigInt(id))} limit 1`,
    { tenant: ctx, sees: "unused", signal },
  );
  if (!seen) throw notFound();
  return { id, known: false, userId: seen.user_id, anonymousId: seen.anonymous_id };
}

/** What is known of somebody, but for when they were there. */
export type Profile = Omit<Contact, "firstSeenAt" | "lastSeenAt">;

/** All records of one person as one: the last word on each trait, the surviving contact's name where it has one. */
export function inOne([surviving, ...merged]: KnownContact["records"]): Profile {
  const profile = merged.reduce(joinProfiles, surviving);
  const all = [surviving, ...merged];
  const named = all.find((each) => each.name !== each.founder) ?? surviving;
  return {
    id: surviving.id,
    name: named.name,
    email: all.find((each) => each.email !== null)?.email ?? null,
    phone: all.find((each) => each.phone !== null)?.phone ?? null,
    known: true,
    traits: profile.traits,
  };
}
