import { z } from "zod";

/** Grows when a program of before could not restore what is written now. */
export const FORMAT = 1;

/** The first file of a backup. */
export const manifest = z.object({
  format: z.literal(FORMAT, { error: "the backup was made by a newer version; install that version first" }),
  /** The program that wrote it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Name of the first workspace, by which a person recognises the system. */
  name: z.string(),
  stores: z.object({ records: z.string(), events: z.string() }),
  /** Where uploaded files lie: `folder` for those that are in the backup, else the bucket that is not. */
  files: z.object({ kind: z.enum(["folder", "s3"]), where: z.string() }),
  /** Version of the event store's schema. */
  eventsSchema: z.number().int(),
  /** Tables of the records in the order in which they can be filled, with their columns. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int() })),
});
export type Manifest = z.infer<typeof manifest>;

/** The last file: without it the backup is not whole. */
export const contents = z.object({
  files: z.array(
    z.object({ name: z.string(), rows: z.number().int().nullable(), bytes: z.number().int(), sha256: z.string() }),
  ),
  events: z.number().int(),
  records: z.number().int(),
  /** Uploaded files: in the backup, left in their bucket, and not where they should be. */
  uploads: z.object({ copied: z.number().int(), elsewhere: z.number().int(), missing: z.number().int() }),
});
export type Contents = z.infer<typeof contents>;

export const names = {
  manifest: "manifest.json",
  contents: "contents.json",
  secret: "secret",
  records: (table: string, part: number) => `records/${table}/${numbered(part)}.jsonl.gz`,
  file: (id: string) => `files/${id}`,
  importRows: (part: number) => `import-rows/${numbered(part)}.jsonl.gz`,
  events: (month: number, part: number) => `events/${month}/${numbered(part)}.jsonl.gz`,
};

/** The table whose rows a file holds; null for a file of another kind. */
export function recordsIn(name: string): string | null {
  return /^records\/([a-z_0-9]+)\/\d+\.jsonl\.gz$/.exec(name)?.[1] ?? null;
}

/** The id of the uploaded file that a file of a backup is; null for one of another kind. */
export function uploadIn(name: string): string | null {
  return /^files\/([0-9a-f-]{36})$/.exec(name)?.[1] ?? null;
}

export function holdsEvents(name: string): boolean {
  return /^events\/\d+\/\d+\.jsonl\.gz$/.test(name);
}

/** What imports said, which no event tells. */
export function holdsImportRows(name: string): boolean {
  return /^import-rows\/\d+\.jsonl\.gz$/.test(name);
}

function numbered(part: number): string {
  return String(part).padStart(6, "0");
}
