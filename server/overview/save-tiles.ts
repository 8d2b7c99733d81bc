import { and, eq } from "drizzle-orm";
import type { Overview, Tile } from "../../contracts/overview.ts";
import type { Context } from "../platform/context.ts";
import { stale } from "../platform/http/problem.ts";
import { firstTiles } from "./first-tiles.ts";
import { overviews } from "./overview.tables.ts";

export async function getOverview(ctx: Context): Promise<Overview> {
  const [row] = await ctx.db.select().from(overviews).where(eq(overviews.workspace, ctx.workspace.id));
  return row ? { tiles: row.tiles, revision: row.revision } : { tiles: firstTiles, revision: 0 };
}

/** @throws 412 when the tiles have changed since `seen` */
export async function saveTiles(ctx: Context, tiles: Tile[], seen: number | undefined): Promise<Overview> {
  const { revision } = await getOverview(ctx);
  if (seen !== undefined && seen !== revision) throw stale();
  const next = { tiles, revision: revision + 1, updatedAt: ctx.now() };
  const workspace = ctx.workspace.id;
  const [saved] =
    revision === 0
      ? await ctx.db
          .insert(overviews)
          .values({ workspace, ...next })
          .onConflictDoNothing()
          .returning()
      : await ctx.db
          .update(overviews)
          .set(next)
          .where(and(eq(overviews.workspace, workspace), eq(overviews.revision, revision)))
          .returning();
  if (!saved) throw stale();
  return { tiles: saved.tiles, revision: saved.revision };
}
