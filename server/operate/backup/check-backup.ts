import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { z } from "zod";
import {
  type Contents,
  contents,
  holdsEvents,
  holdsImportRows,
  type Manifest,
  manifest,
  names,
  recordsIn,
} from "./manifest.ts";
import { readTar } from "./tar.ts";
import { unpack } from "./unpack.ts";

export interface CheckedBackup {
  manifest: Manifest;
  contents: Contents;
}

/** Reads a backup to its end. @throws Error when it is damaged, not complete, or not a backup this program can restore */
export async function checkBackup(file: string): Promise<CheckedBackup> {
  let described: Manifest | undefined;
  let listed: Contents | undefined;
  const found: { name: string; sha256: string }[] = [];
  for await (const { name, content } of readTar(createReadStream(file))) {
    if (listed) throw new Error(`${file} goes on behind its end: it is damaged.`);
    if (name === names.contents) {
      listed = parse(contents, content, file);
      continue;
    }
    if (found.length === 0 && name !== names.manifest) throw new Error(`${file} is not a backup of Throughline.`);
    if (holdsEvents(name) || holdsImportRows(name) || recordsIn(name) !== null) await unpack(name, content);
    if (name === names.manifest) described = parse(manifest, content, file);
    found.push({ name, sha256: createHash("sha256").update(content).digest("hex") });
  }
  if (!described) throw new Error(`${file} is not a backup of Throughline.`);
  if (!listed) throw new Error(`${file} is not complete: it ends before its list of contents. Take another backup.`);
  const wrong = Math.max(found.length, listed.files.length) === found.length ? found : listed.files;
  for (const [index, { name }] of wrong.entries())
    if (found[index]?.name !== listed.files[index]?.name || found[index]?.sha256 !== listed.files[index]?.sha256)
      throw new Error(`${file} is damaged: ${name} is not what was written. Take another backup.`);
  return { manifest: described, contents: listed };
}

function parse<T extends z.ZodType>(schema: T, content: Buffer, file: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(content.toString("utf8"));
  } catch {
    throw new Error(`${file} is damaged: its description cannot be read.`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${file} cannot be restored: ${parsed.error.issues[0]?.message}.`);
  return parsed.data;
}
