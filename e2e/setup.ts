import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { hashSources } from "../build/hash-sources.ts";
import { packageRoot } from "../server/config.ts";
import { keptFolder } from "../server/testing/kept-folder.ts";
import { makeTemplate } from "../server/testing/template.ts";
import { launchBrowser } from "./browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one browser of the run listens; null where none starts. */
    browser: string | null;
    /** The data folder of a small demo, to be copied. */
    demo: string;
  }
}

/** Once for all tests in browsers: the browser, and a demo. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(packageRoot, "dist", "web", "index.html")))
    throw new Error("The pages are not built, so no browser can open them. Run `npm run build` first.");
  const browser = await launchBrowser();
  project.provide("browser", browser?.wsEndpoint() ?? null);
  project.provide("demo", await makeDemo());
  return async () => browser?.close();
}

/** Its history ends today. */
async function makeDemo(): Promise<string> {
  const sources = ["server", "contracts", "rules", "demo", "e2e/load-demo.ts", "package-lock.json"];
  const today = new Date().toISOString().slice(0, 10);
  return keptFolder("demo", `${hashSources(packageRoot, sources)}-${today}`, async (folder) => {
    cpSync(join(await makeTemplate(), "records"), join(folder, "records"), { recursive: true });
    const program = join(packageRoot, "e2e", "load-demo.ts");
    execFileSync(process.execPath, ["--import", "tsx", program, folder], { cwd: packageRoot, stdio: "inherit" });
  });
}
