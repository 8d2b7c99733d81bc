import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { and, asc, gt, inArray } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import { files } from "../../platform/files/files.tables.ts";

const AT_ONCE = 500;

interface BackedUpFile {
  id: string;
  /** null when they are not there, or not what was taken in. */
  bytes: Buffer | null;
}

type Needs = Pick<System, "db" | "files" | "log">;

/** Every uploaded file that somebody may still be handed. Each is small enough to be held in memory. */
export async function* readFiles(source: Needs): AsyncGenerator<BackedUpFile, void, undefined> {
  for await (const { id, sha256 } of rowsOf(source)) {
    const opened = await source.files.store.open(id);
    const bytes = opened && (await buffer(opened));
    const isWhole = bytes !== null && createHash("sha256").update(bytes).digest("hex") === sha256;
    if (!isWhole) source.log.error({ file: id }, "a file is missing or damaged and is not in the backup");
    yield { id, bytes: isWhole ? bytes : null };
  }
}

export async function countFiles(source: Needs): Promise<number> {
  return source.db.$count(files, inArray(files.state, ["waiting", "kept", "released"]));
}

async function* rowsOf({ db }: Needs) {
  for (let last = ""; ; ) {
    const rows = await db
      .select({ id: files.id, sha256: files.sha256 })
      .from(files)
      .where(and(gt(files.id, last), inArray(files.state, ["waiting", "kept", "released"])))
      .orderBy(asc(files.id))
      .limit(AT_ONCE);
    yield* rows;
    last = rows.at(-1)?.id ?? "";
    if (rows.length < AT_ONCE) return;
  }
}
