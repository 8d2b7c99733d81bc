import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { namedLists, rowsOf } from "./named-lists.ts";
import { expectSound, isGone, sees, type Visit, visit } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();
/** The server searches and orders some lists. */
const patient = { timeout: 20_000 };

describe.skipIf(!browser)("Every list of named things", { timeout: 90_000 }, () => {
  let person: Visit;
  let viewer: Visit;
  let url = "";

  visitDemo(browser, (owner, program) => {
    person = owner;
    url = program.url;
  });
  beforeAll(async () => {
    if (!browser) return;
    viewer = await visit(browser, { url });
    await fill(person.page, viewer.page);
  });

  it.each(namedLists)("$at is searched, narrowed, ordered, walked through and selected from", async (list) => {
    const { page } = person;
    const { at, search, filter, order } = list;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(at);
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
    await page.keyboard.press("x");
    const acts = page.getByRole("region", { name: "Selected rows" });
    await sees(acts.getByText("1 selected"));

    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await expectSound(person);
    await acts.getByRole("button", { name: "Clear the selection" }).click();
    await isGone(acts);
  });

  it.each(namedLists)("$at says when it does not come, and is asked for again", async ({ at, name, failed }) => {
    const { page } = person;
    const isAsked = ({ pathname }: URL) => pathname === `/api/v1/${name}`;
    const problem = { type: "about:blank", title: "Busy", status: 429, code: "busy", detail: "Too much at once." };
    await page.route(isAsked, (route) =>
      route.fulfill({ status: 429, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    person.expectRefusal(new RegExp(`^429 GET /api/v1/${name}$`));
    await page.goto(at);
    const told = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: failed }) });
    await sees(told.getByText("Too much at once."));
    await expectSound(person);
    await page.unroute(isAsked);
    await told.getByRole("button", { name: "Try again" }).click();
    await isGone(told);
    await sees(page.locator("[data-row]"));
  });

  it.each(namedLists.filter(({ closed }) => closed))("$at is closed to viewers", async ({ at, closed = "" }) => {
    await viewer.page.goto(at);
    await sees(viewer.page.getByRole("heading", { name: closed }));
    await expectSound(viewer);
  });

  it("say what they are for while they are empty", async () => {
    const { page } = viewer;
    await page.evaluate(async () => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ name: "Empty" });
      const made = await fetch("/api/v1/workspaces", { method: "POST", headers, body });
      localStorage.setItem("throughline.workspace", ((await made.json()) as { id: string }).id);
    });
    for (const { at, empty } of namedLists)
      if (empty) {
        await page.goto(at);
        await sees(page.getByRole("heading", { name: empty }));
        await expectSound(viewer);
      }
  });
});

/** Adds what the demo has too little of, and lets somebody in as a viewer. */
async function fill(page: Page, theirs: Page): Promise<void> {
  await page.goto("/settings");
  const link = await page.evaluate(async () => {
    const send = async (path: string, body: unknown, type = "application/json") => {
      const sent = { method: "POST", headers: { "content-type": type } };
      const answer = await fetch(`/api/v1/${path}`, {
        ...sent,
        body: type.endsWith("json") ? JSON.stringify(body) : String(body),
      });
      return (await answer.json()) as Record<string, unknown>;
    };
    await send("keys", { name: "Tills", kind: "write" });
    await send("keys", { name: "Reports", kind: "api" });
    for (const month of ["april", "may"])
      await send(`imports?name=${month}.csv`, "user_id,event\nu-1,Order Completed\n", "application/octet-stream");
    const { items } = (await (await fetch("/api/v1/journeys")).json()) as { items: { id: string }[] };
    const file = await (await fetch(`/api/v1/journeys/${items[0]?.id}/export`)).text();
    await send("journeys/import", JSON.parse(file.replaceAll("First order", "Second order")));
    const { link } = await send("invitations", { email: "victor@example.com", role: "viewer" });
    return String(link);
  });
  await theirs.goto(link);
  await theirs.getByLabel("Your name").fill("Victor Viewer");
  await theirs.getByLabel("Password").fill("some other words");
  await theirs.getByRole("button", { name: "Join workspace" }).click();
  await sees(theirs.getByRole("heading", { name: "Overview" }));
}
