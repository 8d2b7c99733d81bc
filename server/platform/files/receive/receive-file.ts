import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { UploadedFile } from "../../../../contracts/files.ts";
import type { Context } from "../../context.ts";
import { forbidden, problem } from "../../http/problem.ts";
import { deleteErased } from "../delete-erased.ts";
import type { FilePurpose } from "../file-purpose.ts";
import { files } from "../files.tables.ts";
import { cleanPicture, isPictureType } from "../pictures/clean-picture.ts";
import { viewOf } from "../show-file.ts";
import { cleanName } from "./clean-name.ts";
import { isMediaType, type MediaType, mediaTypes } from "./media-types.ts";
import { receiveBody } from "./receive-body.ts";
import { reserve } from "./reserve.ts";
import { sizeWords } from "./size-words.ts";
import { tellType } from "./tell-type.ts";

export interface Upload {
  name: string;
  body: Readable | undefined;
  /** Bytes, where the sender said how many. */
  announced: number | undefined;
}

/**
 * Takes in a file that nothing owns yet; `keepFiles` gives it an owner, and without one it is deleted after a day.
 * @throws 400 with the reason when it is not a file of this purpose or is damaged, 403 without the permission, 409
 * `too_many_files` or `files_full`, 413 when it is too large, 503 when the disk is full or the store does not answer
 */
export async function receiveFile(ctx: Context, purpose: FilePurpose, upload: Upload): Promise<UploadedFile> {
  if (!ctx.can(purpose.write)) throw forbidden();
  if (!upload.body) throw problem("file_missing");
  const id = uuidv7();
  const { incoming, store } = ctx.files;
  const arrived = join(incoming, id);
  const mine = and(eq(files.workspace, ctx.workspace.id), eq(files.id, id));
  await reserve(ctx, purpose, id, Math.min(upload.announced ?? purpose.bytes, purpose.bytes));
  try {
    const size = await receiveBody(upload.body, arrived, {
      announced: upload.announced,
      mostBytes: purpose.bytes,
      tooLarge: () => problem("file_too_large", { purpose: purpose.words, size: sizeWords(purpose.bytes) }),
    });
    if (size === 0) throw problem("file_empty", { path: "file" });
    const mediaType = await typeFor(purpose, arrived);
    if (isPictureType(mediaType)) await rewrite(arrived, cleanPicture(await readFile(arrived), mediaType));
    const bytes = await measure(arrived);
    await store.put(id, arrived, bytes);
    const told = { name: cleanName(upload.name, mediaType), mediaType, ...bytes };
    const stored = await ctx.db.transaction(async (db) => {
      const [row] = await db
        .update(files)
        .set({ ...told, state: "waiting", stateAt: ctx.now() })
        .where(and(mine, eq(files.state, "arriving")))
        .returning();
      // Without its name, which may be a person's.
      if (row) await ctx.trail.note(db, { kind: "file", id, fields: { purpose: { after: row.purpose } } });
      return row;
    });
    // One that took hours was given up meanwhile, and its room to others.
    if (!stored) throw problem("upload_too_slow");
    return viewOf(stored);
  } catch (error) {
    await ctx.db.update(files).set({ state: "erased", stateAt: ctx.now() }).where(mine);
    await deleteErased(ctx);
    throw error;
  } finally {
    await rm(arrived, { force: true });
  }
}

/** @throws 400 `file_type` naming what it is and what it may be */
async function typeFor(purpose: FilePurpose, path: string): Promise<MediaType> {
  const told = await tellType(path);
  if (told !== null && isMediaType(told) && purpose.types.includes(told)) return told;
  const wanted = purpose.types.map((type) => mediaTypes[type].label);
  const list = `${wanted.slice(0, -1).join(", ")}${wanted.length > 1 ? " or " : ""}${wanted.at(-1)}`;
  const is = told === null ? "of a kind that is not known" : isMediaType(told) ? mediaTypes[told].label : told;
  throw problem("file_type", {
    path: "file",
    purpose: purpose.words,
    list,
    found: is,
    first: wanted[0] ?? "",
    types: wanted,
  });
}

async function rewrite(path: string, parts: Buffer[]): Promise<void> {
  await writeFile(path, parts, { flush: true });
}

async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece);
    size += piece.length;
  }
  return { size, sha256: hash.digest("hex") };
}
