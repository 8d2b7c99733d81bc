import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, inArray, lt, not, or } from "drizzle-orm";
import { HOUR } from "../../../contracts/words/durations.ts";
import type { System } from "../context.ts";
import type { Job } from "../queue/job.ts";
import { deleteErased } from "./delete-erased.ts";
import type { FilePurpose } from "./file-purpose.ts";
import { type FileState, files } from "./files.tables.ts";

/** An upload that takes longer was given up by somebody. */
const ARRIVING = 2 * HOUR;
/** A file that nothing was made of. */
const WAITING = 24 * HOUR;
/** What nothing uses any more: kept for whoever still shows it, and for a backup under way. */
const RELEASED = 7 * 24 * HOUR;
const AT_ONCE = 500;

type Needs = Pick<System, "db" | "files" | "log" | "now">;

export function tidyFilesJob(system: Needs, purposes: readonly FilePurpose[]): Job {
  return { name: "files.tidy", every: 6 * 60 * 60, run: () => tidyFiles(system, purposes) };
}

/**
 * Releases files whose owner is gone, deletes those that nobody needs any more, and bytes that belong to no row.
 */
export async function tidyFiles(system: Needs, purposes: readonly FilePurpose[]): Promise<void> {
  const { db, now } = system;
  const stateAt = now();
  for (const purpose of purposes)
    await db
      .update(files)
      .set({ state: "released", stateAt })
      .where(and(eq(files.purpose, purpose.name), eq(files.state, "kept"), not(purpose.ownerExists(files))));
  const since = (state: FileState, milliseconds: number) =>
    and(eq(files.state, state), lt(files.stateAt, new Date(stateAt.getTime() - milliseconds)));
  await db
    .update(files)
    .set({ state: "erased", stateAt })
    .where(or(since("arriving", ARRIVING), since("waiting", WAITING), since("released", RELEASED)));
  await deleteErased(system);
  await removeStrays(system, new Date(stateAt.getTime() - RELEASED));
  await removeLeftOvers(system.files.incoming, new Date(stateAt.getTime() - WAITING));
}

/** Bytes without a row: there after an older backup was restored, or when rows were deleted by hand. */
async function removeStrays({ db, files: { store } }: Needs, before: Date): Promise<void> {
  let looked: string[] = [];
  const flush = async () => {
    const known = await db.select({ id: files.id }).from(files).where(inArray(files.id, looked));
    const ids = new Set(known.map(({ id }) => id));
    for (const id of looked) if (!ids.has(id)) await store.remove(id);
    looked = [];
  };
  for await (const { id, since } of store.list()) {
    if (since < before) looked.push(id);
    if (looked.length === AT_ONCE) await flush();
  }
  if (looked.length > 0) await flush();
}

/** What a killed process was receiving. */
async function removeLeftOvers(incoming: string, before: Date): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtime < before) await rm(path, { force: true });
  }
}
