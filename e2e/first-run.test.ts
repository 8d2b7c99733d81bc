import { text } from "node:stream/consumers";
import type { APIRequestContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { letIn, type Member, newOwner, root, sendOrder, setUp } from "./own-workspace.ts";
import { type Program, startProgram } from "./program.ts";
import { expectSound, goOn, isGone, keepPictures, sees, signIn, type Visit, visit } from "./visit.ts";

const browser = await openBrowser();
const viewer = { name: "Victor Viewer", email: "victor@example.com", password: "some other words" };

const FILE = `user_id,email,event,timestamp,channel,amount,note
u-1,ada@example.com,Order Completed,2026-03-02T10:15:00Z,store,20,gift
u-2,bo@example.com,Order Completed,2026-03-03T11:00:00Z,web,35.5,
u-2,bo@example.com,Order Returned,2026-03-09T09:30:00Z,store,35.5,too small
u-3,cy@example.com,Order Completed,the day after,web,12,
`;

afterAll(() => browser?.close());

describe.skipIf(!browser)("A new system", { timeout: 240_000 }, () => {
  let program: Program;
  let guest: Visit;

  beforeAll(async () => {
    if (!browser) return;
    program = await startProgram();
    guest = await visit(browser, { url: program.url });
  });
  afterAll(async () => {
    await guest?.close();
    await program?.stop();
  });
  beforeEach(({ onTestFailed, task }) => onTestFailed(() => keepPictures(browser, task.name)));

  it("asks whoever comes first to become its owner", async () => {
    const { page } = guest;
    await page.goto("/");
    await sees(page.getByRole("heading", { name: "Create the owner" }));
    await expectSound(guest);
    await page.getByRole("button", { name: "Create owner and workspace" }).click();
    await sees(page.getByText("Enter your e-mail address."));
    expect(await page.getByLabel("Your name").evaluate((input) => input === document.activeElement)).toBe(true);

    await page.getByLabel("Your name").fill("Olive Owner");
    await page.getByLabel("E-mail").fill("olive@example.com");
    await page.getByLabel("Password").fill("a few plain words");
    await page.getByLabel("Workspace").fill("Lantern Goods");
    await page.getByRole("button", { name: "Create owner and workspace" }).click();

    await sees(page.getByRole("heading", { name: "Overview" }));
    await sees(page.getByRole("heading", { name: "The way to your first numbers" }));
    await sees(page.getByRole("button", { name: "Workspace Lantern Goods, switch" }));
    await expectSound(guest);
  });
});

describe.skipIf(!browser)("A workspace in which nothing is yet", { timeout: 240_000 }, () => {
  let program: Program;
  let api: APIRequestContext;
  let owner: Member;
  let guest: Visit;

  beforeAll(async () => {
    if (!browser) return;
    program = await startProgram();
    api = await setUp(program);
  });
  beforeEach(async ({ onTestFailed, task }) => {
    onTestFailed(() => keepPictures(browser, task.name));
    await guest?.close();
    if (!browser) return;
    owner = await newOwner(api);
    guest = await visit(browser, { url: program.url });
    await signIn(guest.page.context(), program.url, owner);
  });
  afterAll(async () => {
    await guest?.close();
    await api?.dispose();
    await program?.stop();
  });

  it("says what accounts are for, and how the first one comes", async () => {
    const { page } = guest;
    await page.goto("/customers/accounts");
    await sees(page.getByRole("heading", { name: "No accounts yet" }));
    await sees(page.getByRole("region", { name: "The first account, from a terminal" }).getByText(/v1\/group/));
    await sees(page.getByRole("link", { name: "Get a write key" }));
    await expectSound(guest);
  });

  it("gives a write key, once", async () => {
    const { page } = guest;
    await page.goto("/");
    await page.getByRole("link", { name: "Send the first event" }).click();
    await sees(page.getByRole("heading", { name: "No keys yet" }));
    await expectSound(guest);

    await page.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog", { name: "New key" });
    await dialog.getByLabel("Name").fill("Web shop");
    await dialog.getByRole("button", { name: "Create key" }).click();

    const made = page.getByRole("dialog", { name: "“Web shop” is ready" });
    await sees(made);
    await expectSound(guest);
    const writeKey = await made.getByRole("textbox", { name: "Write key" }).inputValue();
    await made.getByRole("button", { name: "I have stored it" }).click();
    await isGone(made);
    await sees(page.getByRole("row", { name: "Web shop" }).filter({ hasText: "Write key" }));
    await expectSound(guest);
    // It stands in the examples until the page is left.
    await page.reload();
    await sees(page.getByRole("row", { name: "Web shop" }).filter({ hasText: "Write key" }));
    expect(await page.getByText(writeKey).count()).toBe(0);
    await expectSound(guest);
  });

  it("shows an event within seconds after it was sent", async () => {
    const { page } = guest;
    await page.goto("/data");
    await page.getByRole("link", { name: "Live events" }).click();
    await sees(page.getByRole("heading", { name: "Waiting for the first event" }));
    await expectSound(guest);
    await sendOrder(api, owner);

    const line = page.getByRole("button", { name: /Order Completed/ });
    await sees(line);
    await line.click();
    await sees(page.getByRole("link", { name: "Open the customer" }));
    await expectSound(guest);
  });

  it("shows what a key for tests sends as a test, and deletes it with one press", async () => {
    const { page } = guest;
    await page.goto("/data");
    await page.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog", { name: "New key" });
    await dialog.getByLabel("Name").fill("Try out");
    await dialog.getByRole("checkbox", { name: "For tests" }).click();
    await expectSound(guest);
    await dialog.getByRole("button", { name: "Create key" }).click();
    const made = page.getByRole("dialog", { name: "“Try out” is ready" });
    const writeKey = await made.getByRole("textbox", { name: "Write key" }).inputValue();
    await made.getByRole("button", { name: "I have stored it" }).click();
    await sees(page.getByRole("row", { name: "Try out" }).filter({ hasText: "For tests" }));

    const sent = await page.request.post("/v1/track", {
      headers: { authorization: `Bearer ${writeKey}` },
      data: { userId: "nobody", event: "Tried Out" },
    });
    expect(sent.status()).toBe(200);
    await page.getByRole("link", { name: "Live events" }).click();
    await sees(page.getByRole("button", { name: /Tried Out.*Test/ }));
    await expectSound(guest);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await expectSound(guest);
    await page.getByRole("button", { name: "Delete test events" }).click();
    await isGone(page.getByRole("button", { name: /Tried Out/ }));
    await isGone(page.getByRole("button", { name: "Delete test events" }));
    await page.goto("/customers?search=nobody");
    await sees(page.getByText("Nothing matches “nobody”"));
  });

  it("knows the person who sent it", async () => {
    const { page } = guest;
    await sendOrder(api, owner);
    await page.goto("/");
    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Customers" }).click();
    const row = page.getByRole("row", { name: "Ada Example" });
    await sees(row);
    await expectSound(guest);
    await row.click();

    await sees(page.getByRole("heading", { name: "Ada Example", level: 1 }));
    await sees(page.getByText("ada@example.com"));
    await sees(page.getByText("family"));
    await sees(page.getByRole("listitem").filter({ hasText: "Order Completed" }));
    await expectSound(guest);

    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Overview" }).click();
    await sees(page.getByText("A first event: done"));
    await expectSound(guest);
  });

  it("brings in a file once, however often it is given", async () => {
    const { page } = guest;
    await page.goto("/");
    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "Data" }).click();
    await page.getByRole("link", { name: "Imports" }).click();
    await sees(page.getByRole("heading", { name: "No files yet" }));
    await expectSound(guest);

    await upload(page);
    await sees(page.getByRole("combobox", { name: "Meaning of user_id" }).filter({ hasText: "Who" }));
    await sees(page.getByText("Choose the column that says when it happened."));
    await choose(page, "timestamp", /^When/);
    await choose(page, "email", /^Customer trait/);
    await choose(page, "note", /^Leave out/);
    // The preview has caught up with what was chosen.
    await isGone(page.getByText(/note: gift/));
    await sees(page.getByRole("row", { name: /Order Returned.*u-2/ }));
    await sees(page.getByText(/^Rejected: /));
    await expectSound(guest);

    await page.getByRole("button", { name: "Dry run" }).click();
    await sees(page.getByText("Every row was read and checked. Nothing is imported yet."));
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await sees(page.getByText("All accepted rows are in."));
    expect(await figure(page, "Accepted")).toBe("3");
    expect(await figure(page, "Rejected")).toBe("1");
    await expectSound(guest);
    const [rejects] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download rejected rows" }).click(),
    ]);
    expect(await text(await rejects.createReadStream())).toMatch(/5.*the day after/);

    const bought = async () => {
      await page.goto("/customers?search=bo");
      await page.getByRole("row", { name: "bo@example.com" }).click();
      await sees(page.getByRole("listitem").filter({ hasText: "Order Returned" }));
      return figure(page, "Orders");
    };
    expect(await bought()).toBe("1");

    await page.goto("/data/imports");
    await upload(page);
    await choose(page, "timestamp", /^When/);
    await choose(page, "email", /^Customer trait/);
    await choose(page, "note", /^Leave out/);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await sees(page.getByText("All accepted rows are in."));
    expect(await bought()).toBe("1");
    expect(await page.getByRole("listitem").filter({ hasText: "Order Returned" }).count()).toBe(1);
    await expectSound(guest);
  });

  it("lets an invited viewer look, and shows them nothing to change", async () => {
    if (!browser) return;
    const { page } = guest;
    await sendOrder(api, owner);
    await page.goto("/settings/members");
    await page.getByRole("button", { name: "Invite" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite" });
    await dialog.getByLabel("E-mail").fill(viewer.email);
    await dialog.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: /^Viewer/ }).click();
    await dialog.getByRole("button", { name: "Create link" }).click();
    const made = page.getByRole("dialog", { name: `Link for ${viewer.email}` });
    const link = await made.getByRole("textbox", { name: "Invitation link" }).inputValue();
    await made.getByRole("button", { name: "Done" }).click();
    await sees(page.getByRole("row").filter({ hasText: viewer.email }));
    await expectSound(guest);

    const other = await visit(browser, { url: program.url });
    const { page: theirs } = other;
    await theirs.goto(link);
    await sees(theirs.getByRole("heading", { name: "Join Lantern Goods" }));
    await expectSound(other);
    await theirs.getByLabel("Your name").fill(viewer.name);
    await theirs.getByLabel("Password").fill(viewer.password);
    await theirs.getByRole("button", { name: "Join workspace" }).click();

    await sees(theirs.getByRole("heading", { name: "Overview" }));
    await expectSound(other);
    expect(await theirs.getByRole("button", { name: "Edit tiles" }).count()).toBe(0);

    await goOn(theirs, "/journeys");
    await expectSound(other);
    expect(await theirs.getByRole("button", { name: "New journey" }).count()).toBe(0);

    await goOn(theirs, "/customers");
    await sees(theirs.getByText("Customers are not shown to viewers"));
    await goOn(theirs, "/data");
    await sees(theirs.getByText("Keys are for admins"));
    expect(await theirs.getByRole("button", { name: "New key" }).count()).toBe(0);
    await expectSound(other);

    other.expectRefusal(/^403 GET \/api\/v1\/events\/recent$/);
    await goOn(theirs, "/data/live");
    await sees(theirs.getByText("Ask an admin of the workspace for the right to see this."));
    await expectSound(other);

    for (const [address, what] of [
      ["/customers/segments/new", "segments"],
      ["/customers/personas/new", "personas"],
      ["/touchpoints/new", "touchpoints"],
    ] as const) {
      await goOn(theirs, address);
      await sees(theirs.getByText(`Your role may not describe ${what}`));
      await expectSound(other);
    }

    await goOn(theirs, "/settings/members");
    await sees(theirs.getByRole("row").filter({ hasText: owner.email }));
    expect(await theirs.getByRole("button", { name: "Invite" }).count()).toBe(0);
    await expectSound(other);
    await other.close();
  });

  it("gives a forgotten password back, without a mail server too", async () => {
    if (!browser) return;
    const someone = await letIn(api, owner.workspace, { name: "Fay Forgetful", role: "viewer" });
    const forgetful = await visit(browser, { url: program.url });
    const { page: theirs } = forgetful;
    await theirs.goto("/sign-in");
    await theirs.getByRole("link", { name: "Forgotten your password?" }).click();
    await sees(theirs.getByRole("heading", { name: "Forgotten password" }));
    await expectSound(forgetful);
    await theirs.getByLabel("E-mail").fill(someone.email);
    await theirs.getByRole("button", { name: "Send the link" }).click();
    await sees(theirs.getByText(/a link is on its way/));
    await expectSound(forgetful);

    // A message that signs somebody in is for whoever runs the system.
    const keeper = await visit(browser, { url: program.url });
    await signIn(keeper.page.context(), program.url, root);
    const { page } = keeper;
    await page.goto("/settings/mail");
    await sees(page.getByRole("heading", { name: "There is no mail server" }));
    await expectSound(keeper);
    await page.getByRole("row", { name: "Reset your password" }).click();
    await sees(page.getByText(`Hello ${someone.name},`));
    const link = (await page.getByRole("link", { name: /reset-password/ }).getAttribute("href")) ?? "";
    await expectSound(keeper);
    await page.getByText("As a page").click();
    await sees(page.frameLocator("iframe").getByText("Set a new password"));

    await theirs.goto(link);
    await sees(theirs.getByRole("heading", { name: "New password" }));
    await expectSound(forgetful);
    await theirs.getByLabel("Password").fill("words that are new");
    await theirs.getByRole("button", { name: "Set the password" }).click();
    await sees(theirs.getByText("The password is set."));
    await expectSound(forgetful);
    await theirs.getByRole("link", { name: "To the sign-in" }).click();
    await sees(theirs.getByRole("heading", { name: "Sign in" }));
    await theirs.getByLabel("E-mail").fill(someone.email);
    await theirs.getByLabel("Password").fill("words that are new");
    await theirs.getByRole("button", { name: "Sign in" }).click();
    await sees(theirs.getByRole("heading", { name: "Overview" }));
    await expectSound(forgetful);
    await theirs.goto("/settings/mail");
    await sees(theirs.getByText("Mail is for admins"));
    await expectSound(forgetful);
    await forgetful.close();
    await keeper.close();
  });

  it("turns away a wrong password without saying what was wrong", async () => {
    if (!browser) return;
    const stranger = await visit(browser, { url: program.url });
    stranger.expectRefusal(/^401 POST \/api\/v1\/session$/);
    const { page } = stranger;
    await page.goto("/customers");
    await sees(page.getByRole("heading", { name: "Sign in" }));
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await sees(page.getByRole("alert"));
    await expectSound(stranger);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await sees(page.getByRole("heading", { name: "Customers" }));
    await expectSound(stranger);
    await stranger.close();
  });
});

async function upload(page: Page): Promise<void> {
  const [picker] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a file" }).click(),
  ]);
  await picker.setFiles({ name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await page.getByRole("heading", { name: "orders.csv" }).waitFor();
}

async function choose(page: Page, column: string, meaning: RegExp): Promise<void> {
  await page.getByRole("combobox", { name: `Meaning of ${column}` }).click();
  await page.getByRole("option", { name: meaning }).click();
}

/** The number that stands under a name. */
async function figure(page: Page, name: string): Promise<string> {
  const term = page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
  return (await term.locator("xpath=following-sibling::dd").textContent())?.trim() ?? "";
}
