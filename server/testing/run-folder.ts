import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { makeTemplate } from "./template.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests leave what is of no use when they have run. */
    runFolder: string;
    /** Records after a first start. */
    template: string;
  }
}

/** Before the first file: what many of them copy, and a folder that goes with the run, however it ends. */
export default async function openRunFolder(project: TestProject): Promise<() => void> {
  project.provide("template", await makeTemplate());
  const folder = mkdtempSync(join(tmpdir(), "throughline-run-"));
  project.provide("runFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
