import { existsSync } from "node:fs";
import { type Browser, type BrowserServer, chromium } from "playwright-core";
import { inject } from "vitest";

const DEBIAN = "/usr/bin/chromium";

/** Which browsers to try, best first; each is looked for only when those before it do not start. */
const CANDIDATES: readonly { name: string; path: () => Promise<string | undefined> }[] = [
  { name: "CHROMIUM_PATH", path: async () => process.env.CHROMIUM_PATH || undefined },
  { name: DEBIAN, path: async () => (existsSync(DEBIAN) ? DEBIAN : undefined) },
  {
    name: "@sparticuz/chromium",
    path: async () => {
      const { default: packed } = await import("@sparticuz/chromium");
      return packed.executablePath();
    },
  },
];

/**
 * A Chromium that starts here, or null with a line that says so: a machine without one still runs the other tests.
 *
 * @throws Error in CI, where the browser tests have to run
 */
export async function launchBrowser(): Promise<BrowserServer | null> {
  const reasons: string[] = [];
  for (const { name, path } of CANDIDATES) {
    try {
      const executablePath = await path();
      if (!executablePath) continue;
      // The arguments the package itself proposes contain --single-process, with which closing a context ends the browser.
      return await chromium.launchServer({
        executablePath,
        args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      });
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
    }
  }
  const told = `No Chromium starts here. Install one (apt-get install chromium), or set CHROMIUM_PATH.\n${reasons.join("\n")}`;
  if (process.env.CI) throw new Error(told);
  console.warn(`NOT RUN: the browser tests. ${told}`);
  return null;
}

/** The browser of the run; null where none starts. */
export async function openBrowser(): Promise<Browser | null> {
  const endpoint = inject("browser");
  return endpoint === null ? null : chromium.connect(endpoint);
}
