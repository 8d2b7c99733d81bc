import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "../../../contracts/words/durations.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { mailSettled } from "./mail.examples.ts";
import { mailMessages } from "./mail.tables.ts";

const never = new AbortController().signal;

let t: TestApp;
let admin: Caller;
const records: Record<string, string[] | Error> = {};

beforeAll(async () => {
  t = await startTestApp({
    environment: { MAIL_FROM: "Throughline <hello@example.com>" },
    resolveTxt: async (name) => {
      const found = records[name] ?? [];
      if (found instanceof Error) throw found;
      return found;
    },
  });
  admin = await t.member("admin");
});
afterAll(() => t.close());

const folder = () => join(t.system.config.data, "mail");
const file = (id: string) => join(folder(), `${id}.eml`);

async function write(to: string, more: { secret?: boolean; workspace?: string; html?: string } = {}) {
  const mail = {
    workspace: t.workspace.id,
    kind: "note",
    subject: `To ${to}`,
    text: "See https://example.com/x.",
    ...more,
  };
  const id = await t.system.mail.enqueue(t.system.db, { ...mail, to: { address: to } });
  await mailSettled(t);
  return id;
}
const get = (caller: Caller, id: string) => caller.request("GET /api/v1/mail/:id", { params: { id } });

describe("without a mail server", () => {
  it("messages lie in a folder that only its owner reads, and are shown to who may manage the workspace", async () => {
    const id = await write("ann@example.org", { html: "<p>See <a href='https://example.com/x'>x</a>.</p>" });
    expect(statSync(file(id)).mode & 0o077).toBe(0);
    expect(readFileSync(file(id), "utf8")).toMatch(/^To: ann@example\.org\r$/m);
    const { items } = await admin.request("GET /api/v1/mail", {});
    expect(items[0]).toMatchObject({ id, to: "ann@example.org", status: "kept", kind: "note", attempts: 1 });
    expect(await get(admin, id)).toMatchObject({
      from: "Throughline <hello@example.com>",
      text: expect.stringContaining("See https://example.com/x."),
      html: expect.stringContaining("<p>See"),
      hidden: null,
    });
    expect((await t.system.db.select().from(mailMessages)).find((row) => row.id === id)?.text).toBeNull();
  });

  it("an invitation is written by itself, in the background", async () => {
    const { link } = await admin.request("POST /api/v1/invitations", {
      body: { email: "new@example.org", role: "viewer" },
    });
    const invited = async () =>
      (await t.owner.request("GET /api/v1/mail", { query: { to: "NEW@example.org" } })).items[0];
    while ((await invited())?.status !== "kept") await wait(20);
    expect((await get(t.owner, (await invited())?.id ?? "")).text).toContain(link);
  });

  it("what lets somebody in is shown to who runs the system only", async () => {
    const own = await write("guest@example.org", { secret: true });
    expect(await get(admin, own)).toMatchObject({
      subject: "To guest@example.org",
      text: null,
      html: null,
      hidden: "system",
    });
    expect(await get(t.owner, own)).toMatchObject({ text: expect.stringContaining("example.com"), hidden: null });
    const systems = await write("olive@example.org", { secret: true, workspace: "" });
    await expect(get(admin, systems)).rejects.toMatchObject({ problem: { status: 404 } });
    expect(await get(t.owner, systems)).toMatchObject({ hidden: null });
    const shown = async (caller: Caller) => (await caller.request("GET /api/v1/mail", {})).items.map(({ id }) => id);
    expect(await shown(t.owner)).toContain(systems);
    expect(await shown(admin)).not.toContain(systems);
    const other = await t.freshWorkspace();
    await expect(get(other.owner, own)).rejects.toMatchObject({ problem: { status: 404 } });
    expect(await shown(other.owner)).toEqual([]);
  });

  it("a list has pages, states and one person's", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const ids: string[] = [];
    for (const name of ["a", "b", "c"]) ids.unshift(await write(`${name}@example.org`, { workspace: workspace.id }));
    const first = await owner.request("GET /api/v1/mail", { query: { limit: 2 } });
    const second = await owner.request("GET /api/v1/mail", { query: { limit: 2, cursor: first.nextCursor ?? "" } });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await owner.request("GET /api/v1/mail", { query: { status: "refused" } })).items).toEqual([]);
    expect((await owner.request("GET /api/v1/mail", { query: { to: "B@EXAMPLE.org" } })).items).toHaveLength(1);
  });
});

describe("a text", () => {
  it("is kept for thirty days after it was sent, how it ended for ever", async () => {
    const id = await write("old@example.org");
    const refused = await write("closed@example.org");
    await t.system.db.update(mailMessages).set({ status: "refused", text: "kept to be looked at" });
    t.clock.advance(30 * DAY + 1000);
    const then = new Date(t.clock.now().getTime() - 30 * DAY - 1000);
    utimesSync(file(id), then, then);
    const young = await write("young@example.org");
    const today = t.clock.now();
    utimesSync(file(young), today, today);
    await t.system.mail.tidy(never);
    expect(existsSync(file(id))).toBe(false);
    expect(existsSync(file(young))).toBe(true);
    for (const each of [id, refused])
      expect(await get(t.owner, each)).toMatchObject({
        subject: expect.any(String),
        status: "refused",
        text: null,
        hidden: "not_kept",
      });
    expect((await get(t.owner, young)).text).toContain("See");
  });
});

describe("erasing what was addressed to somebody", () => {
  it("leaves nothing of them, in the records or the folder, and sends nothing more", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const mail = { workspace: workspace.id, kind: "note", subject: "For Erika", text: "Dear Erika" };
    const to = { address: "erika.mustermann@example.org", name: "Erika Mustermann" };
    const kept = await write("Erika.Mustermann@example.org", { workspace: workspace.id });
    const others = await write("someone.else@example.org", { workspace: workspace.id });
    const elsewhere = await write("erika.mustermann@example.org");
    const waiting = await t.system.mail.enqueue(t.system.db, { ...mail, to });
    expect(
      await owner.request("POST /api/v1/mail-erasures", { body: { address: "erika.mustermann@EXAMPLE.org" } }),
    ).toEqual({
      erased: 2,
    });
    await t.system.mail.drain(never);
    const rows = (await t.system.db.select().from(mailMessages)).filter((row) => row.workspace === workspace.id);
    expect(JSON.stringify(rows)).not.toMatch(/erika/i);
    expect(rows.find(({ id }) => id === waiting)).toMatchObject({ status: "refused", attempts: 0 });
    expect(readdirSync(folder()).filter((name) => name.startsWith(kept) || name.startsWith(waiting))).toEqual([]);
    expect((await get(owner, others)).text).not.toBeNull();
    expect((await get(t.owner, elsewhere)).text).not.toBeNull();
    expect(
      await owner.request("POST /api/v1/mail-erasures", { body: { address: "erika.mustermann@example.org" } }),
    ).toEqual({
      erased: 0,
    });
  });
});

describe("the sender of a workspace", () => {
  it("has its own address once somebody who reads mail there said yes", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const system = { name: "Throughline", address: "hello@example.com", replyTo: null };
    expect(await owner.request("GET /api/v1/mail-sender", {})).toEqual({
      ...{ name: null, address: null, confirmed: false, replyTo: null, transport: "folder", server: null },
      effective: system,
    });
    const wanted = { name: "Shop", address: "hello@shop.example", replyTo: "answers@shop.example" };
    const set = await owner.request("PUT /api/v1/mail-sender", { body: wanted });
    expect(set).toMatchObject({
      ...wanted,
      confirmed: false,
      effective: { name: "Shop", address: "hello@example.com" },
    });

    await t.system.mail.drain(never);
    const [asked] = (await t.owner.request("GET /api/v1/mail", { query: { to: "hello@shop.example" } })).items;
    // Whoever asks does not see the link that answers.
    const own = (await owner.request("GET /api/v1/mail", { query: { to: "hello@shop.example" } })).items;
    expect(asked).toBeUndefined();
    expect(await get(owner, own[0]?.id ?? "")).toMatchObject({
      kind: "sender_confirmation",
      hidden: "system",
      text: null,
    });
    const text = (await t.system.mail.folder.read(own[0]?.id ?? ""))?.text ?? "";
    const token = /\/confirm-sender\/([\w-]{43})/.exec(text)?.[1] ?? "";

    const confirm = () => t.anonymous.request("POST /api/v1/mail-sender/confirmations", { body: { token } });
    expect(await confirm()).toEqual({ address: "hello@shop.example" });
    await expect(confirm()).rejects.toMatchObject({ problem: { status: 404 } });
    const id = await write("ann@example.org", { workspace: workspace.id });
    expect(readFileSync(file(id), "utf8")).toMatch(
      /^From: Shop <hello@shop\.example>\r\n(.*\r\n)*Reply-To: answers@shop\.example\r$/m,
    );

    const renamed = await owner.request("PUT /api/v1/mail-sender", { body: { ...wanted, name: "The shop" } });
    expect(renamed).toMatchObject({ confirmed: true, effective: { name: "The shop", address: "hello@shop.example" } });
    const another = await owner.request("PUT /api/v1/mail-sender", {
      body: { ...wanted, address: "sales@shop.example" },
    });
    expect(another).toMatchObject({ confirmed: false, effective: { address: "hello@example.com" } });
    expect(await owner.request("PUT /api/v1/mail-sender", { body: {} })).toMatchObject({
      address: null,
      effective: system,
    });
  });

  it("takes no line break and no nonsense", async () => {
    for (const body of [
      { name: "Shop\r\nBcc: x@evil.example" },
      { address: "nobody" },
      { replyTo: "a@b@c.example" },
      { name: "" },
    ])
      await expect(t.owner.request("PUT /api/v1/mail-sender", { body })).rejects.toMatchObject({
        problem: { status: 400 },
      });
    await expect(
      t.owner.request("PUT /api/v1/mail-sender", { body: { address: "ann@\u3002.example" } }),
    ).rejects.toMatchObject({ problem: { status: 400, fields: [{ path: "address" }] } });
  });

  it("has a link that ends after a day, or with the next one", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const tokens: string[] = [];
    for (const address of ["one@shop.example", "two@shop.example"]) {
      await owner.request("PUT /api/v1/mail-sender", { body: { address } });
      await t.system.mail.drain(never);
      const rows = (await t.system.db.select().from(mailMessages)).filter((row) => row.workspace === workspace.id);
      const text =
        (await t.system.mail.folder.read(rows.find((row) => row.recipient === address)?.id ?? ""))?.text ?? "";
      tokens.push(/confirm-sender\/([\w-]{43})/.exec(text)?.[1] ?? "");
    }
    const confirm = (token = "") => t.anonymous.request("POST /api/v1/mail-sender/confirmations", { body: { token } });
    await expect(confirm(tokens[0])).rejects.toMatchObject({ problem: { status: 404 } });
    t.clock.advance(DAY);
    await expect(confirm(tokens[1])).rejects.toMatchObject({ problem: { status: 404 } });
  });
});

describe("a test message", () => {
  it("goes out, with what the sender's domain lacks", async () => {
    records["example.com"] = ["v=spf1 -all"];
    records["_dmarc.example.com"] = new Error("queryTxt ETIMEOUT _dmarc.example.com");
    const test = await admin.request("POST /api/v1/mail-tests", { body: { to: "ann@example.org" } });
    expect(test).toMatchObject({
      message: { kind: "mail_test", to: "ann@example.org", subject: "Test message from Throughline" },
      domain: "example.com",
      records: [
        { kind: "spf", state: "ok", found: ["v=spf1 -all"], add: null },
        { kind: "dkim", state: "unsigned" },
        { kind: "dmarc", state: "unreachable", add: expect.stringContaining("v=DMARC1") },
      ],
    });
    while ((await get(admin, test.message.id)).status === "waiting") await wait(20);
    expect(await get(admin, test.message.id)).toMatchObject({
      status: "kept",
      text: expect.stringContaining("can send mail"),
    });
  });

  it("cannot be used to fill somebody's mailbox", async () => {
    const { owner } = await t.freshWorkspace();
    const send = () => owner.request("POST /api/v1/mail-tests", { body: { to: "victim@example.org" } });
    for (let time = 0; time < 20; time += 1) await send();
    await expect(send()).rejects.toMatchObject({ problem: { status: 429 } });
    t.clock.advance(60 * 60 * 1000);
    await send();
  });
});
