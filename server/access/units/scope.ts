import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { problem } from "../../platform/http/problem.ts";
import { records as unitRecords } from "./edit-unit.ts";
import { units } from "./units.tables.ts";

/**
 * Keys of some units with all that is below them today: what who is limited to these sees. Asked anew with each request, so
 * that a unit that was moved away is gone with the next one, in whatever process.
 */
export async function keysBelow(db: Database, workspace: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = (await db.execute(sql`
    with recursive below as (
      select id, key from ${units} where workspace = ${workspace} and id = any(${`{${ids.map((id) => JSON.stringify(id)).join(",")}}`}::text[])
      union
      select part.id, part.key from ${units} as part join below on part.parent_id = below.id where part.workspace = ${workspace})
    select key from below order by key`)) as unknown as { rows: { key: string }[] };
  return rows.map(({ key }) => key);
}

/** Ids of the units that some keys name. */
export async function idsIn(db: Database, workspace: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.workspace, workspace), inArray(units.key, [...keys])));
  return new Set(rows.map(({ id }) => id));
}

/** Those of some keys that a unit has. */
export async function drawnKeys({ db, workspace }: Context, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ key: units.key })
    .from(units)
    .where(and(eq(units.workspace, workspace.id), inArray(units.key, [...keys])));
  return new Set(rows.map(({ key }) => key));
}

/** Those of some units that are there, in their order. */
export async function unitsThere(db: Database, workspace: string, ids: readonly string[]): Promise<string[]> {
  const there = await unitRecords.hold({ workspace: { id: workspace } }, db, ids);
  return ids.filter((id) => there.has(id));
}

/** What cannot be told apart by units is not for who sees some of them only. @throws 403 */
export function mustSeeAll({ scope }: Context): void {
  if (scope !== null) throw problem("beyond_units");
}
