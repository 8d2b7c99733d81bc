import { describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { expectSound, isGone, sees, type Visit, writeSuggested } from "./visit.ts";
import { visitDemo } from "./visit-demo.ts";

const browser = await openBrowser();

describe.skipIf(!browser)("Numbers and what they rest on", { timeout: 240_000 }, () => {
  let person: Visit;

  visitDemo(browser, (owner) => {
    person = owner;
  });

  it("never stand alone", async () => {
    const { page } = person;
    await page.goto("/");
    const nps = page.getByRole("article").filter({ has: page.getByRole("heading", { name: "NPS", exact: true }) });
    await sees(nps);
    expect(await nps.textContent()).toMatch(/NPS[+−]?\d.*(±\d|\d – ).* · n \d+/);
    await nps.getByRole("button", { name: "Definition of Net Promoter Score" }).click();
    await sees(page.getByRole("dialog").getByText("Formula"));
    await expectSound(person);
    await page.keyboard.press("Escape");
    await isGone(page.getByRole("dialog"));
    await expectSound(person);
  });

  it("begin with what changed most, or that nothing did, each with the way to its evidence", async () => {
    const { page } = person;
    await page.goto("/");
    const sentence = page.getByRole("region", { name: "What changed most" });
    await sees(sentence.getByText(/compared with|takes 30 answers/));
    await expectSound(person);
    const evidence = sentence.getByRole("link");
    // What a drawn demo has to tell is not known here.
    if ((await evidence.count()) === 0) return;
    await evidence.last().click();
    await sees(page.getByRole("table", { name: "What changed" }));
  });

  it("open to what is behind them, under an address that holds the view", async () => {
    const { page } = person;
    await page.goto("/");
    await page.getByRole("button", { name: "NPS", exact: true }).click();
    await sees(page.getByRole("heading", { name: "NPS", level: 1 }));
    await page.getByRole("button", { name: /^Period: Last 90 days/ }).click();
    await page.getByRole("button", { name: "Last 12 months" }).click();
    await page.getByRole("button", { name: "The previous period of the same length" }).click();
    await page.getByRole("menuitemradio", { name: "Nothing" }).click();
    await expect
      .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
      .toMatchObject({
        period: "12m",
        compare: "none",
      });
    await expectSound(person);

    const shown = page.getByRole("group", { name: "Show NPS over time as" });
    await shown.getByTitle("Table").click();
    const table = page.getByRole("table", { name: "NPS over time" });
    await sees(table);
    expect(await table.getByRole("row").count()).toBeGreaterThan(12);
    await expectSound(person);

    await page.reload();
    await sees(page.getByRole("button", { name: /^Period: Last 12 months/ }));
    await sees(page.getByRole("button", { name: "Nothing" }));
    await page.getByRole("link", { name: "Overview" }).first().click();
    await sees(page.getByRole("button", { name: /^Period: Last 12 months/ }));
    await expectSound(person);
  });

  it("stand where the team puts them", async () => {
    const { page } = person;
    await page.goto("/");
    await page.getByRole("button", { name: "Edit tiles" }).click();
    await expectSound(person);
    await page.getByRole("button", { name: "Add a tile" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a tile" });
    await dialog.getByRole("combobox", { name: "Metric" }).fill("reten");
    await page.getByRole("option").first().click();
    await dialog.getByRole("textbox", { name: "Title" }).fill("Who stays");
    await dialog.getByRole("button", { name: "Add a filter" }).click();
    await dialog.getByRole("button", { name: "Add tile" }).click();
    await sees(dialog.getByRole("alert").filter({ hasText: "Give every condition a value" }));
    await writeSuggested(dialog.getByRole("combobox", { name: "Value", exact: true }), "web");
    await expectSound(person);
    await dialog.getByRole("button", { name: "Add tile" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await sees(page.getByText("Overview saved"));
    await page.reload();
    await sees(page.getByRole("heading", { name: "Who stays" }));
    await sees(page.getByRole("article").filter({ hasText: "Who stays" }).getByText("channel is “web”"));
    await expectSound(person);
  });

  it("rest on touchpoints, whose rules show what they match while they are written", async () => {
    const { page } = person;
    await page.goto("/");
    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Data" }).click();
    await page.getByRole("link", { name: "Touchpoints" }).click();
    await expectSound(person);
    await page.getByRole("link", { name: "New touchpoint" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Paid in the shop");
    const value = page.getByRole("combobox", { name: "Value", exact: true });
    await value.fill("order compl");
    await sees(page.getByRole("option", { name: "Order Completed" }));
    await page.keyboard.press("Enter");
    expect(await value.inputValue()).toBe("Order Completed");
    const channels = page.getByRole("combobox", { name: "Channels" });
    await channels.fill("sto");
    await sees(page.getByRole("option", { name: "store" }));
    await page.keyboard.press("Enter");
    await channels.fill("kiosk");
    await page.keyboard.press("Tab");
    for (const chip of ["store", "kiosk"]) await sees(page.getByRole("button", { name: `Remove ${chip}` }));
    const preview = page.getByRole("region", { name: "Live preview" });
    await sees(preview.getByText("event is “Order Completed”"));
    const matches = async () =>
      Number((await preview.getByRole("status").textContent())?.match(/^\d+/)?.[0] ?? Number.NaN);
    await expect.poll(matches).toBeGreaterThan(0);
    const all = await matches();

    await page.getByRole("combobox", { name: "How the conditions join" }).click();
    await page.getByRole("option", { name: "All" }).click();
    await page.getByRole("button", { name: "Add condition" }).click();
    await page.getByRole("combobox", { name: "Field" }).last().fill("channel");
    await page.getByRole("option", { name: "Channel", exact: true }).click();
    await value.last().fill("stoer");
    await page.getByRole("button", { name: "Create touchpoint" }).click();
    const doubt = page.getByRole("alertdialog", { name: "This rule matches nothing" });
    await sees(doubt.getByRole("button", { name: "Save anyway" }));
    await doubt.getByRole("button", { name: "Cancel" }).click();
    await writeSuggested(value.last(), "store");
    // The preview follows what is written a moment later.
    const someOf = async () => {
      const now = await matches();
      return now > 0 && now < all;
    };
    await expect.poll(someOf).toBe(true);
    await expectSound(person);
    await page.getByRole("button", { name: "Create touchpoint" }).click();
    await sees(page.getByRole("heading", { name: "Paid in the shop" }));
    await page.getByRole("heading", { name: "Rule", exact: true }).scrollIntoViewIfNeeded();
    await sees(preview.getByText("event is “Order Completed” and channel is “store”"));
    await expectSound(person);
    await page.getByRole("link", { name: "Touchpoints" }).last().click();
    await sees(page.getByRole("row", { name: "Paid in the shop" }));
    await expectSound(person);

    await page.getByRole("link", { name: "Paid in the shop" }).click();
    await page.getByRole("button", { name: "Delete touchpoint" }).click();
    const asked = page.getByRole("alertdialog", { name: "Delete “Paid in the shop”?" });
    await asked.getByRole("textbox").fill("Paid in the shop");
    await expectSound(person);
    await asked.getByRole("button", { name: "Delete touchpoint" }).click();
    await isGone(page.getByRole("row", { name: "Paid in the shop" }));

    await page.getByRole("link", { name: "Checkout" }).click();
    await sees(page.getByRole("link", { name: "Journey “First order”" }));
    expect(await page.getByRole("button", { name: "Delete touchpoint" }).count()).toBe(0);
    await expectSound(person);
  });

  it("come from queries that somebody saved, which open again as they were", async () => {
    const { page } = person;
    const step = (value: string) => ({ condition: { field: "event", op: "eq", value } });
    const query = { steps: [step("Product Viewed"), step("Order Completed")] };
    await page.goto(`/explore/funnel?period=12m&q=${encodeURIComponent(JSON.stringify(query))}`);
    await sees(page.getByText(/^as of /));
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Save this query" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await sees(dialog.getByText("Give the query a name."));
    await dialog.getByRole("textbox", { name: "Name" }).fill("Buying");
    await dialog.getByRole("checkbox", { name: "Also put it on the Overview" }).click();
    await expectSound(person);
    await dialog.getByRole("button", { name: "Save" }).click();
    await sees(page.getByText("“Buying” is on the Overview"));
    await sees(page.getByRole("heading", { name: "Buying" }));
    await expectSound(person);

    await page.getByRole("button", { name: "Time from the first step: 7 days" }).click();
    await page.getByRole("textbox", { name: "Time from the first step" }).fill("14");
    await page.getByRole("button", { name: "Apply" }).click();
    await sees(page.getByText("Changed", { exact: true }));
    await page.getByRole("button", { name: "Save changes" }).click();
    await isGone(page.getByText("Changed", { exact: true }));

    await page.goto("/?period=30d");
    await sees(page.getByRole("heading", { name: "Buying" }));
    await expectSound(person);
    await page.getByRole("button", { name: "Open Buying" }).click();
    await sees(page.getByText(/within 14 days\.$/));
    await sees(page.getByRole("button", { name: /^Period: Last 30 days/ }));
    await sees(page.getByRole("heading", { name: "Buying" }));
    expect(await page.getByText("Changed", { exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: "More for Buying" }).click();
    await sees(page.getByRole("menuitem", { name: "Save with this period and these customers" }));
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Saved", exact: true }).click();
    await sees(page.getByRole("row", { name: "Buying" }));
    const address = await page.getByRole("link", { name: "Buying" }).getAttribute("href");
    expect(address).toMatch(/^\/w\/[^/]+\/explore\/funnel\?.*period=12m.*saved=/);
    await expectSound(person);
    person.expectRefusal(/^409 DELETE/);
    await page.getByRole("button", { name: "More for Buying" }).click();
    await page.getByRole("menuitem", { name: "Delete query" }).click();
    const asked = page.getByRole("alertdialog", { name: "Delete “Buying”?" });
    await asked.getByRole("textbox").fill("Buying");
    await asked.getByRole("button", { name: "Delete query" }).click();
    await sees(asked.getByRole("alert").getByText(/^It is used by .* Take it out there first\.$/));
    await expectSound(person);
    await asked.getByRole("button", { name: "Cancel" }).click();

    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Search or jump to" });
    await sees(palette);
    await page.keyboard.type("Buying");
    await palette.getByRole("option", { name: /^Buying/ }).click();
    await sees(page.getByRole("heading", { name: "Buying" }));
    await sees(page.getByRole("button", { name: /^Period: Last 12 months/ }));
    await expectSound(person);
  });

  it("break where a question is asked on another scale", async () => {
    const { page } = person;
    await page.goto("/data/questions");
    await page.getByRole("link", { name: "Satisfaction with this" }).click();
    await sees(page.getByRole("heading", { name: "Satisfaction with this" }));
    await page.getByRole("link", { name: "Replace", exact: true }).click();
    await page.getByRole("textbox", { name: "Key" }).fill("csat-seven");
    await page.getByRole("combobox", { name: "Scale" }).click();
    await page.getByRole("option", { name: "1 to 7" }).click();
    await expectSound(person);
    await page.getByRole("button", { name: "Add question" }).click();
    await sees(page.getByText(/^Satisfaction with this · since/));
    await sees(page.getByText(/^Break on .*is asked in place of “Satisfaction with this”/));
    await expectSound(person);
  });

  it("are not everybody's where the query that narrowed them is gone", async () => {
    const { page } = person;
    await page.goto("/overview/nps?saved=gone");
    await sees(page.getByText("The saved query of this address is gone"));
    await expectSound(person);
    await page.getByRole("button", { name: "Show all" }).click();
    await sees(page.getByRole("heading", { name: /over time/ }));
  });
});
