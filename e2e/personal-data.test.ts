import { describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { expectSound, isGone, sees, type Visit } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("Personal data", { timeout: 120_000 }, () => {
  let person: Visit;

  visitDemo(browser, (owner) => {
    person = owner;
  });

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
