import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../config.ts";

export const migrations = join(packageRoot, "server", "migrations");

/** Made before the first file of a project that copies it, where no file waits for it or makes another. */
export default function makeTemplate(): void {
  const template = place();
  if (!existsSync(template)) build(template);
}

/** What a first start leaves in the records, copied into a folder: the first start takes seconds, a copy does not. */
export async function copyRecordsTemplate(into: string): Promise<void> {
  makeTemplate();
  cpSync(place(), into, { recursive: true });
}

function build(template: string): void {
  const data = mkdtempSync(join(tmpdir(), "throughline-records-new-"));
  const program = join(packageRoot, "server", "testing", "first-start.ts");
  execFileSync(process.execPath, ["--import", "tsx", program, data], { cwd: packageRoot, stdio: "inherit" });
  const records = join(data, "records");
  // What other databases would be made of: half of what is copied, and nobody makes one.
  for (const unused of ["1", "4"]) rmSync(join(records, "base", unused), { recursive: true, force: true });
  try {
    renameSync(records, template);
  } catch {
    // Another test process was faster; its template is as good.
  }
  rmSync(data, { recursive: true, force: true });
}

function place(): string {
  const hash = createHash("sha256");
  mkdirSync(migrations, { recursive: true });
  for (const file of readdirSync(migrations).filter((name) => name.endsWith(".sql")))
    hash.update(file).update(readFileSync(join(migrations, file)));
  const program = readdirSync(join(packageRoot, "server"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => join("server", name));
  for (const file of ["package-lock.json", ...program.sort()]) hash.update(readFileSync(join(packageRoot, file)));
  return join(tmpdir(), `throughline-records-${hash.digest("hex").slice(0, 16)}`);
}
