import type { FilePersona, Persona, PersonaFields } from "../../../contracts/understand/personas.ts";
import { holdSegments, unknownSegment } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { badRequest, ProblemError } from "../../platform/http/problem.ts";
import { choose } from "../metrics/metrics.ts";
import { findSentences } from "./find-sentences.ts";
import { listPersonas, records, type StoredFields } from "./read-personas.ts";

/** Says which journeys use a persona: given by whoever keeps them. */
export type PersonaUses = (ctx: Context, id: string, db: Database) => Promise<string[]>;

/** @throws 409 for a name that is taken or when there are too many, 400 for what it refers to and is not there */
export async function createPersona(ctx: Context, fields: PersonaFields): Promise<string> {
  const stored = await storedOf(ctx, fields, []);
  return ctx.db.transaction(async (db) => {
    await holdSegment(ctx, db, fields.segment);
    return records.create(ctx, stored, db);
  });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for a name that is taken, 400 as in creating */
export async function updatePersona(
  ctx: Context,
  id: string,
  fields: PersonaFields,
  seen: number | undefined,
): Promise<void> {
  const before = await records.get(ctx, id);
  const stored = await storedOf(ctx, fields, before.content.quotes);
  await ctx.db.transaction(async (db) => {
    await holdSegment(ctx, db, fields.segment);
    await records.update(ctx, id, stored, seen, db);
  });
}

/** @throws 409 naming the journeys that use it */
export function deletePersona(ctx: Context, id: string, usesOf: PersonaUses): Promise<void> {
  return records.remove(ctx, id, (db) => usesOf(ctx, id, db), "It is on the map of");
}

/**
 * Makes sure, in the transaction that saves a journey, that its personas are there and stay until it ends.
 * @throws 400 naming the first that is not
 */
export async function holdPersonas(ctx: Context, db: Database, ids: readonly string[]): Promise<void> {
  const known = await records.hold(ctx, db, ids);
  const at = ids.findIndex((id) => !known.has(id));
  if (at < 0) return;
  throw badRequest("unknown_persona", `personas.${at}: there is no persona with the id "${ids[at]}".`, [
    { path: `personas.${at}`, reason: "a persona that is not there; leave it out or create it first" },
  ]);
}

/** The ids here of personas out of a file: those of the same name as they are, the others created without a segment. */
export async function takePersonas(
  ctx: Context,
  db: Database,
  wanted: readonly FilePersona[],
): Promise<Map<string, string>> {
  const { keyOf } = records;
  const here = new Map((await listPersonas(ctx, undefined, db)).map((each) => [keyOf(each.name), each.id]));
  const ids = new Map<string, string>();
  for (const [place, { id, name, description, quotes, ...sheet }] of wanted.entries()) {
    for (const [at, kpi] of sheet.kpis.entries()) choose(kpi, `personas.${place}.kpis.${at}`);
    const typed = quotes.map((text) => ({ text, source: null }));
    const fields = { name, description, segment: null, content: { ...sheet, quotes: typed } };
    const own = here.get(keyOf(name)) ?? (await records.create(ctx, fields, db));
    here.set(keyOf(name), own);
    ids.set(id, own);
  }
  return ids;
}

/** As it is kept: metrics that exist, and of every sentence with a source what was really said. */
async function storedOf(
  ctx: Context,
  { name, description, segment, quotes, ...sheet }: PersonaFields,
  kept: Persona["quotes"],
): Promise<StoredFields> {
  for (const [at, kpi] of sheet.kpis.entries()) choose(kpi, `kpis.${at}`);
  const known = new Map(kept.flatMap((quote) => (quote.source ? [[quote.source.event, quote] as const] : [])));
  const asked = quotes.flatMap(({ source }) => (source && !known.has(source.event) ? [source.event] : []));
  if (asked.length > 0 && !ctx.can("contacts:read")) {
    const at = quotes.findIndex(({ source }) => source && !known.has(source.event));
    throw new ProblemError(
      403,
      "forbidden",
      `quotes.${at}.source: what customers said needs the permission contacts:read too; leave out the source.`,
      [{ path: `quotes.${at}.source`, reason: "needs the permission contacts:read" }],
    );
  }
  for (const [event, quote] of await findSentences(ctx, asked)) known.set(event, quote);
  const said = quotes.map(({ text, source }, at) => {
    if (source === null) return { text, source };
    const quote = known.get(source.event);
    if (quote) return quote;
    throw badRequest("unknown_quote", `quotes.${at}.source.event: no feedback with a text has this id.`, [
      {
        path: `quotes.${at}.source.event`,
        reason: "not a feedback with a text; choose another or leave out the source",
      },
    ]);
  });
  return { name, description, segment, content: { ...sheet, quotes: said } };
}

async function holdSegment(ctx: Context, db: Database, segment: string | null): Promise<void> {
  if (segment === null) return;
  const known = await holdSegments(ctx, db, [segment]);
  if (!known.has(segment)) throw unknownSegment(segment, "segment");
}
