import { and, eq } from "drizzle-orm";
import type { Overview, Tile } from "../../../contracts/understand/overview.ts";
import { changedFields } from "../../platform/audit.ts";
import type { Context } from "../../platform/context.ts";
import { replaceUses, type Use } from "../../platform/db/uses.ts";
import { stale } from "../../platform/http/problem.ts";
import { savedQueryRecords } from "../saved-queries/saved-queries.ts";
import { usesOfQuery } from "../touchpoints/touchpoints.ts";
import { firstTiles } from "./first-tiles.ts";
import { overviews } from "./overview.tables.ts";

export async function getOverview(ctx: Context, db = ctx.db): Promise<Overview> {
  const [row] = await db.select().from(overviews).where(eq(overviews.workspace, ctx.workspace.id));
  return row ? { tiles: row.tiles, revision: row.revision } : { tiles: firstTiles, revision: 0 };
}

/** @throws 412 when the tiles have changed since `seen`, 400 for what a tile asks for and is not there */
export function saveTiles(ctx: Context, tiles: Tile[], seen: number | undefined): Promise<Overview> {
  return ctx.db.transaction(async (db) => {
    const { tiles: before, revision } = await getOverview(ctx, db);
    if (seen !== undefined && seen !== revision) throw stale();
    const users = tiles.map((tile, index) => ({ ...tile, name: tile.title, uses: usesOf(tile, `tiles.${index}`) }));
    await replaceUses(ctx, db, { kind: "tile" }, users);
    const next = { tiles, revision: revision + 1, updatedAt: ctx.now() };
    const workspace = ctx.workspace.id;
    const [saved] =
      revision === 0
        ? await db
            .insert(overviews)
            .values({ workspace, ...next })
            .onConflictDoNothing()
            .returning()
        : await db
            .update(overviews)
            .set(next)
            .where(and(eq(overviews.workspace, workspace), eq(overviews.revision, revision)))
            .returning();
    if (!saved) throw stale();
    await ctx.trail.note(db, {
      kind: "overview",
      id: workspace,
      fields: changedFields({ tiles: before }, { tiles }, []),
    });
    return { tiles: saved.tiles, revision: saved.revision };
  });
}

function usesOf(tile: Tile, path: string): Use[] {
  return "savedQuery" in tile
    ? [{ of: savedQueryRecords, id: tile.savedQuery, path: `${path}.savedQuery` }]
    : usesOfQuery(tile.query, `${path}.query`);
}
