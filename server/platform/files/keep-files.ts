import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { Database } from "../db/database.ts";
import { isId } from "../db/record-id.ts";
import { problem } from "../http/problem.ts";
import type { FilePurpose } from "./file-purpose.ts";
import { files } from "./files.tables.ts";

/**
 * Makes `ids` the files of a purpose that an owner has, in the transaction that saves the owner. Those it had before are
 * released. `path` is where the first stands in the request.
 * @throws 400 `unknown_file` for one that was not uploaded for this purpose, or that something else owns
 */
export async function keepFiles(
  ctx: Context,
  db: Database,
  { purpose, id: ownerId }: { purpose: FilePurpose; id: string },
  ids: readonly string[],
  path: string,
): Promise<void> {
  const workspace = ctx.workspace.id;
  const owner = { ownerKind: purpose.owner, ownerId };
  const owned = and(eq(files.workspace, workspace), eq(files.ownerKind, purpose.owner), eq(files.ownerId, ownerId));
  const ofPurpose = eq(files.purpose, purpose.name);
  const wanted = ids.filter(isId);
  const found = await db
    .select({ id: files.id, state: files.state, ownerKind: files.ownerKind, ownerId: files.ownerId })
    .from(files)
    .where(and(eq(files.workspace, workspace), ofPurpose, inArray(files.id, wanted)))
    .for("update");
  const free = new Set(
    found
      .filter(({ state, ...of }) => {
        const isOwn = of.ownerKind === owner.ownerKind && of.ownerId === ownerId;
        return state === "waiting" || (isOwn && (state === "kept" || state === "released"));
      })
      .map(({ id }) => id),
  );
  const missing = ids.find((id) => !free.has(id));
  if (missing !== undefined) throw problem("unknown_file", { path });
  const stateAt = ctx.now();
  await db
    .update(files)
    .set({ state: "released", stateAt })
    .where(and(owned, ofPurpose, eq(files.state, "kept"), notInArray(files.id, wanted)));
  await db
    .update(files)
    .set({ ...owner, state: "kept", stateAt })
    .where(and(eq(files.workspace, workspace), inArray(files.id, wanted)));
}

/**
 * Takes all files of an owner from everybody, in the transaction that removes it. Call `deleteErased` when that is through;
 * should it not come to that, the job deletes them.
 */
export async function eraseFilesOf(ctx: Context, db: Database, owner: { kind: string; id: string }): Promise<void> {
  await db
    .update(files)
    .set({ state: "erased", stateAt: ctx.now() })
    .where(and(eq(files.workspace, ctx.workspace.id), eq(files.ownerKind, owner.kind), eq(files.ownerId, owner.id)));
}
