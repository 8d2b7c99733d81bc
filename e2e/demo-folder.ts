import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { packageRoot } from "../server/config.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of a small demo, to be copied. */
    demo: string;
  }
}

/** Once for all tests in browsers: a demo, which takes longer to load than most of them do. */
export default function setUp(project: TestProject): () => void {
  if (!existsSync(join(packageRoot, "dist", "web", "index.html")))
    throw new Error("The pages are not built, so no browser can open them. Run `npm run build` first.");
  const folder = mkdtempSync(join(tmpdir(), "throughline-demo-"));
  const program = join(packageRoot, "e2e", "load-demo.ts");
  execFileSync(process.execPath, ["--import", "tsx", program, folder], { cwd: packageRoot, stdio: "inherit" });
  project.provide("demo", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
