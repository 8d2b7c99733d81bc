import { describe, expect, it } from "vitest";
import { plain } from "../server/platform/files/pictures/pictures.fixture.ts";
import { openBrowser } from "./browser.ts";
import type { Program } from "./program.ts";
import { expectSound, goOn, isGone, sees, type Visit, visit } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("Segments and personas", { timeout: 240_000 }, () => {
  let program: Program;
  let person: Visit;
  /** The segment that most of them need, once there. */
  let buyers: Promise<void> | undefined;

  async function describeBuyers({ page }: Visit): Promise<void> {
    const condition = { did: { event: "Order Completed", atLeast: 2 } };
    const answer = await page.request.post("/api/v1/segments", {
      headers: { origin: program.url },
      data: { name: "Buyers", condition },
    });
    expect(answer.status()).toBe(201);
  }

  visitDemo(browser, async (owner, running) => {
    person = owner;
    program = running;
    buyers ??= describeBuyers(owner);
    await buyers;
  });

  it("are described with their size in view, and show their people", async () => {
    const { page } = person;
    await page.goto("/customers");
    await page.getByRole("link", { name: "Segments" }).click();
    await sees(page.getByRole("link", { name: "Home makers" }));
    await expectSound(person);
    await page.getByRole("link", { name: "New segment" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Came twice");
    await page.getByRole("combobox", { name: "Event" }).fill("Order Completed");
    await page.getByRole("option", { name: "Order Completed" }).first().click();
    await page.getByRole("spinbutton", { name: "How many times" }).fill("2");
    const preview = page.getByRole("region", { name: "Who is in it now" });
    await sees(preview.getByText("did “Order Completed” at least 2 times"));
    await sees(preview.getByRole("status"));
    await page.getByRole("button", { name: "Only where …" }).click();
    await page.getByRole("button", { name: "Last answer" }).click();
    await page.getByRole("button", { name: "Trait", exact: true }).click();
    await page.getByRole("button", { name: "Account", exact: true }).click();
    await expectSound(person);
    await page.getByRole("button", { name: "Count all of them" }).click();
    for (let left = 3; left > 0; left -= 1)
      await page
        .getByRole("button", { name: /^Remove (this part|the condition)/ })
        .nth(1)
        .click();
    await sees(preview.getByRole("status"));
    await page.getByRole("button", { name: "Create segment" }).click();
    await sees(page.getByRole("heading", { name: "People in this segment" }));
    await sees(page.getByText(/ of \d[\d,]*, newest first$/));
    await expectSound(person);
  });

  it("narrow a query", async () => {
    const { page } = person;
    await page.goto("/explore/process");
    await page.getByRole("button", { name: /all events/i }).click();
    await page.getByRole("button", { name: "In an account" }).click();
    await page.getByRole("combobox", { name: "Id of the account" }).fill("trade-");
    await page
      .getByRole("option", { name: /^trade-/ })
      .first()
      .click();
    await expectSound(person);
    await page.getByRole("button", { name: "Remove this part" }).last().click();
    await page.getByRole("button", { name: "In a segment" }).click();
    await page.getByRole("combobox", { name: "Segment" }).click();
    await page.getByRole("option", { name: "Buyers" }).click();
    await page.getByRole("button", { name: "Remove the condition on Channel" }).click();
    await expectSound(person);
    await page.getByRole("button", { name: "Apply" }).click();
    await sees(page.getByText("is in the segment “Buyers”"));
    await expectSound(person);
  });

  it("are the audience of every page, until everyone is shown again", async () => {
    const { page } = person;
    await page.goto("/");
    const number = page
      .locator("article, section, div")
      .filter({ hasText: /^People/ })
      .getByText(/^n \d|· n \d/)
      .first();
    await sees(number);
    const everyone = await number.textContent();
    await page.getByRole("button", { name: "Customers: Everyone. Change" }).click();
    await page.getByRole("menuitemradio", { name: "Buyers" }).click();
    await sees(page.getByRole("button", { name: "Customers: Buyers. Change" }));
    await expectSound(person);
    expect(await number.textContent()).not.toBe(everyone);
    for (const place of ["Journeys", "Explore", "Customers"]) {
      await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: place }).click();
      if (place === "Journeys") await page.getByRole("link", { name: "First order" }).first().click();
      await sees(page.getByRole("button", { name: "Customers: Buyers. Change" }));
      await expectSound(person);
    }
    await page.reload();
    await page.getByRole("button", { name: "Customers: Buyers. Change" }).click();
    await page.getByRole("menuitemradio", { name: "Everyone" }).click();
    await sees(page.getByRole("button", { name: "Customers: Everyone. Change" }));
    expect(new URL(page.url()).searchParams.has("segment")).toBe(false);
    // A page that is not shown asks nothing, so nothing is refused.
    await page.goto("/?segment=gone");
    await sees(page.getByText("This segment is gone"));
    await expect.poll(() => page.title()).toBe("This segment is gone · Throughline");
    await expectSound(person);
    await page.getByRole("button", { name: "Show everyone" }).click();
    await sees(number);
    await expect.poll(() => page.title()).not.toContain("segment");
  });

  it("keep the people behind a number, and split the next query in two", async () => {
    const { page } = person;
    const steps = ["Product Viewed", "Order Completed"].map((value) => ({
      condition: { field: "event", op: "eq", value },
    }));
    await page.goto(`/explore/funnel?q=${encodeURIComponent(JSON.stringify({ steps }))}`);
    await page.getByRole("button", { name: /show these people, Order Completed$/ }).click();
    const panel = page.getByRole("dialog", { name: "Order Completed" });
    await sees(panel.getByText(/newest first$/));
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      panel.getByRole("button", { name: "CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("people.csv");
    await panel.getByRole("button", { name: "Save as a segment" }).click();
    const dialog = page.getByRole("dialog", { name: /^Save \d+ people as a segment$/ });
    await expectSound(person);
    await dialog.getByRole("button", { name: "Create segment" }).click();
    await sees(dialog.getByText("Give the segment a name."));
    await dialog.getByLabel("Name").fill("Went all the way");
    await dialog.getByRole("button", { name: "Create segment" }).click();
    await page.getByRole("button", { name: "Open" }).click();
    await sees(page.getByText(/^is one of \d+ people chosen on /));
    await expectSound(person);

    await page.goto(`/explore/funnel?q=${encodeURIComponent(JSON.stringify({ steps }))}`);
    await page.getByRole("button", { name: /nothing/i }).click();
    await page.getByRole("combobox", { name: "Breakdown" }).fill("Went all");
    await page.getByRole("option", { name: "Went all the way" }).click();
    const groups = page.getByRole("table", { name: /Went all the way/ });
    await sees(groups.getByText("Not in the segment"));
    await expectSound(person);
  });

  it("get a face: a persona with a portrait, real sentences and numbers, chosen by keyboard", async () => {
    const { page } = person;
    await page.goto("/customers/personas");
    await sees(page.getByRole("link", { name: "Busy parent" }));
    await expectSound(person);
    await page.getByRole("link", { name: "New persona" }).click();
    await page.getByRole("button", { name: "Create persona" }).click();
    await sees(page.getByText("Give the persona a name."));
    await page.getByRole("textbox", { name: "Name" }).fill("Regular");
    await page.getByRole("combobox", { name: "Segment" }).fill("Buyers");
    await page.getByRole("option", { name: "Buyers" }).click();
    await sees(page.getByText(/^\d[\d,]* people in “Buyers”$/));
    const portraits = page.getByRole("group", { name: "Portrait" });
    await portraits.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const upload = async (name: string, buffer: Buffer) => {
      const chosen = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Upload a picture" }).press("Enter");
      await (await chosen).setFiles({ name, mimeType: "image/png", buffer });
    };
    person.expectRefusal(/^400 POST \/api\/v1\/files/);
    await upload("notes.png", Buffer.from("These are notes."));
    await sees(page.getByText(/this file is plain text by its content/));
    await upload("face.png", plain["image/png"]);
    await sees(portraits.getByRole("radio", { name: "The uploaded picture", checked: true }));
    await page.getByRole("textbox", { name: "Goals" }).fill("Find it again\nBe done");
    await page.getByRole("textbox", { name: "Type a sentence" }).fill("Same as last time, please.");
    await page.keyboard.press("Enter");
    const said = page.getByRole("region", { name: "What people of the segment said" });
    await said.getByRole("button", { name: "Take this quote" }).first().click();
    await expectSound(person);
    await page.getByRole("button", { name: "Create persona" }).click();
    await sees(page.getByRole("heading", { name: "Regular", level: 1 }));
    await sees(page.getByText("Be done"));
    await sees(page.locator("main img"));
    await sees(page.getByText("Assumption", { exact: true }));
    await sees(page.getByRole("link", { name: /^Said on / }));
    await sees(page.getByRole("heading", { name: "Net Promoter Score" }));
    await expectSound(person);
    await page.getByRole("link", { name: /^Said on / }).click();
    await sees(page.getByRole("heading", { name: "Timeline" }));
  });

  it("are what a map shows when a persona is chosen, and such a persona stays", async () => {
    const { page } = person;
    await page.goto("/journeys");
    await page.getByRole("link", { name: "First order" }).click();
    await page.getByRole("button", { name: "Persona of the map: Everyone" }).click();
    await page.getByRole("menuitemradio", { name: "Busy parent" }).click();
    await sees(page.getByRole("button", { name: "Persona of the map: Busy parent" }));
    expect(new URL(page.url()).searchParams.get("segment")).toBeTruthy();
    await expectSound(person);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("busy");
    await page.getByRole("option", { name: "Busy parent" }).click();
    await sees(page.getByRole("link", { name: "First order" }));
    await sees(page.getByRole("heading", { name: "Used in" }));
    await sees(page.getByRole("link", { name: "Journey “First order”" }));
    expect(await page.getByRole("button", { name: "Delete persona" }).count()).toBe(0);
    await expectSound(person);
  });

  it("fit a phone, in the dark", async () => {
    if (!browser) return;
    const phone = await visit(browser, {
      url: program.url,
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
      storageState: await person.page.context().storageState(),
    });
    await phone.page.goto("/customers/segments");
    await sees(phone.page.getByText("Buyers"));
    await expectSound(phone);
    await phone.page.getByRole("link", { name: "Buyers" }).click();
    await sees(phone.page.getByRole("heading", { name: "People in this segment" }));
    await expectSound(phone);
    await goOn(phone.page, "/customers/personas");
    await phone.page.getByRole("link", { name: "Busy parent" }).click();
    await sees(phone.page.getByRole("heading", { name: "Quotes" }));
    await expectSound(phone);
    await goOn(phone.page, "/customers/accounts");
    const accounts = phone.page.locator("[data-row]");
    await sees(accounts);
    await expectSound(phone);
    await accounts.first().getByRole("link").click();
    await sees(phone.page.getByRole("heading", { name: "Numbers of its people" }));
    await expectSound(phone);
    await phone.page.locator("section", { hasText: "newest first" }).last().getByRole("link").first().click();
    await sees(phone.page.getByRole("heading", { name: "Accounts" }));
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  describe("Personal data of theirs", () => {
    /** As it is on a wide screen by day, and on a phone by night. */
    async function expectSoundEverywhere(): Promise<void> {
      const { page } = person;
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await expectSound(person);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await expectSound(person);
    }

    it("says what would be deleted before it is kept for less long", async () => {
      const { page } = person;
      await page.goto("/settings/personal-data");
      await sees(page.getByText(/, by the customer$/));
      await sees(page.getByRole("heading", { name: "How long data is kept" }));
      await page.getByRole("button", { name: "Change how long it is kept: Events", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Events" });
      await dialog.getByText("For so many days").click();
      await dialog.getByRole("spinbutton", { name: "Days" }).fill("30");
      await dialog.getByRole("button", { name: "Count what would go" }).click();
      await sees(dialog.getByText(/^[\d,]+ events of [\d,]+ people from before .* would be deleted\.$/));
      await expectSoundEverywhere();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await isGone(dialog);
      await expectSoundEverywhere();
    });

    it("is shown to a customer by a link, who asks for a correction there", async () => {
      const { page } = person;
      const { items } = await (await page.request.get("/api/v1/contacts?limit=1")).json();
      await page.goto(`/customers/${items[0].id}`);
      await page.getByRole("button", { name: "See what is kept" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Make a link" }).click();
      const link = await dialog.getByRole("textbox", { name: "The link" }).inputValue();
      await expectSoundEverywhere();
      await page.goto(link);
      expect(await page.title()).toMatch(/^(Your data at|Ihre Daten bei) /);
      await expectSoundEverywhere();
      await page.locator("#name").fill("Somebody Else");
      await page.locator("#email").fill("no address");
      await page.locator("form button").first().click();
      await sees(page.locator("#email-wrong"));
      await expectSoundEverywhere();
    });
  });
});
