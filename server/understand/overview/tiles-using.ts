import { eq } from "drizzle-orm";
import type { Tile } from "../../../contracts/understand/overview.ts";
import { segmentsOf } from "../../../rules/segments-in.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { overviews } from "./overview.tables.ts";

/** Titles of the tiles that ask for a segment, in their filter or as a breakdown. */
export async function tilesUsing(ctx: Context, segment: string, db: Database): Promise<string[]> {
  return (await tilesOf(ctx, db)).flatMap((tile) =>
    "query" in tile && segmentsOf(tile.query).includes(segment)
      ? [tile.title || (tile.query.metrics[0]?.metric ?? "")]
      : [],
  );
}

/** Titles of the tiles that show a saved query. */
export async function tilesShowing(ctx: Context, savedQuery: string, db: Database): Promise<string[]> {
  return (await tilesOf(ctx, db)).flatMap((tile) =>
    "savedQuery" in tile && tile.savedQuery === savedQuery ? [tile.title || "a tile with its name"] : [],
  );
}

async function tilesOf(ctx: Context, db: Database): Promise<Tile[]> {
  const [row] = await db
    .select({ tiles: overviews.tiles })
    .from(overviews)
    .where(eq(overviews.workspace, ctx.workspace.id));
  return row?.tiles ?? [];
}
