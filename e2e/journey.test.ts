import { text } from "node:stream/consumers";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import type { Program } from "./program.ts";
import { expectSound, isGone, sees, type Visit, visit } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("The journey map", { timeout: 240_000 }, () => {
  let program: Program;
  let person: Visit;

  visitDemo(browser, (owner, running) => {
    person = owner;
    program = running;
  });

  const openMap = async (page = person.page) => {
    await page.goto("/journeys");
    await page.getByRole("link", { name: "First order", exact: true }).click();
    await sees(page.getByRole("heading", { name: "First order", level: 1 }));
    await page.goto(`${page.url()}?period=12m`);
  };
  const map = () => person.page.getByRole("grid", { name: "Map of First order" });
  const cell = async (lane: string, step: string) => {
    const steps = await stepsOn(person.page);
    return map()
      .getByRole("row")
      .filter({ has: person.page.getByRole("rowheader", { name: lane }) })
      .getByRole("gridcell")
      .nth(steps.indexOf(step));
  };

  it("shows how many pass every step and what they said", async () => {
    const { page } = person;
    await page.goto("/");
    await page.getByRole("link", { name: "Journeys" }).click();
    await expectSound(person);
    await openMap();
    await expectSound(person);
    expect(await stepsOn(page)).toContain("Checkout");
    expect(await (await cell("People", "Checkout")).textContent()).toMatch(/^\d+/);

    await (await cell("People", "Search")).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: "Product: People" });
    await sees(panel.getByRole("heading", { name: "People", exact: true }));
    await sees(panel.getByText(/^20 of \d+, newest first$/));
    await expectSound(person);
    await panel.getByRole("button", { name: "Next step: Reviews" }).click();
    await sees(page.getByRole("dialog", { name: "Reviews: People" }));
    await page.keyboard.press("Escape");
    await isGone(page.getByRole("dialog"));

    await (await cell("Effort", "Checkout")).click();
    const effort = page.getByRole("dialog", { name: "Checkout: Effort" });
    await sees(effort.getByText(/scale 1–7 · .*n \d+/));
    await sees(effort.getByRole("heading", { name: "What people said" }));
    await sees(effort.locator("q"));
    await expectSound(person);
    await effort.getByRole("button", { name: "Close" }).click();
    await isGone(effort);
  });

  it("lays what people did over what was designed, on every screen", async () => {
    const { page } = person;
    await openMap();
    const observed = page.getByRole("button", { name: "Observed" });
    await observed.press("Enter");
    await sees(page.getByRole("heading", { name: "Observed against designed" }));
    await expectSound(person);
    expect(await observed.getAttribute("aria-pressed")).toBe("true");
    await sees(page.getByText(/^\d+ of \d+ people took the steps in order/));
    await sees(page.getByRole("columnheader", { name: /^Search .* \d+ skipped/ }));
    await sees(page.getByRole("rowheader", { name: /Time from step to step/ }));
    expect(await (await cell("People", "Product")).textContent()).toMatch(/from the step before in .+ \(median\)/);
    await sees(page.getByRole("list", { name: "The other way round" }).getByText("Reviews → Product"));
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await sees(page.getByRole("list", { name: "Came back" }));
    await expectSound(person);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 800 });
    await observed.press("Enter");
    await isGone(page.getByRole("heading", { name: "Observed against designed" }));
  });

  it("is changed by keyboard, and says what is assumed", async () => {
    const { page } = person;
    await openMap();
    await page.getByRole("button", { name: "Edit", exact: true }).press("Enter");
    await page.getByRole("button", { name: "More for the step Checkout" }).press("Enter");
    await page.getByRole("menuitem", { name: "Add step after" }).press("Enter");
    const added = page.getByRole("columnheader").filter({ has: page.locator("input[value='New step']") });
    await added.getByRole("textbox", { name: "Name of the step" }).fill("Voucher");
    await page.keyboard.press("Enter");
    const handle = page.getByRole("button", { name: /^Move the step Voucher/ });
    await handle.focus();
    await page.keyboard.press("ArrowLeft");
    await sees(page.getByText("Voucher is step 4 of 9, in Buy"));
    await page.keyboard.press("ArrowRight");
    await sees(page.getByText("Voucher is step 5 of 9, in Buy"));

    await page.getByRole("button", { name: "Touchpoint of “Voucher”" }).click();
    await page.getByRole("combobox", { name: "Touchpoint" }).fill("check");
    await page.getByRole("option", { name: /^Checkout/ }).click();
    await sees(page.getByText("Voucher is bound"));

    await (await cell("Pain points", "Voucher")).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Voucher: Pain points" }).fill("The code is refused without a reason");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+z");
    await isGone(map().getByText("The code is refused"));
    await page.keyboard.press("Control+y");
    await sees(map().getByText("The code is refused"));
    await sees(page.getByRole("status").getByText("Saved", { exact: true }));
    await expectSound(person);
    await page.getByRole("button", { name: "Done" }).click();
    await sees(page.getByRole("button", { name: "Edit", exact: true }));

    await page.reload();
    await expectSound(person);
    expect(await stepsOn(page)).toEqual([
      "Search",
      "Product",
      "Reviews",
      "Checkout",
      "Voucher",
      "Order",
      "Track and ship",
      "Delivery",
      "Contact us",
    ]);
    const pain = await cell("Pain points", "Voucher");
    expect(await pain.textContent()).toContain("The code is refused without a reason");
    await sees(pain.getByText("Assumption: typed, not measured"));
    expect(await (await cell("People", "Voucher")).textContent()).toMatch(/^\d+/);
  });

  it("keeps what two people write at the same time", async () => {
    if (!browser) return;
    const { page } = person;
    await openMap();
    const colleague = await visit(browser, {
      url: program.url,
      storageState: await page.context().storageState(),
    });
    colleague.expectRefusal(/^412 PUT \/api\/v1\/journeys\//);
    const { page: theirs } = colleague;
    const rename = async (on: Page, to: string) => {
      await on.getByRole("button", { name: "Edit", exact: true }).click();
      await on.getByRole("textbox", { name: "Description" }).fill(to);
      await on.keyboard.press("Tab");
    };
    // What the colleague saves arrives after what the first person saved.
    let release = () => {};
    const held = new Promise<void>((go) => {
      release = go;
    });
    await theirs.route(/\/api\/v1\/journeys\/[^/]+$/, async (route) => {
      if (route.request().method() === "PUT") await held;
      await route.continue();
    });
    await theirs.goto(page.url());
    await rename(theirs, "Written by the colleague");
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === "PUT"),
      rename(page, "Written first"),
    ]);
    release();

    await sees(theirs.getByRole("heading", { name: /^Demo Owner changed this journey/ }));
    await sees(theirs.getByText("Nothing was overwritten."));
    expect(await theirs.getByRole("textbox", { name: "Description" }).inputValue()).toBe("Written by the colleague");
    await expectSound(colleague);
    await theirs.getByRole("button", { name: "Save mine as a new journey" }).click();
    await sees(theirs.getByRole("heading", { name: "First order (my version)", level: 1 }));
    await theirs.goto("/journeys");
    await sees(theirs.getByText("Written by the colleague"));
    await sees(theirs.getByText("Written first"));
    await colleague.close();
  });

  it("leaves as a file and comes back from it", async () => {
    const { page } = person;
    const made = await page.request.post("/api/v1/journeys", {
      headers: { origin: program.url },
      data: {
        name: "Winter order",
        phases: [{ id: "buy", name: "Buy", steps: [{ id: "voucher", name: "Voucher" }] }],
        lanes: [{ id: "pain", kind: "pain" }],
        cells: [{ step: "voucher", lane: "pain", text: "The code is refused without a reason" }],
      },
    });
    const { id } = (await made.json()) as { id: string };
    await page.goto(`/journeys/${id}`);
    await page.getByRole("button", { name: "More for this journey" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Export as JSON" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("Winter order.journey.json");
    const exported = await text(await download.createReadStream());
    const { journey } = JSON.parse(exported) as { journey: { phases: { steps: { name: string }[] }[] } };
    expect(journey.phases.flatMap(({ steps }) => steps.map(({ name }) => name))).toContain("Voucher");

    await page.getByRole("link", { name: "Journeys" }).first().click();
    await page.getByRole("button", { name: "New journey" }).click();
    const dialog = page.getByRole("dialog", { name: "New journey" });
    await sees(dialog.getByRole("button", { name: /Retail order/ }));
    await expectSound(person);
    const [picker] = await Promise.all([
      page.waitForEvent("filechooser"),
      dialog.getByRole("button", { name: /^From a file/ }).click(),
    ]);
    await picker.setFiles({
      name: "copy.json",
      mimeType: "application/json",
      buffer: Buffer.from(exported.replaceAll("Winter order", "Winter order, again")),
    });
    await sees(page.getByRole("heading", { name: "Winter order, again", level: 1 }));
    expect(await stepsOn(page)).toContain("Voucher");
    await sees(page.getByText("The code is refused without a reason"));
    await expectSound(person);
  });

  it("begins with what people really do: steps picked, named, parted into phases", async () => {
    const { page } = person;
    await page.goto("/journeys");
    await page.getByRole("button", { name: "New journey" }).click();
    await page.getByRole("button", { name: /^From what people do/ }).press("Enter");
    await sees(page.getByRole("heading", { name: "Steps in their usual order" }));
    await expectSound(person);
    const before = Number(/^\d+/.exec((await page.getByText(/^\d+ steps in \d+ phases\./).textContent()) ?? "")?.[0]);

    // One press of Tab to the steps, arrows among them, one press of Tab past them.
    const list = page.getByRole("grid", { name: "Steps in their usual order" });
    await page
      .getByRole("checkbox", { name: /^Take all of/ })
      .first()
      .focus();
    expect(await list.locator("[tabindex='0']").count()).toBe(1);
    await page.keyboard.press("ArrowDown");
    const first = page.getByRole("checkbox", { name: /^Take / }).nth(1);
    await expectFocus(first);
    await page.keyboard.press("ArrowRight");
    await expectFocus(list.getByRole("row").nth(1).getByRole("textbox"));
    await page.keyboard.press("ArrowDown");
    await expectFocus(list.getByRole("row").nth(2).getByRole("textbox"));
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("End");
    await expectFocus(page.getByRole("checkbox", { name: /^Take / }).last());
    await page.keyboard.press("Tab");
    await expectFocus(page.getByRole("textbox", { name: "Name", exact: true }));
    // What few people did is something else every day.
    const rare = page
      .getByRole("row")
      .filter({ has: page.getByRole("checkbox", { checked: false }) })
      .last();
    const box = rare.getByRole("checkbox");
    const label = await box.evaluate(
      (each) => document.getElementById(each.getAttribute("aria-labelledby") ?? "")?.textContent,
    );
    const added = (label ?? "").replace("Take ", "");
    expect(added).not.toBe("");
    await box.press("Space");
    await page.getByRole("checkbox", { name: "Take Products Searched" }).press("Space");
    const row = page.getByRole("row").filter({ hasText: "event is “Product Viewed”" });
    await row.getByRole("textbox", { name: "Name of the step" }).fill("Look closer");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Begin a phase with Checkout Started" }).press("Enter");
    await page.getByRole("button", { name: "Join Order Shipped with the phase before" }).press("Enter");
    const phase = page.getByRole("rowgroup", { name: "Checkout Started" });
    await phase.getByRole("textbox", { name: "Name of the phase" }).fill("Buy and receive");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("As it is");
    await sees(page.getByText(new RegExp(`^${before} steps in `)));
    const people = Number(/(\d+) people/.exec((await row.textContent()) ?? "")?.[1]);
    await expectSound(person);
    await page.keyboard.press("Enter");

    await sees(page.getByRole("heading", { name: "As it is", level: 1 }));
    const steps = await stepsOn(page);
    expect(steps).toHaveLength(before);
    expect(steps).toContain("Look closer");
    expect(steps).toContain(added);
    expect(steps).not.toContain("Products Searched");
    await sees(page.getByRole("columnheader", { name: "Buy and receive" }));
    const shown = page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: "People" }) })
      .getByRole("gridcell")
      .nth(steps.indexOf("Look closer"));
    await expect.poll(() => shown.textContent(), { timeout: 10_000 }).toMatch(new RegExp(`^${people}`));
    await expectSound(person);
  });

  it("makes the map of a process in an empty journey, also on a phone", async () => {
    const { page } = person;
    const made = await page.request.post("/api/v1/journeys", {
      headers: { origin: program.url },
      data: { name: "Still empty" },
    });
    const { id } = (await made.json()) as { id: string };
    await page.goto("/explore/process?period=12m&q=%7B%22naming%22%3A%7B%22by%22%3A%22touchpoint%22%7D%7D");
    await page.getByRole("link", { name: "Make a map of this" }).click();
    await sees(page.getByText(/^What people do in their usual order, seen as touchpoints/));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`/journeys/${id}?period=12m`);
    await page.getByRole("button", { name: /^From what people do/ }).click();
    await sees(page.getByRole("heading", { name: "Steps in their usual order" }));
    await expectSound(person);
    await page.getByRole("button", { name: "Make the map" }).click();
    await sees(page.getByRole("heading", { name: "Still empty", level: 1 }));
    expect(page.url()).toContain(id);
    expect((await stepsOn(page)).length).toBeGreaterThan(2);
  });

  it("leads on from an address that has no journey, segment or touchpoint", async () => {
    if (!browser) return;
    const storageState = await person.page.context().storageState();
    const { page, close } = await visit(browser, { url: program.url, storageState });
    for (const [address, name] of [
      ["/journeys/none", "journey"],
      ["/customers/segments/none", "segment"],
      ["/touchpoints/none", "touchpoint"],
    ] as const) {
      await page.goto(address);
      await sees(page.getByText(`There is no ${name} at this address`));
      await page.getByRole("link", { name: `To all ${name}s` }).click();
      await sees(page.getByRole("table"));
    }
    await close();
  });

  it("begins with a template", async () => {
    const { page } = person;
    await page.goto("/journeys");
    await page.getByRole("button", { name: "New journey" }).click();
    const dialog = page.getByRole("dialog", { name: "New journey" });
    await dialog.getByRole("button", { name: /Support case/ }).click();
    await isGone(dialog);
    await sees(page.getByRole("grid"));
    expect((await stepsOn(page)).length).toBeGreaterThan(2);
    await expectSound(person);
  });
});

async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((each) => each === document.activeElement)).toBe(true);
}

/** The names of the steps, from left to right, read or being edited. */
async function stepsOn(page: Page): Promise<string[]> {
  const heads = page.getByRole("grid").getByRole("row").nth(1).getByRole("columnheader");
  await heads.first().waitFor();
  return heads.evaluateAll((all) =>
    all.flatMap((head) => head.querySelector("input")?.value ?? head.firstChild?.textContent?.trim() ?? []),
  );
}
