import { type Page, request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Me } from "../contracts/access/access.ts";
import { demoOwner } from "../demo/demo-owner.ts";
import { appCode } from "../server/access/second-factor/second-factor.fixture.ts";
import { openBrowser } from "./browser.ts";
import { focused } from "./focused.ts";
import { letIn, newOwner } from "./own-workspace.ts";
import type { Program } from "./program.ts";
import { expectSound, goOn, isGone, sees, settled, signIn, type Visit, visit } from "./visit.ts";
import { comeAsOwner, runDemo } from "./visit-demo.ts";

const browser = await openBrowser();

/** Every page; `:journey`, `:customer` and the like are the first ones of the demo. */
const PAGES = [
  "/",
  "/overview/nps",
  "/journeys",
  "/journeys/:journey",
  "/journeys/:journey?cell=step-3-1.effort",
  "/journeys/:journey?edit=true",
  "/customers",
  "/customers/:customer",
  "/data",
  "/data/live",
  "/data/imports",
  "/data/imports/:import",
  "/touchpoints",
  "/touchpoints/:touchpoint",
  "/touchpoints/new",
  "/settings",
  "/settings/members",
  "/settings/roles",
  "/settings/roles/new",
  "/settings/units",
  "/settings/units/new",
  "/settings/audit",
  "/settings/mail",
  "/settings/profile",
  "/settings/deliveries",
  "/settings/system",
  "/no-such-page",
  "/invitation/no-such-link",
  "/sign-in",
  "/forgotten-password",
];

describe.skipIf(!browser)("Around every page", { timeout: 240_000 }, () => {
  let program: Program;

  runDemo(browser, (running) => {
    program = running;
  });

  it("lets people in by a second factor, once their workspace asks for one", async () => {
    if (!browser) return;
    const api = await request.newContext({ baseURL: program.url, extraHTTPHeaders: { origin: program.url } });
    await api.post("/api/v1/session", { data: demoOwner });
    const owner = await newOwner(api);
    const member = await letIn(api, owner.workspace, { name: "Victor Viewer", role: "viewer" });
    const guest = await visit(browser, { url: program.url });
    const { page } = guest;
    await signIn(page.context(), program.url, owner);
    await page.goto("/settings/profile");
    await page.getByRole("button", { name: "Set up a second factor" }).click();
    await sees(page.getByText("So that nobody else does this at your open page."));
    await page.getByLabel("Current password").last().fill(owner.password);
    await page.getByRole("button", { name: "Go on" }).click();
    const secret = await page.getByRole("textbox", { name: "Key", exact: true }).inputValue();
    await expectSound(guest);
    await page.getByLabel("Code", { exact: true }).fill(await appCode(secret, new Date()));
    await page.getByRole("button", { name: "Switch on" }).click();
    await sees(page.getByRole("heading", { name: "Keep these recovery codes" }));
    const code = await page
      .getByText(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/)
      .first()
      .textContent();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await sees(page.getByText("10 recovery codes are left."));
    await page.goto("/settings");
    await page.getByRole("checkbox", { name: "Members need a second factor" }).click();
    await page.getByRole("button", { name: "Ask for it" }).click();
    await sees(page.getByRole("checkbox", { name: "Members need a second factor", checked: true }));

    await page.context().clearCookies();
    guest.expectRefusal(/^401 POST \/api\/v1\/session$/);
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await expectSound(guest);
    await page.getByLabel("Recovery code").fill(code ?? "");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await sees(page.getByRole("heading", { name: "Overview" }));

    await signIn(page.context(), program.url, member);
    await page.goto(`/w/${owner.workspace}/journeys`);
    await sees(page.getByRole("heading", { name: "Lantern Goods asks for a second factor" }));
    await expectSound(guest);
    await guest.close();
    await api.dispose();
  });

  describe("at a desk", () => {
    let person: Visit;

    comeAsOwner(browser, { url: () => program.url }, (owner) => {
      person = owner;
    });

    it("finds pages, journeys, customers and actions by typing", async () => {
      const { page } = person;
      await page.goto("/");
      await sees(page.getByRole("button", { name: "Edit tiles" }));
      await page.keyboard.press("Control+k");
      const palette = page.getByRole("dialog", { name: "Search or jump to" });
      await sees(palette);
      await expectSound(person);
      await page.keyboard.type("first ord");
      await sees(palette.getByRole("option", { name: "First order", selected: true }));
      await page.keyboard.press("Enter");
      await sees(page.getByRole("heading", { name: "First order", level: 1 }));
      await isGone(palette);

      await page.keyboard.press("Control+k");
      await page.keyboard.type("customer sup");
      await sees(palette.getByRole("option", { name: "Customer support", selected: true }));
      await page.keyboard.press("Enter");
      await sees(page.getByRole("heading", { name: "Customer support" }));
      await isGone(palette);

      const { name = "", email = "" } = await knownCustomer(page);
      await page.keyboard.press("Control+k");
      await page.keyboard.type(email);
      await sees(palette.getByRole("option", { name: new RegExp(email) }));
      await page.keyboard.press("Enter");
      await sees(page.getByRole("heading", { name, level: 1 }));

      await page.keyboard.press("Control+k");
      await page.keyboard.type("trade-");
      const account = palette.getByRole("option", { name: /\d (person|people)$/ }).first();
      await sees(account);
      const [, accountName = ""] = /^(.*?)\s*\d+ (?:person|people)$/.exec((await account.textContent()) ?? "") ?? [];
      await account.click();
      await sees(page.getByRole("heading", { name: accountName, level: 1 }));

      await page.keyboard.press("Control+k");
      await page.keyboard.type("new journey");
      await page.keyboard.press("Enter");
      await sees(page.getByRole("dialog", { name: "New journey" }));
      await page.keyboard.press("Escape");
      await isGone(page.getByRole("dialog", { name: "New journey" }));

      await page.keyboard.press("Control+k");
      await page.keyboard.type("switch to dark");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    });

    it("has the name of the workspace over its own numbers, wherever another is chosen", async () => {
      const { page } = person;
      const { memberships } = (await (await page.request.get("/api/v1/me")).json()) as Me;
      const [home, other] = memberships.map(({ workspace }) => workspace);
      if (!home || !other) throw new Error("The demo's owner is in one workspace only.");
      const owners = new Set<string | undefined>();
      page.on("response", (answer) => {
        const { pathname } = new URL(answer.url());
        if (pathname.startsWith("/api/v1/") && pathname !== "/api/v1/me")
          owners.add(answer.request().headers()["x-workspace"]);
      });
      const isShown = async ({ id, name }: typeof home, path: string) => {
        await page.waitForURL(({ pathname }) => pathname === `/w/${id}${path}`);
        await sees(page.getByRole("button", { name: `Workspace ${name}, switch` }));
        await settled(page);
        expect([...owners]).toEqual([id]);
        owners.clear();
      };
      for (const path of ["/journeys", ""]) {
        await page.goto(`/w/${home.id}${path}`);
        await isShown(home, path);
        await page.getByRole("button", { name: `Workspace ${home.name}, switch` }).click();
        await page.getByRole("menuitemradio", { name: other.name }).click();
        await isShown(other, "");
      }
      await page.goBack();
      await isShown(home, "");
      await page.goto("/w/no-such-workspace/journeys");
      await sees(page.getByRole("heading", { name: "You are not a member of this workspace" }));
    });

    it("lists its shortcuts, and they work", async () => {
      const { page } = person;
      await page.goto("/");
      await sees(page.getByRole("button", { name: "Edit tiles" }));
      await page.keyboard.press("?");
      const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      await sees(dialog.getByText("Select the row"));
      await sees(dialog.getByText("Move what has the focus"));
      await expectSound(person);
      await page.keyboard.press("Escape");
      await isGone(dialog);

      await page.keyboard.press("g");
      await page.keyboard.press("c");
      await sees(page.getByRole("heading", { name: "Customers", level: 1 }));
      await sees(page.getByRole("row").nth(2));
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      const second = (await page.getByRole("row").nth(2).getAttribute("aria-label")) ?? "";
      await page.keyboard.press("Enter");
      await sees(page.getByRole("heading", { name: second, level: 1 }));
    });

    it("keeps the appearance that was chosen", async () => {
      const { page } = person;
      await page.emulateMedia({ colorScheme: "dark" });
      await page.goto("/");
      await sees(page.getByRole("button", { name: "Edit tiles" }));
      const canvas = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const dark = await canvas();
      await page.getByRole("button", { name: "Appearance" }).click();
      await page.getByRole("menuitemradio", { name: "Light" }).click();
      await expect.poll(canvas).not.toBe(dark);
      const light = await canvas();
      await page.keyboard.press("Escape");
      await page.reload();
      await page.locator("main h1").waitFor();
      expect(await canvas()).toBe(light);
      await expectSound(person);
    });

    it("speaks German to whoever chose it", async () => {
      const { page } = person;
      await page.goto("/");
      await page.getByRole("button", { name: "Account of Demo Owner" }).click();
      await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
      await sees(page.getByRole("link", { name: "Einstellungen" }));
      expect(await page.locator("html").getAttribute("lang")).toBe("de");
      await page.keyboard.press("Escape");
      await page.reload();
      await sees(page.getByRole("link", { name: "Einstellungen" }));
      await expectSound(person);
      await page.getByRole("button", { name: "Konto von Demo Owner" }).click();
      await page.getByRole("menuitemradio", { name: "English" }).click();
      await sees(page.getByRole("link", { name: "Settings" }));
      await page.keyboard.press("Escape");
    });

    it("can be walked with the tab key, and shows where one is", async () => {
      const { page } = person;
      await page.goto("/data");
      await page.getByRole("heading", { name: "Data", level: 1 }).waitFor();
      await page.keyboard.press("Tab");
      const skip = page.getByRole("link", { name: "Skip to the content" });
      await expect.poll(() => skip.evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
      const walked: string[] = [];
      for (let index = 0; index < 16; index += 1) {
        const { name, marked } = await page.evaluate(focused);
        expect(marked, `${name} does not show that it has the focus`).toBe(true);
        walked.push(name);
        await page.keyboard.press("Tab");
      }
      expect(walked[0]).toBe("Skip to the content");
      expect(walked.indexOf("Overview")).toBeGreaterThan(0);
      expect(walked.indexOf("Customers")).toBeGreaterThan(walked.indexOf("Overview"));
      expect(walked.indexOf("Live events")).toBeGreaterThan(walked.indexOf("Settings"));
      expect(new Set(walked).size).toBe(walked.length);

      await page.goto("/journeys");
      await page.getByRole("heading", { name: "Journeys", level: 1 }).waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
    });

    it("says that the program was updated when a page's file is gone, and goes on after a reload", async () => {
      if (!browser) return;
      const { page, close } = await visit(browser, {
        url: program.url,
        storageState: await person.page.context().storageState(),
      });
      await page.goto("/journeys");
      await sees(page.getByRole("heading", { name: "Journeys", level: 1 }));
      // The next version stands where this one stood: its own start page, and none of the old files.
      await page.route(/\/assets\/contacts-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
      await page.route(
        ({ pathname }) => pathname === "/",
        (route) =>
          route.fulfill({ contentType: "text/html", body: '<script type="module" src="/assets/next.js"></script>' }),
      );
      await page.getByRole("link", { name: "Customers" }).click();
      const told = page.getByRole("alert").filter({ hasText: "Throughline was updated" });
      await sees(told);
      await page.unrouteAll();
      await told.getByRole("button", { name: "Reload" }).click();
      await sees(page.getByRole("heading", { name: "Customers", level: 1 }));
      await close();
    });

    it("keeps its own page when a page's file does not come because the server is away", async () => {
      if (!browser) return;
      const { page, complaints, close } = await visit(browser, {
        url: program.url,
        storageState: await person.page.context().storageState(),
      });
      await page.goto("/data");
      await sees(page.getByRole("heading", { name: "Data", level: 1 }));
      await page.route(/\/assets\/[^/]*\.js$|\/$/, (route) => route.abort("connectionrefused"));
      await page.context().setOffline(true);
      await page.getByRole("link", { name: "Customers" }).click();
      const told = page.getByRole("alert").filter({ hasText: "This page could not be loaded" });
      await sees(told);
      await sees(page.getByRole("link", { name: "Journeys" }));
      await told.getByRole("button", { name: "Load again" }).click();
      const away = page.getByText("The server still does not answer.");
      await sees(away);
      await sees(told);
      await page.context().setOffline(false);
      await isGone(away);
      // What a proxy says in place of the server is nothing to load either.
      await page.route(/\/$/, (route) => route.fulfill({ status: 503, body: "No server" }));
      await told.getByRole("button", { name: "Load again" }).click();
      await sees(away);
      await sees(told);
      await page.unrouteAll();
      await told.getByRole("button", { name: "Load again" }).click();
      await sees(page.getByRole("heading", { name: "Customers", level: 1 }));
      expect(
        complaints.filter((told) => !/^503 GET \/$|^(console|error):.*(fetch|part of the pages)/.test(told)),
      ).toEqual([]);
      await close();
    });
  });

  describe("on a phone that is set to dark and to German", () => {
    let phone: Visit;
    const ids: Record<string, string> = {};

    beforeAll(async () => {
      if (!browser) return;
      const options = { viewport: { width: 390, height: 844 }, colorScheme: "dark", locale: "de-DE" } as const;
      phone = await visit(browser, { url: program.url, ...options });
      phone.expectRefusal(/^400 GET .*no-such-link$/);
      const { request } = phone.page;
      await signIn(phone.page.context(), program.url);
      for (const [name, path] of [
        ["journey", "journeys"],
        ["customer", "contacts"],
        ["touchpoint", "touchpoints"],
      ] as const) {
        const answer = await request.get(`/api/v1/${path}`);
        const { items } = (await answer.json()) as { items: { id: string }[] };
        ids[name] = items[0]?.id ?? "";
      }
      const uploaded = await request.post("/api/v1/imports?name=orders.csv", {
        headers: { origin: program.url, "content-type": "application/octet-stream" },
        data: "user_id,event,timestamp,nps\nu-1,Order Completed,2026-03-02T10:15:00Z,9\n",
      });
      ids.import = ((await uploaded.json()) as { id: string }).id;
    });
    afterAll(() => phone?.close());

    it("puts the navigation into a drawer", async () => {
      const { page } = phone;
      await page.goto("/");
      await page.getByRole("button", { name: "Navigation öffnen" }).click();
      const drawer = page.getByRole("dialog", { name: "Navigation" });
      await sees(drawer);
      await expectSound(phone);
      await drawer.getByRole("link", { name: "Kunden", exact: true }).click();
      await isGone(drawer);
      await sees(page.getByRole("heading", { name: "Kunden", level: 1 }));
    });

    it.each(PAGES)("fits: %s", async (path) => {
      await goOn(
        phone.page,
        path.replace(/:(\w+)/, (_, name: string) => ids[name] ?? ""),
      );
      await expectSound(phone);
    });
  });
});

async function knownCustomer(page: Page): Promise<{ name?: string; email?: string }> {
  const answer = await page.request.get("/api/v1/contacts?sort=name&limit=100");
  const { items } = (await answer.json()) as { items: { name: string; email: string | null; known: boolean }[] };
  const found = items.find(({ known, name, email }) => known && name && email);
  return { name: found?.name ?? "", email: found?.email ?? "" };
}
