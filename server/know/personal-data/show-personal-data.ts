import { and, eq } from "drizzle-orm";
import type { PersonalDataOf } from "../../../contracts/know/personal-data.ts";
import type { Context } from "../../platform/context.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import { notFound } from "../../platform/http/problem.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { restrictions } from "../contacts/contacts.tables.ts";
import { type FoundPeople, findPeople } from "../contacts/contacts.ts";
import { countEvents } from "./erase-events.ts";
import { pendingErasure } from "./erasures.ts";
import { listed } from "./run-erasure.ts";

/** Somebody as a whole, by the id of a contact, of what was merged into it, or of a visitor. @throws 404 */
export async function findPerson(ctx: Context, id: string): Promise<FoundPeople & { id: string }> {
  if (!/^[1-9]\d{0,19}$/.test(id) || BigInt(id) >= 2n ** 64n) throw notFound();
  const found = await findPeople(ctx, ctx.workspace.id, [id]);
  if (!found.there.has(id)) throw notFound();
  const [person = id] = found.persons.keys();
  ctx.trail.about({ kind: "contact", id: person });
  return { ...found, id: person };
}

/** What is kept of somebody. @throws 404 */
export async function showPersonalData(
  ctx: Context,
  id: string,
  declarations: readonly PersonalData[],
): Promise<PersonalDataOf> {
  const { people, id: contactId } = await findPerson(ctx, id);
  return {
    contactId,
    counts: listed(await countAll(ctx, people, declarations)),
    restriction: await getRestriction(ctx, people.keys),
    erasure: await pendingErasure(ctx, people.keys),
    asOf: ctx.now().toISOString(),
  };
}

async function countAll(
  ctx: Context,
  people: People,
  declarations: readonly PersonalData[],
): Promise<Map<string, number>> {
  const { events, feedback, segmentHistory } = await countEvents(ctx, people.workspace, people.keys);
  const counts = new Map<string, number>([
    ["events", events],
    ["feedback", feedback],
    ["segment_history", segmentHistory],
  ]);
  for (const { kind, count } of declarations) counts.set(kind, (counts.get(kind) ?? 0) + (await count(ctx, people)));
  return counts;
}

async function getRestriction(ctx: Context, keys: readonly string[]): Promise<PersonalDataOf["restriction"]> {
  const [row] = await ctx.db
    .select()
    .from(restrictions)
    .where(and(eq(restrictions.workspace, ctx.workspace.id), isOneOf(restrictions.contact, keys)));
  return row ? { since: row.since.toISOString(), by: row.by } : null;
}
