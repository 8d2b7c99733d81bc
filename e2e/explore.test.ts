import { describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { expectSound, isGone, sees, type Visit, writeSuggested } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("Explore", { timeout: 240_000 }, () => {
  let person: Visit;

  visitDemo(browser, (owner) => {
    person = owner;
  });

  it("asks how far people get, in words, and lists the people behind a number", async () => {
    const { page } = person;
    await page.goto("/");
    await sees(page.getByRole("button", { name: "Edit tiles" }));
    await page.keyboard.press("g");
    await page.keyboard.press("e");
    await sees(page.getByRole("heading", { name: "How far do people get?" }));
    await expectSound(person);
    for (const [step, event] of [
      ["Step 1", "Product Viewed"],
      ["Step 2", "Checkout Started"],
      ["Step 3", "Order Completed"],
    ] as const) {
      if (step === "Step 3") await page.getByRole("button", { name: "Add step" }).click();
      await page.getByRole("button", { name: `${step}: choose …` }).click();
      await page.getByRole("combobox", { name: "What people did" }).fill(event);
      await page.getByRole("option", { name: event }).first().click();
      await sees(page.getByRole("button", { name: `${step}: ${event}` }));
      if (step === "Step 1")
        await page
          .getByRole("button", { name: "Step 2: choose …" })
          .or(page.getByRole("button", { name: "Add step" }))
          .click();
    }
    await sees(
      page.getByText("People who did Product Viewed, then Checkout Started, then Order Completed within 7 days."),
    );
    await sees(page.getByText(/^as of /));
    await expectSound(person);

    await page.getByRole("button", { name: /show these people, Checkout Started$/ }).click();
    const panel = page.getByRole("dialog", { name: "Checkout Started" });
    await sees(panel.getByText(/newest first$/));
    expect(await panel.getByRole("link").count()).toBeGreaterThan(0);
    await expectSound(person);
    await page.keyboard.press("Escape");
    await isGone(panel);
  });

  it("keeps the whole query in the address", async () => {
    const { page } = person;
    const steps = ["Product Viewed", "Checkout Started", "Order Completed"].map((value) => ({
      condition: { field: "event", op: "eq", value },
    }));
    await page.goto(`/explore/funnel?q=${encodeURIComponent(JSON.stringify({ steps }))}`);
    await sees(page.getByText(/^as of /));
    const three = page.url();
    await page.getByRole("button", { name: "Time from the first step: 7 days" }).click();
    await page.getByRole("textbox", { name: "Time from the first step" }).fill("14");
    await page.getByRole("button", { name: "Apply" }).click();
    await sees(page.getByText(/within 14 days\.$/));
    await page.reload();
    await sees(page.getByText(/within 14 days\.$/));
    await page.goBack();
    await sees(page.getByText(/within 7 days\.$/));
    expect(page.url()).toBe(three);
    await page.goto("/explore/retention?q=%7B%22interval%22%3A%22fortnight%22%7D");
    await sees(page.getByText("The link held parts that are not understood; they were left out: interval."));
    await expectSound(person);
  });

  it("shows who comes back, cohort by cohort", async () => {
    const { page } = person;
    await page.goto("/explore/retention");
    await sees(page.getByRole("table", { name: "Cohorts" }).getByRole("rowheader", { name: "Mean" }));
    await page.getByRole("button", { name: "Length of an interval: week" }).click();
    await page.getByRole("menuitemradio", { name: "month" }).click();
    await sees(page.getByRole("button", { name: "Number of intervals: 12 months" }));
    await expectSound(person);
    await page.getByRole("table", { name: "Cohorts" }).getByRole("button").first().click();
    const panel = page.getByRole("dialog", { name: /, Month 0$/ });
    await sees(panel.getByText(/newest first$/));
    await page.keyboard.press("Escape");
    await isGone(panel);
    await page
      .getByRole("table", { name: "Cohorts" })
      .getByRole("button", { name: /Month 1$/ })
      .first()
      .click();
    const later = page.getByRole("dialog", { name: /, Month 1$/ });
    await later.getByText("Did not", { exact: true }).click();
    await sees(later.getByText(/^People of this cohort who did not come back/));
    await expectSound(person);
    await page.keyboard.press("Escape");
    await isGone(later);
  });

  it("draws the ways people take, to be walked by keyboard", async () => {
    const { page } = person;
    await page.goto("/explore/retention");
    await page.getByRole("link", { name: "Paths" }).click();
    await page
      .getByRole("button", { name: /^From “/ })
      .first()
      .click();
    const drawing = page.getByRole("group", { name: /^Ways taken\./ });
    await sees(drawing);
    await expectSound(person);
    await drawing.getByRole("button").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: / → / });
    await sees(panel.getByText(/newest first$/));
    await page.keyboard.press("Escape");
    await isGone(panel);
    await page.getByRole("group", { name: "Show Ways taken as" }).getByTitle("Table").click();
    await sees(page.getByRole("table", { name: "Ways taken" }));
    await expectSound(person);
  });

  it("shows the process, and hands it out as a file", async () => {
    const { page } = person;
    await page.goto("/explore/retention");
    await page.getByRole("link", { name: "Process" }).click();
    const drawing = page.getByRole("group", { name: /^What follows what\./ });
    await sees(drawing);
    await expectSound(person);
    await drawing.getByRole("button").first().focus();
    await page.keyboard.press("ArrowDown");
    const pressed = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await page.keyboard.press("Enter");
    const people = page.getByRole("dialog");
    await sees(people.getByText(/newest first$/));
    await expectSound(person);
    await page.keyboard.press("Escape");
    await isGone(people);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(pressed);
    await page.getByRole("button", { name: /show these people, Variant 1$/ }).click();
    await sees(page.getByRole("dialog", { name: "Variant 1" }).getByText(/newest first$/));
    await page.keyboard.press("Escape");
    await page.getByRole("slider", { name: "Activities" }).fill("4");
    await sees(page.getByText(/^4 of \d+$/));
    await page.getByText("Durations").click();
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Diagram as text (Mermaid)" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.(mmd|mermaid)$/);
    await expectSound(person);
  });

  it("names events by rules of one's own", async () => {
    const { page } = person;
    await page.goto("/explore/process");
    await page.getByRole("button", { name: /^What events are called by/ }).click();
    await page.getByRole("menuitemradio", { name: /^rules of your own/ }).click();
    await page.getByRole("button", { name: /^Add a rule/ }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Looking");
    await page.getByRole("button", { name: "Apply" }).click();
    await sees(page.getByRole("alert"));
    await writeSuggested(page.getByRole("combobox", { name: /^Value/ }), "Product Viewed");
    await page.getByRole("button", { name: "Apply" }).click();
    await sees(page.getByRole("button", { name: "Rule 1: Looking: event is “Product Viewed”" }));
    await sees(page.getByRole("button", { name: /^Looking: \d+ in \d+ traces$/ }));
    await expectSound(person);
    await page.getByRole("button", { name: /^Rule 1/ }).click();
    await page.getByRole("button", { name: "Remove rule" }).click();
    await sees(page.getByRole("button", { name: "What events are called by: events" }));
  });

  it("says how long it has been asking, and stops when it is told to", async () => {
    const { page } = person;
    let release = () => {};
    const held = new Promise<void>((go) => {
      release = go;
    });
    await page.route("**/api/v1/query/retention", async (route) => {
      await held;
      // The page has gone away from a request that was stopped.
      await route.continue().catch(() => undefined);
    });
    await page.goto("/explore/retention");
    await sees(page.getByText("Asking, 1 s"));
    await page.getByRole("button", { name: "Cancel" }).click();
    await sees(page.getByRole("heading", { name: "Stopped" }));
    release();
    await expectSound(person);
    await page.unroute("**/api/v1/query/retention");
    await page.getByRole("button", { name: "Ask again" }).click();
    await sees(page.getByRole("table", { name: "Cohorts" }));
    await expectSound(person);
  });

  it("is usable on a phone, the query above the answer", async () => {
    const { page } = person;
    await page.setViewportSize({ width: 390, height: 844 });
    const step = (value: string) => ({ condition: { field: "event", op: "eq", value } });
    const queries = {
      funnel: { steps: [step("Product Viewed"), step("Order Completed")], breakdown: "channel" },
      retention: {},
      paths: { from: step("Product Viewed") },
      process: {},
    };
    for (const [kind, query] of Object.entries(queries)) {
      await page.goto(`/explore/${kind}?q=${encodeURIComponent(JSON.stringify(query))}`);
      await sees(page.getByText(/^as of /));
      await expectSound(person);
      const folded = page.getByText("Finer points");
      expect(await folded.isVisible()).toBe(false);
      await page.getByText("Change", { exact: true }).click();
      await sees(folded);
      await expectSound(person);
    }
  });
});
