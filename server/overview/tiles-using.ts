import { eq } from "drizzle-orm";
import { segmentsIn } from "../../rules/segments-in.ts";
import type { Context } from "../platform/context.ts";
import type { Database } from "../platform/db/database.ts";
import { overviews } from "./overview.tables.ts";

/** Titles of the tiles whose filter asks for a segment. */
export async function tilesUsing(ctx: Context, segment: string, db: Database): Promise<string[]> {
  const [row] = await db
    .select({ tiles: overviews.tiles })
    .from(overviews)
    .where(eq(overviews.workspace, ctx.workspace.id));
  return (row?.tiles ?? [])
    .filter((tile) => tile.question.filter && segmentsIn(tile.question.filter).includes(segment))
    .map((tile) => tile.title || (tile.question.metrics[0]?.metric ?? ""));
}
