import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot, readConfig } from "../config.ts";

export const migrations = join(packageRoot, "server", "migrations");

/** What a first start leaves in the records, copied into a folder: the first start takes seconds, a copy does not. */
export async function copyRecordsTemplate(into: string): Promise<void> {
  const template = join(tmpdir(), `throughline-records-${fingerprint()}`);
  if (!existsSync(template)) await build(template);
  cpSync(template, into, { recursive: true });
}

async function build(template: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "throughline-records-new-"));
  const { openSystem } = await import("../open-system.ts");
  const system = await openSystem(readConfig({ data, logLevel: "silent" }, {}));
  await system.close();
  try {
    renameSync(join(data, "records"), template);
  } catch {
    // Another test process was faster; its template is as good.
  }
  rmSync(data, { recursive: true, force: true });
}

function fingerprint(): string {
  const hash = createHash("sha256");
  mkdirSync(migrations, { recursive: true });
  for (const file of readdirSync(migrations).filter((name) => name.endsWith(".sql")))
    hash.update(file).update(readFileSync(join(migrations, file)));
  for (const file of ["package-lock.json", "server/jobs.ts", "server/platform/queue/queue.ts"])
    hash.update(readFileSync(join(packageRoot, file)));
  return hash.digest("hex").slice(0, 16);
}
