import { and, eq } from "drizzle-orm";
import type { Overview, Tile } from "../../../contracts/understand/overview.ts";
import { segmentsOf } from "../../../rules/segments-in.ts";
import { holdSegments, unknownSegment } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { badRequest, stale } from "../../platform/http/problem.ts";
import { holdSavedQueries } from "../saved-queries/saved-queries.ts";
import { firstTiles } from "./first-tiles.ts";
import { overviews } from "./overview.tables.ts";

export async function getOverview(ctx: Context, db = ctx.db): Promise<Overview> {
  const [row] = await db.select().from(overviews).where(eq(overviews.workspace, ctx.workspace.id));
  return row ? { tiles: row.tiles, revision: row.revision } : { tiles: firstTiles, revision: 0 };
}

/** @throws 412 when the tiles have changed since `seen`, 400 for what a tile asks for and is not there */
export function saveTiles(ctx: Context, tiles: Tile[], seen: number | undefined): Promise<Overview> {
  return ctx.db.transaction(async (db) => {
    const { revision } = await getOverview(ctx, db);
    if (seen !== undefined && seen !== revision) throw stale();
    await holdWhatIsUsed(ctx, db, tiles);
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
    return { tiles: saved.tiles, revision: saved.revision };
  });
}

/** What the tiles ask for is there, and nobody deletes it before they are saved. */
async function holdWhatIsUsed(ctx: Context, db: Database, tiles: readonly Tile[]): Promise<void> {
  const asked = tiles.map((tile) => ({
    queries: "savedQuery" in tile ? [tile.savedQuery] : [],
    segments: "query" in tile ? segmentsOf(tile.query) : [],
  }));
  const queries = await holdSavedQueries(
    ctx,
    db,
    asked.flatMap((tile) => tile.queries),
  );
  const segments = await holdSegments(
    ctx,
    db,
    asked.flatMap((tile) => tile.segments),
  );
  for (const [at, tile] of asked.entries()) {
    const query = tile.queries.find((id) => !queries.has(id));
    if (query !== undefined)
      throw badRequest("unknown_saved_query", `tiles.${at}: there is no saved query with the id "${query}".`, [
        { path: `tiles.${at}.savedQuery`, reason: "a saved query that is not there; take the tile out" },
      ]);
    const segment = tile.segments.find((id) => !segments.has(id));
    if (segment !== undefined) throw unknownSegment(segment, `tiles.${at}.query`);
  }
}
