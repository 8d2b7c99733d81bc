import { eq, inArray } from "drizzle-orm";
import type { System } from "../context.ts";
import { files } from "./files.tables.ts";

const AT_ONCE = 200;

/**
 * Deletes the bytes of erased files, then their rows, so that bytes never lie there without a row that tells of them. What
 * the store cannot delete now stays erased until the next call.
 */
export async function deleteErased({ db, files: { store }, log }: Pick<System, "db" | "files" | "log">): Promise<void> {
  for (;;) {
    const erased = await db.select({ id: files.id }).from(files).where(eq(files.state, "erased")).limit(AT_ONCE);
    if (erased.length === 0) return;
    const gone: string[] = [];
    try {
      for (const { id } of erased) {
        await store.remove(id);
        gone.push(id);
      }
    } catch (error) {
      log.warn({ err: error }, "files are erased and not deleted yet");
    }
    if (gone.length > 0) await db.delete(files).where(inArray(files.id, gone));
    if (gone.length < erased.length) return;
  }
}
