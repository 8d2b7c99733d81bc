import { type APIRequestContext, type Page, type Route, request } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { demoOwner } from "../demo/demo-owner.ts";
import { bounceOf } from "../server/platform/mail/bounce.fixture.ts";
import { openBrowser } from "./browser.ts";
import { type NamedList, namedLists, rowsOf } from "./named-lists.ts";
import type { Program } from "./program.ts";
import { comeAgain, expectSound, goOn, isGone, sees, signIn, type Visit, visit } from "./visit.ts";
import { comeAsOwner, runDemo } from "./visit-demo.ts";

const browser = await openBrowser();
const VIEWER = { email: "victor@example.com", password: "some other words" };
/** The server searches and orders some lists. */
const patient = { timeout: 20_000 };

describe.skipIf(!browser)("Every list", { timeout: 90_000 }, () => {
  let person: Visit;
  let program: Program;

  runDemo(browser, async (running) => {
    program = running;
    await fill(program.url);
  });
  comeAsOwner(browser, { url: () => program.url }, (owner) => {
    person = owner;
  });

  async function comeAsViewer(): Promise<Visit> {
    if (!browser) throw new Error("No browser starts here.");
    const viewer = await visit(browser, { url: program.url });
    await signIn(viewer.page.context(), program.url, VIEWER);
    return viewer;
  }

  it.each(namedLists)("$path is searched, narrowed, ordered, walked through and selected from", async (list) => {
    const { page } = person;
    const { path, search, filter, order } = list;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const stop = await answer(page, list);
    await page.goto(path);
    await sees(page.locator("[data-row]"));
    const all = await rowsOf(page);
    expect(all.length).toBeGreaterThan(1);
    const address = () => Object.fromEntries(new URL(page.url()).searchParams);

    if (search) {
      // People and companies of the demo are others every day.
      const { text = all[0] ?? "", finds = all.slice(0, 1) } = search;
      await page.keyboard.press("/");
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(search.box);
      await page.keyboard.type(text);
      await expect.poll(() => rowsOf(page), patient).toEqual(finds);
      await expect.poll(address).toMatchObject({ search: text });
      await page.reload();
      await sees(page.locator("[data-row]"));
      await expect.poll(() => rowsOf(page), patient).toEqual(finds);
      await page.getByRole("searchbox").fill("");
      await expect.poll(() => rowsOf(page), patient).toEqual(all);
    }
    if (filter) {
      await page.getByRole("combobox", { name: filter.name, exact: true }).click();
      await page.getByRole("option", { name: filter.option, exact: true }).click();
      await expect.poll(() => rowsOf(page), patient).toEqual(filter.leaves);
      await page.reload();
      await sees(page.locator("[data-row]"));
      await expect.poll(() => rowsOf(page), patient).toEqual(filter.leaves);
      await page.getByRole("combobox", { name: filter.name, exact: true }).click();
      await page.getByRole("option", { name: `${filter.name}: all` }).click();
      await expect.poll(() => rowsOf(page), patient).toEqual(all);
    }
    if (order) {
      if ("head" in order) await page.getByRole("button", { name: order.head, exact: true }).press("Enter");
      else {
        await page.getByRole("combobox", { name: "Sort by" }).click();
        await page.getByRole("option", { name: order.choice }).click();
      }
      await expect.poll(() => address().sort).toBeTruthy();
      await expect.poll(() => rowsOf(page), patient).not.toEqual(all);
    }

    const shown = await rowsOf(page);
    await page.locator("#content").focus();
    for (const [key, row] of [
      ["j", 0],
      ["j", 1],
      ["k", 0],
    ] as const) {
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(shown[row]);
    }
    const acts = page.getByRole("region", { name: "Selected rows" });
    await page.keyboard.press("x");
    if (list.isPlain) await isGone(acts);
    else await sees(acts.getByText("1 selected"));

    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await expectSound(person);
    if (!list.isPlain) await acts.getByRole("button", { name: "Clear the selection" }).click();
    await isGone(acts);
    await stop();
  });

  it.each(namedLists)("$path says when it does not come, and is asked for again", async (list) => {
    const { page } = person;
    const { path, name, failed } = list;
    const stop = await answer(page, list);
    const isAsked = isAskedFor(name);
    const problem = { type: "about:blank", title: "Busy", status: 429, code: "busy", detail: "Too much at once." };
    await page.route(isAsked, (route) =>
      route.fulfill({ status: 429, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    person.expectRefusal(new RegExp(`^429 GET /api/v1/${name}$`));
    await page.goto(path);
    const told = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: failed }) });
    await sees(told.getByText("Too much at once."));
    await expectSound(person);
    await page.unroute(isAsked);
    await told.getByRole("button", { name: "Try again" }).click();
    await isGone(told);
    await sees(page.locator("[data-row]"));
    await stop();
  });

  describe("looked at by a viewer", () => {
    let viewer: Visit | undefined;
    afterAll(() => viewer?.close());

    const closedLists = namedLists.filter(({ closed }) => closed);
    it.each(closedLists)("$path is closed to viewers", async ({ path, closed = "" }) => {
      viewer = viewer ? await comeAgain(viewer) : await comeAsViewer();
      await viewer.page.goto(path);
      await sees(viewer.page.getByRole("heading", { name: closed }));
      await expectSound(viewer);
    });
  });

  it("say what they are for while they are empty", async () => {
    const viewer = await comeAsViewer();
    const { page } = viewer;
    const headers = { origin: program.url };
    const made = await page.request.post("/api/v1/workspaces", { headers, data: { name: "Empty" } });
    const { id } = (await made.json()) as { id: string };
    await page.goto(`/w/${id}`);
    await sees(page.getByRole("heading", { name: "Overview" }));
    for (const { path, empty } of namedLists)
      if (empty) {
        await goOn(page, path);
        await sees(page.getByRole("heading", { name: empty }));
        await expectSound(viewer);
      }
    await viewer.close();
  });
});

const isAskedFor =
  (name: string) =>
  ({ pathname }: URL) =>
    pathname === `/api/v1/${name}`;

/** Has the API answer what it is made to, until that is stopped. */
async function answer(page: Page, { name, answer: json }: NamedList): Promise<() => Promise<void>> {
  const isAsked = isAskedFor(name);
  const handler = (route: Route) => route.fulfill({ json });
  if (json) await page.route(isAsked, handler);
  return () => page.unroute(isAsked, handler);
}

/** Adds what the demo has too little of, and lets somebody in as a viewer. */
async function fill(url: string): Promise<void> {
  const options = { baseURL: url, extraHTTPHeaders: { origin: url } };
  const owner = await request.newContext(options);
  await post(owner, "session", { data: demoOwner });
  await post(owner, "keys", { data: { name: "Tills", kind: "write" } });
  await post(owner, "keys", { data: { name: "Reports", kind: "api" } });
  const headers = { "content-type": "application/octet-stream" };
  for (const month of ["april", "may"])
    await post(owner, `imports?name=${month}.csv`, { headers, data: "user_id,event\nu-1,Order Completed\n" });
  const { message } = (await post(owner, "mail-tests", { data: { to: "gone@example.org" } })) as {
    message: { id: string };
  };
  const { headers: ofReport, payload } = bounceOf(message.id);
  await post(owner, "mail-reports", { headers: ofReport, data: payload });
  const { items } = (await (await owner.get("/api/v1/journeys")).json()) as { items: { id: string }[] };
  const file = await (await owner.get(`/api/v1/journeys/${items[0]?.id}/export`)).text();
  await post(owner, "journeys/import", { data: JSON.parse(file.replaceAll("First order", "Second order")) });
  const { link } = await post(owner, "invitations", { data: { email: VIEWER.email, role: "viewer" } });
  await owner.dispose();
  // Signed in as whoever invites, one would join oneself.
  const viewer = await request.newContext(options);
  const token = String(link).split("/").at(-1);
  const { password } = VIEWER;
  await post(viewer, `invitations/by-token/${token}/accept`, { data: { name: "Victor Viewer", password } });
  await viewer.dispose();
}

async function post(
  api: APIRequestContext,
  path: string,
  sent: { data: unknown; headers?: Record<string, string> },
): Promise<Record<string, unknown>> {
  const answer = await api.post(`/api/v1/${path}`, sent);
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Record<string, unknown>;
}
