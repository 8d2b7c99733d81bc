import type { Readable } from "node:stream";
import { and, eq, inArray } from "drizzle-orm";
import type { UploadedFile } from "../../../contracts/files.ts";
import type { Context } from "../context.ts";
import { isId } from "../db/record-id.ts";
import { forbidden, notFound, problem } from "../http/problem.ts";
import type { FilePurpose } from "./file-purpose.ts";
import { type FileRow, files } from "./files.tables.ts";
import { isShownInline } from "./receive/media-types.ts";

/** @throws 404, 403 without the permission to see files of its purpose */
export async function findFile(ctx: Context, purposes: readonly FilePurpose[], id: string): Promise<FileRow> {
  if (!isId(id)) throw notFound();
  const [row] = await ctx.db
    .select()
    .from(files)
    .where(
      and(
        eq(files.workspace, ctx.workspace.id),
        eq(files.id, id),
        inArray(files.state, ["waiting", "kept", "released"]),
      ),
    );
  const purpose = purposes.find(({ name }) => name === row?.purpose);
  if (!row || !purpose) throw notFound();
  if (!ctx.can(purpose.read)) throw forbidden();
  return row;
}

/** @throws 404 when the bytes are not where they should be, 503 when the store does not answer */
export async function readFile(ctx: Context, { id, size }: FileRow): Promise<Readable> {
  const bytes = await ctx.files.store.open(id);
  if (bytes) return bytes;
  ctx.log.error({ file: id, size, where: ctx.files.store.where }, "the bytes of a file are not there");
  throw problem("file_gone");
}

/** How a file is handed out: nothing in it runs, whatever it holds and wherever it is opened. */
export function headersOf({ name, mediaType, size, sha256 }: FileRow): Record<string, string> {
  return {
    "content-type": mediaType,
    "content-length": String(size),
    "content-disposition": `${isShownInline(mediaType) ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(name)}`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    // Asked for again each time, because who may see it can change; its bytes never do.
    "cache-control": "private, no-cache",
    etag: `"${sha256}"`,
  };
}

/** RFC 8187 lets fewer characters stand than an address does. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function viewOf({ id, purpose, name, mediaType, size, createdAt }: FileRow): UploadedFile {
  return { id, purpose, name, mediaType, size, createdAt: createdAt.toISOString() };
}
