import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Journey, JourneySummary } from "../../../../contracts/understand/journeys.ts";
import type { Context } from "../../../platform/context.ts";
import { isId } from "../../../platform/db/record-id.ts";
import { notFound } from "../../../platform/http/problem.ts";
import { journeys } from "../journeys.tables.ts";
import { MAX_JOURNEYS } from "./edit-journey.ts";

/**
 * The document as PostgreSQL can look into it: it keeps the escapes of a NUL and of half a character, and refuses to read
 * them. Whole characters are never escaped here, so most documents are taken as they are.
 */
const READABLE = sql`case when strpos(${journeys.document}::text, '\\u') = 0 then ${journeys.document}
  else regexp_replace(${journeys.document}::text,
    '(?<!\\\\)((?:\\\\\\\\)*)\\\\u(?:0000|d[89a-f][0-9a-f]{2})', '\\1\\\\ufffd', 'gi')::json end`;

/** The journeys of the workspace, last changed first. Documents, cells and all, stay where they are. */
export async function listJourneys(ctx: Context): Promise<JourneySummary[]> {
  const phases = sql`json_array_elements(readable.document -> 'phases') as phase`;
  const counted = (what: SQL) => sql<number>`(${what})::int`;
  const rows = await ctx.db
    .select({
      id: journeys.id,
      name: sql<string>`readable.document ->> 'name'`,
      description: sql<string>`readable.document ->> 'description'`,
      phases: counted(sql`json_array_length(readable.document -> 'phases')`),
      steps: counted(sql`select coalesce(sum(json_array_length(phase -> 'steps')), 0) from ${phases}`),
      boundSteps: counted(sql`select count(*) from ${phases}, json_array_elements(phase -> 'steps') as step
        where step ->> 'touchpointId' is not null`),
      personas: sql<string[]>`coalesce(readable.document -> 'personas', '[]'::json)`,
      updatedAt: journeys.updatedAt,
    })
    .from(journeys)
    // Without the offset the planner would look into the document once for each column.
    .crossJoin(sql`lateral (select ${READABLE} as document offset 0) as readable`)
    .where(eq(journeys.workspace, ctx.workspace.id))
    .orderBy(desc(journeys.updatedAt), desc(journeys.id))
    .limit(MAX_JOURNEYS);
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

/** @throws 404 */
export async function getJourney(ctx: Context, id: string): Promise<Journey> {
  const [row] = isId(id)
    ? await ctx.db
        .select()
        .from(journeys)
        .where(and(eq(journeys.workspace, ctx.workspace.id), eq(journeys.id, id)))
    : [];
  if (!row) throw notFound();
  return {
    id: row.id,
    revision: row.revision,
    document: { ...row.document, personas: row.document.personas ?? [] },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}
