import { count, eq, sum } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { holdName } from "../../db/hold-name.ts";
import { problem } from "../../http/problem.ts";
import type { FilePurpose } from "../file-purpose.ts";
import { files } from "../files.tables.ts";
import { sizeWords } from "./size-words.ts";

/**
 * Holds room for a file before the first byte of it is read, so that many at once cannot take more than there is.
 * @throws 409 `too_many_files`, `files_full`
 */
export async function reserve(ctx: Context, purpose: FilePurpose, id: string, size: number): Promise<void> {
  const workspace = ctx.workspace.id;
  const { workspaceFiles, workspaceBytes } = ctx.files;
  await ctx.db.transaction(async (tx) => {
    // Two requests must not both find the last place free.
    await holdName(tx, `files ${workspace}`);
    const [held] = await tx
      .select({ files: count(), bytes: sum(files.size) })
      .from(files)
      .where(eq(files.workspace, workspace));
    if ((held?.files ?? 0) >= workspaceFiles) throw problem("too_many_files", { most: workspaceFiles });
    if (Number(held?.bytes ?? 0) + size > workspaceBytes)
      throw problem("files_full", { size: sizeWords(workspaceBytes) });
    await tx.insert(files).values({
      ...{ workspace, id, purpose: purpose.name, name: "", mediaType: "", size, sha256: "" },
      ...{ state: "arriving", stateAt: ctx.now(), createdBy: ctx.actor.name, createdAt: ctx.now() },
    });
  });
}
