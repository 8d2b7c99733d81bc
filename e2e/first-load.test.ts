import { afterAll, describe, expect, it, vi } from "vitest";
import { openBrowser } from "./browser.ts";
import { sees, settled, signIn, type Visit, visit } from "./visit.ts";
import { runDemo } from "./visit-demo.ts";

const MOST = 25;
/** Asked again and again while a query takes long, so that a slow machine asks more often. */
const PROGRESS = "/api/v1/query/progress/";

// The table of routes is read here, where there is no browser.
vi.stubGlobal("navigator", { userAgent: "" });
const { router } = await import("../web/routes.tsx");
vi.unstubAllGlobals();
const paths = Object.keys(router.routesByPath);
/** Where most is asked for: a record's page, the numbers, the lists that others are like. The check of files looks at every page. */
const fullest = paths.filter((path) =>
  /\$id|\$metric|^\/(overview|explore.*|customers|journeys|data\/live)?$/.test(path),
);

const browser = await openBrowser();

describe.skipIf(!browser)("A page that is opened by its address", { timeout: 240_000 }, () => {
  let url = "";
  let owner: Visit;
  let stranger: Visit;
  /** What was asked for since the page was opened: also what the browser has kept, which others have not. */
  let asked: string[] = [];

  runDemo(browser, async (program) => {
    if (!browser) return;
    url = program.url;
    // Of two languages the one with more words.
    owner = await visit(browser, { url, locale: "de-DE" });
    stranger = await visit(browser, { url, locale: "de-DE" });
    await signIn(owner.page.context(), url);
    await owner.page.context().request.post("/api/v1/imports?name=orders.csv", {
      headers: { origin: url, "content-type": "application/octet-stream" },
      data: "user_id,event,timestamp,nps\nu-1,Order Completed,2026-03-02T10:15:00Z,9\n",
    });
    // A browser in which nobody signed in yet asks once more who is there.
    await owner.page.goto("/settings/system");
    await sees(owner.page.getByRole("heading", { level: 1 }));
    for (const { page } of [owner, stranger])
      page.on("request", (request) => {
        const address = request.url().replace(url, "");
        if (/^(data|blob):/.test(address) || address.startsWith(PROGRESS)) return;
        asked.push(`${request.method()} ${address}`);
      });
  });
  afterAll(async () => {
    await owner?.close();
    await stranger?.close();
  });

  it.each(["/sign-in", ...fullest])(`%s begins with at most ${MOST} requests`, async (path) => {
    const { page } = path === "/sign-in" ? stranger : owner;
    const address = await addressOf(path);
    // What the page before still asks for ends here; the process stays, in which all of the pages is compiled.
    await page.goto("/health/live");
    asked = [];
    await page.goto(address);
    await settled(page);
    await page.waitForLoadState("networkidle");
    expect(asked.length, `${path} asks for\n${asked.join("\n")}\n`).toBeLessThanOrEqual(MOST);
    // A page of which nothing is counted would ask for little.
    expect(asked.filter((each) => /^GET \/assets\/.*\.(js|css|woff2)$/.test(each)).length).toBeGreaterThan(5);
  });

  /** A path with what the demo has first in place of its parameters. */
  async function addressOf(path: string): Promise<string> {
    const [, list] = /([^/]+)\/\$id$/.exec(path) ?? [];
    if (list === undefined) return path.replace("$metric", "nps").replace("$token", "no-such-link");
    const { request } = owner.page.context();
    const answer = await request.get(`/api/v1/${list === "customers" ? "contacts" : list}`);
    const { items } = (await answer.json()) as { items: { id: string }[] };
    return path.replace("$id", items[0]?.id ?? "none");
  }
});
