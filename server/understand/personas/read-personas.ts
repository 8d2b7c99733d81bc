import type { Persona } from "../../../contracts/understand/personas.ts";
import { segmentRecords } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { type NamedFields, namedRecords, namedView } from "../../platform/db/named-records.ts";
import { type PersonaContent, personas } from "./personas.tables.ts";

export interface StoredFields extends NamedFields {
  segment: string | null;
  content: PersonaContent;
}

export const records = namedRecords<typeof personas, StoredFields>(personas, {
  kind: "persona",
  nouns: "personas",
  most: 50,
  kept: ["segment"],
  usesOf: ({ segment }) => (segment === null ? [] : [{ of: segmentRecords, id: segment, path: "segment" }]),
});

/** Personas of the workspace by name; of `ids`, those that are there. */
export async function listPersonas(ctx: Context, ids?: readonly string[], db?: Database): Promise<Persona[]> {
  return (await records.list(ctx, ids, db)).map((row) => toPersona(ctx, row));
}

/** @throws 404 */
export async function getPersona(ctx: Context, id: string): Promise<Persona> {
  return toPersona(ctx, await records.get(ctx, id));
}

function toPersona(ctx: Context, row: typeof personas.$inferSelect): Persona {
  // The sentence was chosen for everybody; whose it is, is for those who may see that customer.
  const named = ctx.can("contacts:read") && ctx.scope === null;
  const { quotes, ...sheet } = row.content;
  return {
    ...namedView(row),
    ...sheet,
    segment: row.segment,
    quotes: quotes.map(({ text, source }) => ({
      text,
      source: source && !named ? { ...source, contactId: "" } : source,
    })),
  };
}
