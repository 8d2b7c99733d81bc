import { and, desc, eq, inArray, or } from "drizzle-orm";
import type { z } from "zod";
import type { Contact, conflict, contactScores, Identifier, Merge } from "../../../../contracts/know/contacts.ts";
import { events, readEventTime } from "../../../log/events/events.ts";
import { byCurrency, moneyOf, orderAmount } from "../../../log/money/money.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { contactGroups, identifiers, merges, stitchConflicts } from "../contacts.tables.ts";
import { whereActed } from "../stitch/acted.ts";
import { person } from "../stitch/person.ts";
import { personsOf as personsIn } from "../stitch/persons-of.ts";
import { contactNames } from "./contact-names.ts";
import { findContact, inOne, type KnownContact } from "./find-contact.ts";

/** Identifiers, merges and conflicts shown of one contact; a shared kiosk can gather thousands. */
const MOST = 500;

type Conflict = z.infer<typeof conflict>;

export async function showContact(ctx: Context, id: string, signal?: AbortSignal) {
  const found = await findContact(ctx, id, signal);
  ctx.trail.about({ kind: "contact", id: found.id });
  const { scores, firstSeenAt, lastSeenAt } = await readScores(ctx, found, signal);
  if (!found.known) {
    const visitor: Contact = {
      id: found.id,
      name: found.userId,
      email: null,
      phone: null,
      known: false,
      traits: {},
      firstSeenAt: firstSeenAt ?? ctx.now().toISOString(),
      lastSeenAt: lastSeenAt ?? ctx.now().toISOString(),
    };
    const [kind, value] = found.userId
      ? (["user_id", found.userId] as const)
      : (["anonymous_id", found.anonymousId] as const);
    const first: Identifier = {
      kind,
      value,
      since: visitor.firstSeenAt,
      evidence: { kind: "first_seen", messageId: null, actor: null },
    };
    const past = await readMerges(ctx, [found.id], signal);
    return { ...visitor, identifiers: [first], merges: past, conflicts: [], groups: [], scores };
  }
  const ids = [...new Set([...found.records.map((each) => each.id), ...found.identifiers.map((each) => each.contact)])];
  const whole = inOne(found.records);
  const since = Math.min(...found.records.map((record) => record.firstSeen.getTime()));
  const past = await readMerges(ctx, ids, signal);
  return {
    ...whole,
    // What came before the visitor was known is theirs too. Who has no event is somebody whose only message was sent again later.
    firstSeenAt: firstSeenAt ?? new Date(since).toISOString(),
    lastSeenAt: lastSeenAt ?? new Date(since).toISOString(),
    identifiers: showIdentifiers(found, past),
    merges: past,
    conflicts: await readConflicts(ctx, found, signal),
    groups: await readGroups(ctx, found, ids, signal),
    scores,
  };
}

function showIdentifiers(found: KnownContact, past: readonly Merge[]): Identifier[] {
  const standing = new Map(past.filter((each) => each.undoneAt === null).map((each) => [each.merged, each.by]));
  return found.identifiers.slice(0, MOST).map((each) => {
    const by = standing.get(each.contact);
    return {
      kind: each.kind,
      value: each.value,
      since: each.since.toISOString(),
      evidence: { kind: by ? "merged_by_person" : each.evidence, messageId: each.message, actor: by ?? null },
    };
  });
}

/** Undone ones speak of two people, and are shown to who sees both. */
async function readMerges(ctx: Context, ids: string[], signal?: AbortSignal): Promise<Merge[]> {
  const rows = await ctx.db
    .select()
    .from(merges)
    .where(and(eq(merges.workspace, ctx.workspace.id), or(inArray(merges.merged, ids), inArray(merges.into, ids))))
    .orderBy(desc(merges.at), desc(merges.id))
    .limit(MOST);
  const undone = rows.filter(({ undoneAt }) => undoneAt !== null);
  const seen =
    undone.length > 0
      ? await seenAmong(
          ctx,
          undone.flatMap((row) => [row.into, row.merged]),
          signal,
        )
      : null;
  return rows
    .filter((row) => row.undoneAt === null || !seen || (seen.has(row.into) && seen.has(row.merged)))
    .map(showMerge);
}

export function showMerge(row: typeof merges.$inferSelect): Merge {
  return {
    id: row.id,
    into: row.into,
    merged: row.merged,
    mergedName: row.mergedName,
    reason: row.reason,
    by: row.by,
    at: row.at.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

async function readConflicts(ctx: Context, found: KnownContact, signal?: AbortSignal): Promise<Conflict[]> {
  const ids = found.identifiers.map((each) => each.identifierKey).slice(0, 5000);
  const rows = await ctx.db
    .select()
    .from(stitchConflicts)
    .where(
      and(
        eq(stitchConflicts.workspace, ctx.workspace.id),
        or(inArray(stitchConflicts.one, ids), inArray(stitchConflicts.other, ids)),
      ),
    )
    .orderBy(desc(stitchConflicts.at), stitchConflicts.id)
    .limit(MOST);
  const persons = await personsOf(ctx, [...new Set(rows.flatMap((row) => [row.one, row.other]))]);
  const names = await contactNames(ctx, [...persons.values()]);
  const seen = await seenAmong(ctx, [...persons.values()], signal);
  return rows.flatMap((row) => {
    const both = [persons.get(row.one) ?? row.one, persons.get(row.other) ?? row.other];
    // A person has decided since that the two are one.
    if (both[0] === both[1] || (seen && !both.every((id) => seen.has(id)))) return [];
    return {
      id: row.id,
      contacts: both.map((id) => ({ id, name: names.get(id) ?? "" })),
      kind: row.kind,
      value: row.value,
      reason:
        row.kind === "email"
          ? `Both use the e-mail address ${row.value}.`
          : `A message said that the user id ${row.value} is the same person.`,
      messageId: row.message,
      at: row.at.toISOString(),
    };
  });
}

async function personsOf(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ identifierKey: identifiers.identifierKey, person: identifiers.person })
    .from(identifiers)
    .where(and(eq(identifiers.workspace, ctx.workspace.id), inArray(identifiers.identifierKey, ids)));
  return new Map(rows.map((row) => [row.identifierKey, row.person]));
}

/** Those of some people whom who sees some units only sees too; null for who sees all. */
async function seenAmong(ctx: Context, ids: readonly string[], signal?: AbortSignal): Promise<Set<string> | null> {
  if (ctx.scope === null) return null;
  const rows = await ctx.analytics.ask<{ id: string }>(
    sql`select distinct toString(${person} as who) as id from ${events} where who global in (${personsIn(ids)})`,
    { tenant: ctx, signal },
  );
  return new Set(rows.map(({ id }) => id));
}

async function readGroups(ctx: Context, found: KnownContact, ids: string[], signal?: AbortSignal): Promise<string[]> {
  if (ctx.scope !== null) {
    const said = await ctx.analytics.ask<{ account: string }>(
      sql`select distinct group_id as account from ${events}
          where ${whereActed(found)} and type = 'group' and group_id != '' order by account limit ${MOST}`,
      { tenant: ctx, signal },
    );
    return said.map(({ account }) => account);
  }
  const rows = await ctx.db
    .selectDistinct({ group: contactGroups.group })
    .from(contactGroups)
    .where(and(eq(contactGroups.workspace, ctx.workspace.id), inArray(contactGroups.contact, ids)))
    .orderBy(contactGroups.group)
    .limit(MOST);
  return rows.map((row) => row.group);
}

interface ScoreRow {
  nps: number | null;
  csat: number | null;
  ces: number | null;
  answers: string;
  all: string;
  orders: string;
  revenue: [string[], number[], string[]];
  without_amount: string;
  first: string;
  last: string;
}

const MOST_CURRENCIES = 10;

function amountsOf([keys, amounts, orders]: ScoreRow["revenue"] = [[], [], []]) {
  return byCurrency(
    keys.map((key, index) => [key, { amount: Number(amounts[index]), n: Number(orders[index]) }]),
    (a, b) => ({ amount: a.amount + b.amount, n: a.n + b.n }),
  )
    .slice(0, MOST_CURRENCIES)
    .map(({ currency, sums: { amount, n }, converted }) => ({
      ...{ currency, amount, orders: n },
      ...(converted.length > 0 ? { converted } : {}),
    }));
}

async function readScores(ctx: Context, found: Parameters<typeof whereActed>[0], signal?: AbortSignal) {
  const scored = (type: string) => sql`feedback_type = ${type} and isNotNull(feedback_score)`;
  const onScale = (type: string, most: number) =>
    sql`avgOrNullIf(if(feedback_scale > 1, 1 + (feedback_score - 1) * (${most} - 1) / (feedback_scale - 1), feedback_score),
        ${scored(type)})`;
  const money = await moneyOf(ctx);
  const [row] = await ctx.analytics.ask<ScoreRow>(
    sql`select argMaxOrNullIf(feedback_score, (timestamp, arrival), ${scored("nps")}) as nps,
          ${onScale("csat", 5)} as csat, ${onScale("ces", 7)} as ces,
          countIf(feedback_type != '') as answers, count() as all, countIf(event = 'Order Completed') as orders,
          sumMapIf([${money.key}], [assumeNotNull(${money.amount})], [toUInt64(1)],
            event = 'Order Completed' and isNotNull(${orderAmount})) as revenue,
          countIf(event = 'Order Completed' and isNull(${orderAmount})) as without_amount,
          min(timestamp) as first, max(timestamp) as last
        from ${events} where ${whereActed(found)}`,
    { tenant: ctx, sees: "unused", signal },
  );
  const any = row !== undefined && row.all !== "0";
  const scores: z.infer<typeof contactScores> = {
    nps: row?.nps ?? null,
    csat: row?.csat ?? null,
    ces: row?.ces ?? null,
    answers: Number(row?.answers ?? 0),
    events: Number(row?.all ?? 0),
    orders: Number(row?.orders ?? 0),
    revenue: amountsOf(row?.revenue),
    ordersWithoutAmount: Number(row?.without_amount ?? 0),
  };
  return {
    scores,
    firstSeenAt: any ? readEventTime(row.first).toISOString() : null,
    lastSeenAt: any ? readEventTime(row.last).toISOString() : null,
  };
}
