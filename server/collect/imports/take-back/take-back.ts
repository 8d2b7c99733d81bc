import { and, eq, inArray, ne } from "drizzle-orm";
import type { ImportItem } from "../../../../contracts/collect/imports.ts";
import type { TakenBack } from "../../../../contracts/collect/take-back.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { holdName } from "../../../platform/db/hold-name.ts";
import { problem } from "../../../platform/http/problem.ts";
import { imports } from "../imports.tables.ts";
import { UNFINISHED } from "../run/import-job.ts";
import { noteImport } from "../run/note-import.ts";
import { findImport, isImport, toItem } from "../run/read-imports.ts";
import type { OneImport } from "./import-rows.ts";
import { mustBeIn } from "./must-be-in.ts";
import { countSaid } from "./preview-take-back.ts";

/** Has all that an import brought in removed in the background. @throws 404, 409 */
export async function takeBackImport(
  ctx: Context,
  { sendTakeBack }: { sendTakeBack(one: OneImport): Promise<void> },
  id: string,
): Promise<ImportItem> {
  mustBeIn(await findImport(ctx, id));
  const workspace = ctx.workspace.id;
  const counts = await countSaid(ctx.analytics, { workspace, id });
  const begun = await ctx.db.transaction(async (db) => {
    await oneAtATime(db, workspace);
    const [row] = await db.select().from(imports).where(isImport(workspace, id)).for("update");
    if (row) mustBeIn(row);
    const others = and(eq(imports.workspace, workspace), ne(imports.id, id));
    const [running] = await db
      .select({ id: imports.id })
      .from(imports)
      .where(and(others, inArray(imports.status, UNFINISHED), eq(imports.dryRun, false)))
      .limit(1);
    if (running) throw problem("imports_running");
    await mustNotTakeBack(db, workspace);
    const takenBack: TakenBack = {
      ...{ by: ctx.actor.name, startedAt: ctx.now().toISOString(), finishedAt: null },
      stage: "events",
      progress: 0,
      ...counts,
    };
    const [changed] = await db
      .update(imports)
      .set({ status: "taking_back", takenBack, failure: null })
      .where(isImport(workspace, id))
      .returning();
    if (!changed) throw problem("import_nothing_in");
    await noteImport(ctx, db, changed, {
      events: { before: counts.events + counts.answers + counts.profiles, after: 0 },
    });
    return changed;
  });
  await sendTakeBack({ workspace, id });
  return toItem(begun);
}

/** Until the transaction ends, no other import of the workspace starts, and none begins to be taken back. */
export async function oneAtATime(db: Database, workspace: string): Promise<void> {
  await holdName(db, `imports ${workspace}`);
}

/** What runs meanwhile would say anew what is being removed. @throws 409 */
export async function mustNotTakeBack(db: Database, workspace: string): Promise<void> {
  const [busy] = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.workspace, workspace), eq(imports.status, "taking_back")))
    .limit(1);
  if (busy) throw problem("import_being_taken_back");
}
