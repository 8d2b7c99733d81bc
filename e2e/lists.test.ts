import { text } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { rowsOf } from "./named-lists.ts";
import { expectSound, goOn, isGone, sees, type Visit } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("Named things", { timeout: 90_000 }, () => {
  let person: Visit;
  let origin = "";

  visitDemo(browser, (owner, program) => {
    person = owner;
    origin = program.url;
  });

  async function addSegment(page: Page, name: string): Promise<{ id: string }> {
    const condition = { did: { event: "Order Completed", atLeast: 1 } };
    const made = await page.request.post("/api/v1/segments", { headers: { origin }, data: { name, condition } });
    return (await made.json()) as { id: string };
  }

  it("show the columns that are chosen, and so does their file", async () => {
    const { page } = person;
    await page.goto("/customers");
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Phone" }).click();
    await page.getByRole("menuitemcheckbox", { name: "E-mail" }).click();
    await sees(page.getByRole("columnheader", { name: "Phone" }));
    await isGone(page.getByRole("columnheader", { name: "E-mail" }));
    await expect.poll(() => new URL(page.url()).searchParams.get("columns")).toBe("phone,first,last");
    await page.keyboard.press("Escape");
    await expectSound(person);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV" }).click(),
    ]);
    const [head] = (await text(await file.createReadStream())).split("\r\n");
    expect(head).toMatch(/Phone/);
    expect(head).not.toMatch(/E-mail/);
  });

  it("are searched, walked through and opened without a mouse", async () => {
    const { page } = person;
    await page.goto("/customers/segments");
    await sees(page.getByRole("row", { name: "Home makers" }));
    await page.keyboard.press("/");
    await page.keyboard.type("make");
    await expect.poll(() => rowsOf(page)).toEqual(["Home makers"]);
    await expect.poll(() => new URL(page.url()).searchParams.get("search")).toBe("make");
    await expectSound(person);
    await page.keyboard.press("ArrowDown");
    await expectFocus(page, "Home makers");
    await page.keyboard.press("Enter");
    await sees(page.getByRole("heading", { name: "Home makers", level: 1 }));

    await page.goBack();
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("make");
    await expect.poll(() => rowsOf(page)).toEqual(["Home makers"]);
    await page.keyboard.press("/");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("nothing like it");
    await sees(page.getByRole("heading", { name: "Nothing matches “nothing like it”" }));
    await expectSound(person);
    await page.getByRole("button", { name: "Clear search and filters" }).press("Enter");
    await sees(page.getByRole("row", { name: "Detractors" }));
    expect(new URL(page.url()).search).toBe("");

    const all = await rowsOf(page);
    await page.locator("#content").focus();
    await page.keyboard.press("j");
    await expectFocus(page, all[0]);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expectFocus(page, all[2]);
    await page.keyboard.press("k");
    await expectFocus(page, all[1]);
    await page.keyboard.press("End");
    await expectFocus(page, all.at(-1));
  });

  it("are ordered and narrowed in the address", async () => {
    const { page } = person;
    await page.goto("/touchpoints");
    await sees(page.getByRole("row", { name: "Checkout" }));
    const all = await rowsOf(page);
    expect(all).toEqual([...all].sort((a, b) => a.localeCompare(b)));
    await page.getByRole("button", { name: "Name" }).press("Enter");
    await expect.poll(() => rowsOf(page)).toEqual([...all].reverse());
    await page.getByRole("combobox", { name: "Channels" }).click();
    await page.getByRole("option", { name: "store" }).click();
    await expect.poll(() => rowsOf(page)).not.toHaveLength(all.length);
    const inStore = await rowsOf(page);
    expect(new URL(page.url()).search).toBe("?sort=-name&channels=store");
    await expectSound(person);
    await page.reload();
    await expect.poll(() => rowsOf(page)).toEqual(inStore);
    expect(await page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("descending");
  });

  it("are selected, taken away as a file and deleted together; those in use stay and are told", async () => {
    const { page } = person;
    for (const name of ["Once only", "Twice only"]) await addSegment(page, name);
    await page.goto("/customers/segments");
    await sees(page.getByRole("row", { name: "Home makers" }));
    await select(page, "Home makers", "Once only", "Twice only");
    const acts = page.getByRole("region", { name: "Selected rows" });
    await sees(acts.getByText("3 selected"));
    await expectSound(person);

    await page.keyboard.press("a");
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(file.suggestedFilename()).toBe("segments.csv");
    const lines = (await text(await file.createReadStream())).trim().split("\r\n");
    expect(lines[0]).toContain("Name,Who is in it");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["Home makers", "Once only", "Twice only"]);

    await acts.getByRole("button", { name: "Delete" }).press("Enter");
    const asked = page.getByRole("alertdialog", { name: "Delete these 3?" });
    await sees(asked.getByText("Twice only"));
    await asked.getByRole("textbox").fill("2");
    await page.keyboard.press("Enter");
    await sees(asked.getByText("This does not match."));
    await expectSound(person);
    await asked.getByRole("textbox").fill("3");
    person.expectRefusal(/^409 DELETE \/api\/v1\/segments/);
    await page.keyboard.press("Enter");
    await isGone(asked);
    const told = page.getByRole("alert");
    await sees(told.getByRole("heading", { name: "1 could not be deleted" }));
    await sees(told.getByText(/"Busy parent"/));
    await expect.poll(() => rowsOf(page)).not.toContain("Once only");
    expect(await rowsOf(page)).toContain("Home makers");
    await expectSound(person);
    await told.getByRole("button", { name: "Close" }).click();
    await isGone(told);

    await select(page, "Home makers");
    await page.keyboard.press("Escape");
    await isGone(acts);
  });

  it("are not left with changes unsaved, and not overwritten when two people change them", async () => {
    const { page } = person;
    const { id } = await addSegment(page, "Contested");
    await page.goto(`/customers/segments/${id}`);
    await page.getByRole("button", { name: "Edit" }).click();
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("");
    await page.getByRole("button", { name: "Save segment" }).click();
    await sees(page.getByText("Give the segment a name."));
    await expect.poll(() => name.evaluate((input) => input === document.activeElement)).toBe(true);
    await name.fill("Contested by me");

    const leave = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Journeys" }).click();
    await sees(leave);
    await expectSound(person);
    await leave.getByRole("button", { name: "Cancel" }).click();
    expect(await name.inputValue()).toBe("Contested by me");

    await page.evaluate(async (path) => {
      const { name, revision, ...segment } = await (await fetch(path)).json();
      const headers = { "content-type": "application/json", "if-match": `"${revision}"` };
      const { condition } = segment;
      const body = JSON.stringify({ name: `${name} by others`, description: "Theirs", condition });
      await fetch(path, { method: "PUT", headers, body });
    }, `/api/v1/segments/${id}`);
    person.expectRefusal(/^412 PUT \/api\/v1\/segments/);
    await page.getByRole("button", { name: "Save segment" }).click();
    const told = page.getByRole("alert").filter({ hasText: "Nothing was overwritten." });
    await sees(told.getByRole("heading", { name: "Somebody changed “Contested by others” while you edited it" }));
    await sees(told.getByText("Contested by me"));
    await sees(told.getByText("Theirs", { exact: true }));
    expect(await told.getByText("did “Order Completed”").count()).toBe(0);
    expect(await name.inputValue()).toBe("Contested by me");
    await expectSound(person);
    await told.getByRole("button", { name: "Save mine instead" }).click();
    await sees(page.getByRole("heading", { name: "Contested by me", level: 1 }));

    await page.getByRole("button", { name: "Edit" }).click();
    await name.fill("Not kept");
    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Journeys" }).click();
    await leave.getByRole("button", { name: "Discard changes" }).click();
    await sees(page.getByRole("heading", { name: "Journeys", level: 1 }));
  });

  it("are cards on a phone, ordered, narrowed and selected with a thumb", async () => {
    const { page } = person;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/touchpoints");
    const card = page.getByRole("row", { name: "Checkout" });
    await sees(card);
    await sees(card.getByText(/^event is one of/));
    await expectSound(person);
    await page.getByRole("combobox", { name: "Sort by" }).click();
    await page.getByRole("option", { name: "Sort by Journeys" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("sort")).toBe("-uses");
    await page.getByRole("checkbox", { name: "Select Checkout" }).click();
    await sees(page.getByRole("region", { name: "Selected rows" }));
    await expectSound(person);
    await goOn(page, "/customers/personas");
    await page.getByRole("checkbox", { name: "Select Busy parent" }).click();
    await sees(page.getByText("1 selected"));
    await expectSound(person);
  });
});

async function expectFocus(page: Page, row: string | undefined): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(row);
}

/** Goes to each row from the first one and selects it. */
async function select(page: Page, ...names: string[]): Promise<void> {
  await page.locator("#content").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("Home");
  const all = await rowsOf(page);
  for (const [index, row] of all.entries()) {
    await expectFocus(page, row);
    if (names.includes(row)) await page.keyboard.press("x");
    if (index < all.length - 1) await page.keyboard.press("j");
  }
}
