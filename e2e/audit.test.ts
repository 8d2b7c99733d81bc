import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./audit.ts";
import { openBrowser } from "./browser.ts";

const browser = await openBrowser();

const PAGE = `<!doctype html><html lang="en"><head><title>Lamps</title></head><body>
  <nav><a href="#content">To the content</a></nav>
  <main id="content"><h1>Lamps</h1>
    <ul><li><button>Buy</button> <span>a lamp</span></li><li><button>Buy</button> <span>two lamps</span></li></ul>
    <form><label for="name">Name</label><input id="name"></form>
  </main></body></html>`;

/** What is done to the page, and what is then found. */
const faults: [string, (page: Page) => Promise<void>][] = [
  ["button-name", (page) => page.evaluate(`document.querySelector("li button").textContent = ""`)],
  ["color-contrast", (page) => page.evaluate(`document.querySelectorAll("span")[1].style.color = "#eee"`)],
  ["color-contrast", (page) => page.evaluate(`document.querySelector("ul").style.background = "#111"`)],
  ["image-alt", (page) => page.evaluate(`document.querySelector("main").append(new Image(9, 9))`)],
  ["label", (page) => page.evaluate(`document.querySelector("label").remove()`)],
  ["label", (page) => page.evaluate(`document.querySelector("label").htmlFor = "nobody"`)],
  ["aria-hidden-focus", (page) => page.evaluate(`document.querySelector("main").ariaHidden = "true"`)],
  ["list", (page) => page.evaluate(`document.querySelector("ul").append(document.createElement("div"))`)],
  ["html-has-lang", (page) => page.evaluate(`document.documentElement.lang = ""`)],
  ["document-title", (page) => page.evaluate(`document.title = ""`)],
];

describe.skipIf(!browser)("What keeps people out of a page", () => {
  let page: Page;
  beforeAll(async () => {
    if (browser) page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  it.each(faults)("is found in a page that was judged before: %s", async (found, spoil) => {
    await page.setContent(PAGE);
    expect(await barriers(page)).toEqual([]);
    await spoil(page);
    expect(await barriers(page)).toEqual([expect.stringContaining(`${found}: `)]);
  });
});
