import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { demoOwner } from "../demo/demo.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

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
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    // What fades in has no contrast yet; nothing may move for people who asked for that anyway.
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
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
    close: () => context.close(),
  };
}

/** What holds on every page, whatever it shows: it fits, nothing complains, and everybody can use it. */
export async function expectSound({ page, complaints }: Visit): Promise<void> {
  await settled(page);
  const at = page.url();
  const { scrollWidth, innerWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    innerWidth: window.innerWidth,
  }));
  expect(scrollWidth, `${at} scrolls sideways`).toBeLessThanOrEqual(innerWidth);
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(TAGS)
    .setLegacyMode()
    .analyze();
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`,
  );
  expect(told, `${at} is not accessible`).toEqual([]);
  expect(complaints, `${at} complained`).toEqual([]);
}

/** Waits until what was being fetched is there. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await expect
    .poll(() => page.locator("[aria-busy=true], .skeleton").filter({ visible: true }).count(), { timeout: 20_000 })
    .toBe(0);
  // What was dimmed while it was old takes a moment to come back to its colours.
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().filter((each) => each instanceof CSSTransition).length))
    .toBe(0);
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

/** Signs in through the form. */
export async function signIn(page: Page, { email, password }: { email: string; password: string } = demoOwner) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Navigation" }).waitFor();
}

/** Leaves a picture of every open page behind, for whoever has to find out why a test failed. */
export async function keepPictures(browser: Browser | null, name: string): Promise<void> {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [at, page] of pages.entries()) {
    const path = join(tmpdir(), `throughline-e2e-${name.replace(/\W+/g, "-")}-${at + 1}.png`);
    await page.screenshot({ path, fullPage: true });
    console.error(`A picture of ${page.url()}: ${path}`);
  }
}
