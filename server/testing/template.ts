import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { hashSources } from "../../build/hash-sources.ts";
import { packageRoot } from "../config.ts";
import { keptFolder } from "./kept-folder.ts";

export const migrations = join(packageRoot, "server", "migrations");

/** Made before the first file that copies it, where no file waits for it or makes another. */
export function makeTemplate(): Promise<string> {
  const version = hashSources(packageRoot, ["server", "contracts", "package-lock.json"]);
  return keptFolder("records", version, async (folder) => {
    const program = join(packageRoot, "server", "testing", "first-start.ts");
    execFileSync(process.execPath, ["--import", "tsx", program, folder], { cwd: packageRoot, stdio: "inherit" });
    // What other databases would be made of: half of what is copied, and nobody makes one.
    for (const unused of ["1", "4"]) rmSync(join(folder, "records", "base", unused), { recursive: true, force: true });
  });
}

/** What a first start leaves in the records, copied into a folder: the first start takes seconds, a copy does not. */
export async function copyRecordsTemplate(into: string): Promise<void> {
  cpSync(join(inject("template"), "records"), into, { recursive: true });
}
