import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DAY } from "../contracts/words/durations.ts";
import { openBrowser } from "./browser.ts";
import { expectSound, isGone, sees, type Visit } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("Annotations", { timeout: 90_000 }, () => {
  let person: Visit;
  let origin: string;

  visitDemo(browser, (owner, program) => {
    person = owner;
    origin = program.url;
  });

  /** Writes one as a program would. */
  async function write(body: { name: string; kind?: string; happenedAt: string }): Promise<{ id: string }> {
    const made = await person.page.request.post("/api/v1/annotations", { headers: { origin }, data: body });
    expect(made.status(), await made.text()).toBe(201);
    return made.json();
  }

  const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

  const marks = (page: Page, name: RegExp) => page.getByRole("figure").getByRole("button", { name }).first();

  it("are written where a chart is read, and stand on its axis", async () => {
    const { page } = person;
    await page.goto("/overview/revenue");
    await page.getByRole("button", { name: "Add an annotation" }).click();
    const dialog = page.getByRole("dialog", { name: "New annotation" });
    await dialog.getByRole("button", { name: "Add annotation" }).click();
    await sees(dialog.getByText("Give the annotation a title."));
    await dialog.getByRole("textbox", { name: "Title" }).fill("Release 4.2");
    await dialog.getByRole("combobox", { name: "Kind" }).click();
    await page.getByRole("option", { name: "Release" }).click();
    const link = dialog.getByRole("textbox", { name: "Link" });
    await link.fill("javascript:alert(1)");
    await dialog.getByRole("button", { name: "Add annotation" }).click();
    await sees(dialog.getByText("Begin the address with http:// or https://."));
    await expectSound(person);
    await link.fill("https://example.com/4.2");
    await dialog.getByRole("button", { name: "Add annotation" }).click();
    await isGone(dialog);
    await sees(marks(page, /annotation.*Release 4\.2/));
    await expectSound(person);
  });

  it("of one day are one sign, which opens by keyboard and leads to each", async () => {
    const { page } = person;
    await write({ name: "Prices raised", kind: "price", happenedAt: daysAgo(20) });
    await write({ name: "Shop moved", happenedAt: daysAgo(20) });
    await page.goto("/overview/revenue");
    const sign = marks(page, /annotations.*Shop moved.*Prices raised|annotations.*Prices raised.*Shop moved/);
    await sees(sign);
    await sign.focus();
    await page.keyboard.press("Enter");
    const list = page.getByRole("dialog");
    await sees(list.getByRole("link", { name: "Prices raised" }));
    await expectSound(person);
    await list.getByRole("link", { name: "Shop moved" }).focus();
    await page.keyboard.press("Enter");
    await sees(page.getByRole("heading", { name: "Shop moved" }));
    await expectSound(person);
  });

  it("are in the table behind the chart, in the dark and on a phone too", async () => {
    const { page } = person;
    await write({ name: "Hotline closed", happenedAt: daysAgo(50) });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await page.goto("/overview/revenue?period=12m");
    await sees(marks(page, /New carrier in the North/));
    await expectSound(person);
    await marks(page, /Hotline closed/).click();
    await sees(page.getByRole("dialog").getByRole("link", { name: "Hotline closed" }));
    await expectSound(person);
    await page.keyboard.press("Escape");
    await page.getByRole("group", { name: "Show Revenue over time as" }).getByTitle("Table").click();
    await sees(page.getByRole("cell", { name: /Hotline closed/ }));
    await expectSound(person);
  });

  it("are found in the list and by the palette", async () => {
    const { page } = person;
    await write({ name: "Strike of drivers", happenedAt: daysAgo(30) });
    await page.goto("/data/annotations");
    await page.getByRole("searchbox", { name: "Search annotations" }).fill("strike");
    await expect.poll(() => page.locator("[data-row]").count()).toBe(1);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or jump to" }).fill("carrier in the");
    await page.getByRole("option", { name: /New carrier in the North/ }).click();
    await sees(page.getByRole("heading", { name: "New carrier in the North" }));
    await page.getByRole("link", { name: "Touchpoint “Delivery”" }).click();
    await sees(page.getByRole("link", { name: "Annotation “New carrier in the North”" }));
    await expectSound(person);
  });

  it("stand on the map at the step that they concern, and above it where they concern all", async () => {
    const { page } = person;
    await write({ name: "Every shop repainted", happenedAt: daysAgo(40) });
    await page.goto("/journeys?period=12m");
    await page.getByRole("link", { name: "First order" }).first().click();
    await page.getByRole("button", { name: /^Delivery: 1 annotation/ }).click();
    await sees(page.getByRole("dialog").getByRole("link", { name: "New carrier in the North" }));
    await expectSound(person);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^First order: \d+ annotations/ }).click();
    await sees(page.getByRole("dialog").getByRole("link", { name: "Every shop repainted" }));
    expect(await page.getByRole("dialog").getByRole("link", { name: "New carrier in the North" }).count()).toBe(0);
    await expectSound(person);
  });

  it("stand in the timeline of a customer between what they did", async () => {
    const { page } = person;
    const contacts = await page.request.get("/api/v1/contacts?limit=1");
    const [seen] = (await contacts.json()).items as { id: string; lastSeenAt: string }[];
    await write({ name: "Shelves moved", happenedAt: seen?.lastSeenAt ?? "" });
    await page.goto(`/customers/${seen?.id}`);
    await sees(page.getByRole("listitem").getByRole("link", { name: "Shelves moved" }));
    await expectSound(person);
  });

  it("cannot be lost: what somebody else saved meanwhile is shown", async () => {
    const { page } = person;
    const { id } = await write({ name: "Fees raised", happenedAt: daysAgo(60) });
    await page.goto("/data/annotations");
    await page.getByRole("link", { name: "Fees raised" }).click();
    await page.getByRole("button", { name: "Edit" }).click();
    const title = page.getByRole("textbox", { name: "Title" });
    await title.fill("Fees raised by 4 %");
    const url = `/api/v1/annotations/${id}`;
    const record = await (await page.request.get(url)).json();
    const saved = await page.request.put(url, {
      headers: { origin, "if-match": String(record.revision) },
      data: { ...record, name: "Fees lowered" },
    });
    expect(saved.status(), await saved.text()).toBe(200);
    person.expectRefusal(/^412 PUT/);
    await page.getByRole("button", { name: "Save annotation" }).click();
    await sees(page.getByText("Fees lowered").first());
    await expectSound(person);
    await page.getByRole("button", { name: "Save mine instead" }).click();
    await sees(page.getByRole("heading", { name: "Fees raised by 4 %" }));
    await page.getByRole("button", { name: "Delete annotation" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("textbox").fill("Fees raised by 4 %");
    await dialog.getByRole("button", { name: "Delete annotation" }).click();
    await isGone(dialog);
    await sees(page.getByRole("link", { name: "New carrier in the North" }));
    expect(await page.getByRole("link", { name: "Fees raised by 4 %" }).count()).toBe(0);
  });
});
