import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { erased, findEverywhere } from "../../testing/invented-person.ts";
import { feedback, track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";
import { privacyLinks } from "./privacy-links.tables.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const DAY = 86_400_000;
const ago = (days: number) => new Date(t.clock.now().getTime() - days * DAY).toISOString();
let callers = 0;

/** Two customers of one workspace, of whom Ida has a link. */
async function somebody(asked: { days?: number; language?: "en" | "de" } = {}) {
  const fresh = await t.freshWorkspace();
  const identify = (userId: string, name: string) => ({
    ...{ type: "identify", userId, messageId: `${userId} is`, timestamp: ago(9) },
    traits: { name, email: `${userId}@example.org`, phone: "+49 170 555" },
  });
  await t.track(fresh.writeKey, [
    identify("ida", "Ida <Example>"),
    identify("otto", "Otto Other"),
    { ...track("ida", "Order Completed", ago(8)), context: { locale: "de-AT" } },
    feedback("ida", "nps", 10, ago(7)),
    track("otto", "Order Completed", ago(6)),
  ]);
  const idOf = (userId: string) => keyOfIdentifier(fresh.workspace.id, "user_id", userId);
  const ida = idOf("ida");
  const made = await fresh.owner.request("POST /api/v1/contacts/:id/privacy-links", {
    params: { id: ida },
    body: asked,
  });
  callers += 1;
  const remoteAddress = `10.1.0.${callers}`;
  const { pathname } = new URL(made.url);
  const open = (path = pathname) => t.app.inject({ method: "GET", url: path, remoteAddress });
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}, path = pathname) =>
    t.app.inject({
      ...{ method: "POST", url: path, remoteAddress },
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
  const send = async (fields: Record<string, string>) => {
    const proof = /name="proof" value="([\w-]+)"/.exec((await open()).body)?.[1] ?? "";
    return post({ proof, ...fields });
  };
  return { ...fresh, ida, otto: idOf("otto"), ...made, pathname, open, post, send };
}

const told = async (owner: Awaited<ReturnType<typeof somebody>>["owner"], what: string) =>
  (await owner.request("GET /api/v1/audit", { query: { what } })).items.map(({ actor, subjects }) => [
    actor,
    subjects.map(({ kind, id, fields }) => [kind, id, Object.keys(fields)]),
  ]);

describe("the page of a customer", () => {
  it("shows what is kept of them and of nobody else, in their language, to nobody else's knowledge", async () => {
    const { owner, open, ida, otto, link, pathname } = await somebody();
    expect(link).toMatchObject({ contactId: ida, language: "de", createdBy: "Olive Owner", expiresAt: ago(-14) });
    const page = await open();
    expect(page.statusCode).toBe(200);
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
      "cache-control": "no-store",
    });
    expect(page.headers["content-security-policy"]).toMatch(/^default-src 'none'; .*style-src 'sha256-/);
    expect(page.headers["set-cookie"]).toBeUndefined();
    expect(page.body).toContain('<html lang="de">');
    expect(page.body).toContain("<dt>Was Sie uns gesagt haben</dt><dd>1</dd>");
    expect(page.body).toContain('value="Ida &#60;Example&#62;"');
    expect(page.body).not.toMatch(/<script|Otto|otto@/);
    const file = await open(`${pathname}/export`);
    expect(file.headers["content-type"]).toBe("application/zip");
    expect(file.rawPayload.includes(Buffer.from(otto))).toBe(false);
    for (const what of ["openPrivacyPage", "exportOnPrivacyPage"])
      expect(await told(owner, what)).toEqual([[{ kind: "customer", id: link.id, name: "" }, [["contact", ida, []]]]]);
    expect(await findEverywhere(t, [pathname.split("/").at(-1)?.toLowerCase() ?? "?"])).toEqual([]);
  });

  it("changes nothing by being opened, and nothing without what it was opened with", async () => {
    const { open, post, owner, pathname } = await somebody({ language: "en" });
    for (const path of [pathname, `${pathname}?act=erase&sure=yes`]) await open(path);
    const proof = /name="proof" value="([\w-]+)"/.exec((await open()).body)?.[1] ?? "";
    const other = await somebody();
    const theirs = /name="proof" value="([\w-]+)"/.exec((await other.open()).body)?.[1] ?? "";
    for (const forged of ["", theirs, `${proof}x`])
      expect((await post({ act: "erase", sure: "yes", proof: forged })).statusCode).toBe(404);
    const foreign = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    expect((await post({ act: "erase", sure: "yes", proof }, foreign)).statusCode).toBe(404);
    expect((await post({ act: "erase", proof })).body).toContain("tick the box");
    expect((await owner.request("GET /api/v1/erasures", {})).items).toEqual([]);
    expect((await post({ act: "correct", name: "x".repeat(20_000), proof })).statusCode).toBe(404);
  });

  it("is one plain page for whatever opens nothing, and for who guesses a wall", async () => {
    const { owner, open, pathname, link, workspace, ida } = await somebody();
    const gone = await open("/privacy/x");
    expect(gone.statusCode).toBe(404);
    expect(gone.body).toContain("This page does not exist");
    const token = pathname.split("/").at(-1) ?? "";
    const made = t.system.privacyLinks.make();
    for (const guess of [made, token.slice(0, -1), `${token.slice(0, 24)}${made.slice(24)}`, encodeURIComponent("ä\0")])
      expect((await open(`/privacy/${guess}`)).body).toBe(gone.body);
    const row = eq(privacyLinks.id, link.id);
    const [kept] = await t.system.db.select().from(privacyLinks).where(row);
    expect(JSON.stringify(kept)).not.toContain(token);
    await owner.request("DELETE /api/v1/privacy-links/:id", { params: { id: link.id } });
    expect((await open()).body).toBe(gone.body);
    expect((await open(`${pathname}/export`)).body).toBe(gone.body);
    expect(await owner.request("GET /api/v1/contacts/:id/privacy-links", { params: { id: ida } })).toEqual({
      items: [],
    });

    const short = await somebody({ days: 1 });
    t.clock.advance(DAY);
    expect((await short.open()).body).toBe(gone.body);
    const statuses = [];
    for (let n = 0; n < 40; n += 1) statuses.push((await short.open("/privacy/nothing")).statusCode);
    expect(statuses).toContain(429);
    const walled = await short.open();
    expect(walled.headers["retry-after"]).toBeDefined();
    expect(walled.body).toContain("Too many attempts");
    const admin = await t.member("viewer", workspace.id);
    await expect(
      admin.request("POST /api/v1/contacts/:id/privacy-links", { params: { id: ida }, body: {} }),
    ).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it("ends when the contact is merged: who has it was told of one of the two", async () => {
    const { owner, open, ida, otto } = await somebody();
    const params = { id: ida };
    const body = { merged: otto, reason: "the same" };
    const { id } = await owner.request("POST /api/v1/contacts/:id/merge", { params, body });
    expect((await open()).statusCode).toBe(404);
    await owner.request("DELETE /api/v1/merges/:id", { params: { id } });
    await t.settled();
    expect((await open()).statusCode).toBe(200);
    await owner.request("POST /api/v1/contacts/:id/merge", { params: { id: otto }, body: { ...body, merged: ida } });
    expect((await open()).statusCode).toBe(404);
  });
});

describe("a correction", () => {
  it("waits until a member accepts it", async () => {
    const { owner, send, open, ida } = await somebody({ language: "en" });
    const wrong = await send({ act: "correct", name: "Ida", email: "nonsense", phone: "call me" });
    expect(wrong.statusCode).toBe(200);
    expect(wrong.body).toContain("This is no e-mail address.");
    expect(wrong.body).toContain('value="nonsense" aria-invalid="true" aria-describedby="email-wrong"');
    expect((await owner.request("GET /api/v1/corrections", {})).items).toEqual([]);
    const same = await send({ act: "correct", name: "Ida <Example>", email: "ida@example.org", phone: "" });
    expect(same.body).toContain("Nothing was different");
    await send({ act: "correct", name: "Ida First", email: "ida@example.org", phone: "" });
    const asked = await send({ act: "correct", name: "Ida Exemplar", email: "new@example.org", phone: "" });
    expect(asked.body).toContain("Somebody will look at your correction.");
    expect((await open()).body).toContain("You asked for a correction on");
    const { items } = await owner.request("GET /api/v1/corrections", { query: { contact: ida } });
    expect(items).toEqual([
      expect.objectContaining({
        contactId: ida,
        fields: [
          { field: "name", now: "Ida <Example>", asked: "Ida Exemplar" },
          { field: "email", now: "ida@example.org", asked: "new@example.org" },
        ],
      }),
    ]);
    const contact = () => owner.request("GET /api/v1/contacts/:id", { params: { id: ida } });
    expect(await contact()).toMatchObject({ name: "Ida <Example>" });
    const params = { id: items[0]?.id ?? "" };
    await owner.request("POST /api/v1/corrections/:id/accept", { params });
    expect(await contact()).toMatchObject({ name: "Ida Exemplar", email: "new@example.org" });
    await expect(owner.request("DELETE /api/v1/corrections/:id", { params })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    // The log says which fields, and nobody's name.
    expect(await told(owner, "usePrivacyPage")).toContainEqual([
      expect.objectContaining({ kind: "customer" }),
      [["contact", ida, ["name", "email"]]],
    ]);

    await send({ act: "correct", name: "Mallory", email: "", phone: "" });
    const [declined] = (await owner.request("GET /api/v1/corrections", {})).items;
    await owner.request("DELETE /api/v1/corrections/:id", { params: { id: declined?.id ?? "" } });
    expect(await contact()).toMatchObject({ name: "Ida Exemplar" });
  });
});

describe("a request to erase", () => {
  it("waits for the days of grace, can be taken back, and leaves a receipt that names nobody", async () => {
    const { owner, open, send, ida, pathname } = await somebody({ language: "en", days: 30 });
    await send({ act: "correct", name: "Ida Unmistakable", email: "", phone: "" });
    expect((await send({ act: "erase", sure: "yes" })).body).toContain("Your request is noted.");
    const [first] = (await owner.request("GET /api/v1/erasures", {})).items;
    expect(first).toMatchObject({
      origin: "customer",
      requestedBy: "",
      status: "waiting",
      contacts: [ida],
      dueAt: ago(-7),
    });
    expect((await open()).body).toContain("Take the request back");
    await send({ act: "take_back" });
    expect((await owner.request("GET /api/v1/erasures", {})).items).toMatchObject([{ status: "cancelled" }]);
    await send({ act: "erase", sure: "yes" });
    await send({ act: "erase", sure: "yes" });
    const [second, ...others] = (await owner.request("GET /api/v1/erasures", {})).items;
    expect(others).toHaveLength(1);
    t.clock.advance(7 * DAY);
    await t.system.personalData.wake();
    await erased(owner, second?.id ?? "");
    const receipt = await open();
    expect(receipt.statusCode).toBe(200);
    expect(receipt.body).toContain("All that was kept of you was erased on");
    expect(receipt.body).toContain("<dt>What you told us</dt><dd>1</dd>");
    expect(receipt.body).not.toMatch(/Ida|<form/);
    expect((await open(`${pathname}/export`)).statusCode).toBe(404);
    await t.settled();
    expect(await findEverywhere(t, ["unmistakable", ida])).toEqual([]);
  });

  it("of a member is shown, and not the customer's to take back", async () => {
    const { owner, open, send, ida } = await somebody({ language: "en" });
    await owner.request("POST /api/v1/erasures", { body: { contacts: [ida] } });
    const { body } = await open();
    expect(body).toContain("All that is kept of you will be erased on");
    expect(body).not.toContain("Take the request back");
    expect((await send({ act: "take_back" })).statusCode).toBe(404);
    expect((await owner.request("GET /api/v1/erasures", {})).items).toMatchObject([{ status: "waiting" }]);
  });
});
