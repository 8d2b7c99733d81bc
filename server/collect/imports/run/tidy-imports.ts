import { and, eq, inArray, lt, notInArray, sql } from "drizzle-orm";
import { DAY } from "../../../../contracts/words/durations.ts";
import type { System } from "../../../platform/context.ts";
import type { Uploads } from "../file/uploads.ts";
import { imports } from "../imports.tables.ts";
import { UNFINISHED } from "./import-job.ts";

const KEPT_DAYS = 7;

/** Removes files that nobody started or finished for a week, and what was left on the disk when the program was killed. */
export async function tidyImports({ db, now }: Pick<System, "db" | "now">, uploads: Uploads): Promise<void> {
  const weekAgo = new Date(now().getTime() - KEPT_DAYS * DAY);
  const old = await db
    .update(imports)
    .set({ fileKept: false })
    .where(
      and(
        eq(imports.fileKept, true),
        notInArray(imports.status, [...UNFINISHED, "taking_back"]),
        lt(sql`coalesce(${imports.finishedAt}, ${imports.createdAt})`, weekAgo.toISOString()),
      ),
    )
    .returning({ id: imports.id });
  for (const { id } of old) await uploads.removeFile(id);

  const untouched = await uploads.untouchedSince(new Date(now().getTime() - DAY));
  if (untouched.length === 0) return;
  const known = await db
    .select({ id: imports.id, fileKept: imports.fileKept })
    .from(imports)
    .where(inArray(imports.id, untouched));
  const fileKept = new Map(known.map((row) => [row.id, row.fileKept]));
  for (const id of untouched) {
    if (!fileKept.has(id)) await uploads.removeAll(id);
    // The program ended after that was written down, and before the file was gone.
    else if (fileKept.get(id) === false) await uploads.removeFile(id);
  }
}
