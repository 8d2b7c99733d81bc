import { type Entry, openPromise, type ZipFile } from "yauzl";
import type { OpenLimits } from "../../limits.ts";
import { FileRefused } from "../file-refused.ts";

/** Parts that a workbook may have: a sheet is one, a picture is one. */
const MOST_PARTS = 10_000;
/** Below this, a high ratio is only a part that repeats itself. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;

/** The parts of a workbook by their path. */
export interface Archive {
  has(path: string): boolean;
  /** The bytes of a part as they are unpacked, within the limits. Throws FileRefused beyond them, and where it is damaged. */
  read(path: string): AsyncGenerator<Buffer>;
  /** Share of a part, from 0 to 1, that so many bytes of it are. */
  share(path: string, bytes: number): number;
  close(): void;
}

export async function openArchive(path: string, { maxBytes, maxRatio }: OpenLimits): Promise<Archive> {
  const file = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: false }).catch(broken);
  const entries = await list(file).catch((error: unknown) => {
    file.close();
    return broken(error);
  });
  const entryOf = (name: string) => entries.get(name.toLowerCase());

  return {
    has: (name) => entryOf(name) !== undefined,
    async *read(name) {
      const entry = entryOf(name);
      if (!entry) return;
      if (entry.isEncrypted()) throw new FileRefused("excel_password", {});
      const { compressedSize } = entry;
      let total = 0;
      try {
        for await (const piece of await file.openReadStreamPromise(entry)) {
          const bytes = piece as Buffer;
          total += bytes.length;
          // What the file says of its sizes is not believed.
          if (total > maxBytes) throw new FileRefused("text_too_long", { most: maxBytes });
          if (total > RATIO_FREE_BYTES && total > compressedSize * maxRatio)
            throw new FileRefused("zip_ratio", { most: maxRatio });
          yield bytes;
        }
      } catch (error) {
        broken(error);
      }
    },
    share(name, bytes) {
      const size = entryOf(name)?.uncompressedSize ?? 0;
      return size === 0 ? 1 : Math.min(1, bytes / size);
    },
    close: () => file.close(),
  };
}

async function list(file: ZipFile): Promise<Map<string, Entry>> {
  if (file.entryCount > MOST_PARTS) throw new FileRefused("excel_too_many_parts", { most: MOST_PARTS });
  const entries = new Map<string, Entry>();
  for await (const entry of file.eachEntry()) entries.set(entry.fileName.replaceAll("\\", "/").toLowerCase(), entry);
  return entries;
}

function broken(error: unknown): never {
  if (error instanceof FileRefused) throw error;
  throw new FileRefused("excel_broken", { fault: error instanceof Error ? error.message : String(error) });
}
