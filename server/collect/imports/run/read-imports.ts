import { and, desc, eq, lt } from "drizzle-orm";
import type { ImportItem, ImportProgress, ImportSummary } from "../../../../contracts/collect/imports.ts";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/http/problem.ts";
import { type ImportRow, imports } from "../imports.tables.ts";
import { canTakeBack } from "../take-back/must-be-in.ts";

/** @throws 404 */
export async function findImport(ctx: Context, id: string): Promise<ImportRow> {
  const [row] = await ctx.db.select().from(imports).where(isImport(ctx.workspace.id, id));
  if (!row) throw notFound();
  return row;
}

export function isImport(workspace: string, id: string) {
  return and(eq(imports.workspace, workspace), eq(imports.id, id));
}

export async function getImport(ctx: Context, id: string): Promise<ImportItem> {
  return toItem(await findImport(ctx, id));
}

/** Newest first: ids are in the order of time, so the last one seen is the cursor. */
export async function listImports(
  ctx: Context,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: ImportSummary[]; nextCursor: string | null }> {
  const rows = await ctx.db
    .select()
    .from(imports)
    .where(and(eq(imports.workspace, ctx.workspace.id), cursor === undefined ? undefined : lt(imports.id, cursor)))
    .orderBy(desc(imports.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { items: page.map(toSummary), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export function toItem(row: ImportRow): ImportItem {
  return { ...toSummary(row), recognised: row.recognised, mapping: row.mapping };
}

function toSummary(row: ImportRow): ImportSummary {
  const { id, name, size, status, dryRun, fileKept, failure, takenBack, createdBy } = row;
  return {
    id,
    name,
    size,
    status,
    dryRun,
    fileKept,
    progress: progressOf(row),
    // Those that failed before problems carried values have none.
    failure: failure && { values: {}, ...failure },
    takenBack,
    canTakeBack: canTakeBack(row),
    createdBy,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function progressOf(row: ImportRow): ImportProgress {
  const { bytes, rows, accepted, rejected, messages, cellsLost, rejectsListed } = row;
  const running = row.status === "running";
  return {
    bytes,
    rows,
    accepted,
    rejected,
    messages,
    cellsLost,
    rejectsListed,
    ratePerSecond: running ? row.ratePerSecond : null,
    secondsLeft: running ? row.secondsLeft : null,
  };
}
