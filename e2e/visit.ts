import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { demoOwner } from "../demo/demo-owner.ts";
import { barriers } from "./audit.ts";

/** How long anything is waited for: a machine that does much else is slow, and no page is wrong for that. */
const PATIENCE = 60_000;

const DESK = { width: 1280, height: 800 };

/** One person in a browser of their own, with whatever went wrong while they were there. */
export interface Visit {
  page: Page;
  /** Whatever the console or the network complained about and was not expected. */
  complaints: string[];
  /** Refusals that belong to the story, e.g. `/^412 PUT/`. */
  expectRefusal(pattern: RegExp): void;
  close(): Promise<void>;
}

interface VisitOptions extends BrowserContextOptions {
  url: string;
}

export async function visit(browser: Browser, { url, ...options }: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: DESK,
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  // Nothing fades, slides or grows either: what is looked at half-way has neither its colours nor its place.
  await context.addInitScript(standStill);
  return { ...listen(await context.newPage()), close: () => context.close() };
}

/**
 * The same page once more, with the session it has and nothing else remembered. A new one would be another process, in which
 * all of the pages is compiled anew.
 */
export async function comeAgain({ page, close }: Visit): Promise<Visit> {
  const context = page.context();
  await Promise.all(context.pages().map((each) => (each === page ? undefined : each.close())));
  await page.unrouteAll();
  // Without a script, and of the same origin: what is open there stays in the process.
  await page.goto("/health/live");
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  return { ...listen(page), close };
}

/** Keeps what the console and the network of a page complain about from now on. */
function listen(page: Page): Omit<Visit, "close"> {
  for (const event of ["pageerror", "console", "response"] as const) page.removeAllListeners(event);
  const complaints: string[] = [];
  // How a page learns that nobody is signed in, and that the engine does not work on a query at the moment.
  const expected = [/^401 GET \/api\/v1\/me$/, /^404 GET \/api\/v1\/query\/progress\//];
  page.on("pageerror", (error) => complaints.push(`error: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // Told again, without saying what was asked for, beside every answer that the next listener looks at.
    if (!message.text().startsWith("Failed to load resource")) complaints.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() < 400) return;
    const told = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
    if (!expected.some((pattern) => pattern.test(told))) complaints.push(told);
  });
  return {
    page,
    complaints,
    expectRefusal: (pattern) => expected.push(pattern),
  };
}

function standStill(): void {
  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { transition: none !important; animation: none !important; }");
  document.adoptedStyleSheets.push(still);
}

/** What holds on every page, whatever it shows: it fits, nothing complains, and everybody can use it. */
export async function expectSound({ page, complaints }: Visit): Promise<void> {
  await settled(page);
  const address = page.url();
  const { scrollWidth, innerWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    innerWidth: window.innerWidth,
  }));
  expect(scrollWidth, `${address} scrolls sideways`).toBeLessThanOrEqual(innerWidth);
  expect(await barriers(page), `${address} is not accessible`).toEqual([]);
  expect(complaints, `${address} complained`).toEqual([]);
}

/** Goes on to another address as the links of the pages do: opened anew, all of them would be compiled and begun again. */
export async function goOn(page: Page, address: string): Promise<void> {
  const isOpen = await page.evaluate(async (href) => {
    await window.__TSR_ROUTER__?.navigate({ href });
    return window.__TSR_ROUTER__ !== undefined;
  }, address);
  if (!isOpen) await page.goto(address);
}

/** Waits until what was being fetched is there; the page looks by itself, since to ask it again and again costs more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(isSettled, undefined, { timeout: PATIENCE });
}

/** Runs in the page. */
function isSettled(): boolean {
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const heading = document.querySelector("main h1");
  const busy = document.querySelectorAll("[aria-busy=true], .skeleton");
  const isLoading = window.__TSR_ROUTER__?.state.status === "pending";
  return heading !== null && isSeen(heading) && !isLoading && ![...busy].some(isSeen);
}

/** Waits until a person can see it. */
export async function sees(what: Locator): Promise<void> {
  await what.first().waitFor({ state: "visible" });
}

export async function isGone(what: Locator): Promise<void> {
  await what.first().waitFor({ state: "hidden" });
}

/** Writes into a field that suggests, and closes its list once it is there: an Escape before that is for what is around it. */
export async function writeSuggested(field: Locator, text: string): Promise<void> {
  const offered = field.page().getByRole("option", { name: text });
  await field.fill(text);
  await sees(offered);
  await field.press("Escape");
  await isGone(offered);
}

/** Signs in, and opens nothing. */
export async function signIn(
  { request }: BrowserContext,
  url: string,
  { email, password }: { email: string; password: string } = demoOwner,
): Promise<void> {
  const answer = await request.post("/api/v1/session", { headers: { origin: url }, data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Leaves a picture of every open page behind, for whoever has to find out why a test failed. */
export async function keepPictures(browser: Browser | null, name: string): Promise<void> {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [index, page] of pages.entries()) {
    const path = join(tmpdir(), `throughline-e2e-${name.replace(/\W+/g, "-")}-${index + 1}.png`);
    await page.screenshot({ path, fullPage: true });
    console.error(`A picture of ${page.url()}: ${path}`);
  }
}
