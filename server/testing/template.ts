import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../config.ts";
import { openDatabase } from "../platform/db/database.ts";

export const migrations = join(packageRoot, "server", "migrations");

/** Copies an initialised, migrated record store into a folder: the first start of one takes seconds, a copy does not. */
export async function copyRecordsTemplate(into: string): Promise<void> {
  const template = join(tmpdir(), `throughline-records-${fingerprint()}`);
  if (!existsSync(template)) await build(template);
  cpSync(template, into, { recursive: true });
}

async function build(template: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-records-new-"));
  const opened = await openDatabase({ folder, migrations });
  await opened.close();
  try {
    renameSync(folder, template);
  } catch {
    // Another test process was faster; its template is as good.
    rmSync(folder, { recursive: true, force: true });
  }
}

function fingerprint(): string {
  const hash = createHash("sha256");
  mkdirSync(migrations, { recursive: true });
  for (const file of readdirSync(migrations).filter((name) => name.endsWith(".sql")))
    hash.update(file).update(readFileSync(join(migrations, file)));
  hash.update(readFileSync(join(packageRoot, "package-lock.json")));
  return hash.digest("hex").slice(0, 16);
}
