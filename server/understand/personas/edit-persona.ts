import type { FilePersona, Persona, PersonaFields } from "../../../contracts/understand/personas.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { deleteErased } from "../../platform/files/delete-erased.ts";
import { eraseFilesOf, keepFiles } from "../../platform/files/keep-files.ts";
import { problem } from "../../platform/http/problem.ts";
import { choose } from "../metrics/metrics.ts";
import { findSentences } from "./find-sentences.ts";
import { personaPicture } from "./persona-picture.ts";
import { listPersonas, records, type StoredFields } from "./read-personas.ts";

/** @throws 409 for a name that is taken or when there are too many, 400 for what it refers to and is not there */
export async function createPersona(ctx: Context, fields: PersonaFields): Promise<string> {
  const stored = await storedOf(ctx, fields, []);
  return ctx.db.transaction(async (db) => {
    const id = await records.create(ctx, stored, db);
    await keepPicture(ctx, db, id, fields.picture);
    return id;
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
    await records.update(ctx, id, stored, seen, db);
    await keepPicture(ctx, db, id, fields.picture);
  });
}

/** Its picture goes with it. @throws 409 naming the journeys that use it */
export async function deletePersona(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (db) => {
    await records.remove({ ...ctx, db }, id);
    await eraseFilesOf(ctx, db, { kind: personaPicture.owner, id });
  });
  await deleteErased(ctx);
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
    for (const [index, kpi] of sheet.kpis.entries()) choose(kpi, `personas.${place}.kpis.${index}`);
    const typed = quotes.map((text) => ({ text, source: null }));
    const fields = { name, description, segment: null, content: { ...sheet, picture: null, quotes: typed } };
    if (!here.has(keyOf(name)) && !ctx.can("personas:edit"))
      throw problem("permission_needed", { permission: "personas:edit" });
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
  for (const [index, kpi] of sheet.kpis.entries()) choose(kpi, `kpis.${index}`);
  const known = new Map(kept.flatMap((quote) => (quote.source ? [[quote.source.event, quote] as const] : [])));
  const asked = quotes.flatMap(({ source }) => (source && !known.has(source.event) ? [source.event] : []));
  if (asked.length > 0 && !ctx.can("contacts:read")) {
    const index = quotes.findIndex(({ source }) => source && !known.has(source.event));
    throw problem("quote_names_customers", { path: `quotes.${index}.source` });
  }
  for (const [event, quote] of await findSentences(ctx, asked)) known.set(event, quote);
  const said = quotes.map(({ text, source }, index) => {
    if (source === null) return { text, source };
    const quote = known.get(source.event);
    if (quote) return quote;
    throw problem("unknown_quote", { path: `quotes.${index}.source.event` });
  });
  return { name, description, segment, content: { ...sheet, quotes: said } };
}

function keepPicture(ctx: Context, db: Database, id: string, picture: string | null): Promise<void> {
  return keepFiles(ctx, db, { purpose: personaPicture, id }, picture === null ? [] : [picture], "picture");
}
