import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem, Mapping } from "../../../../contracts/collect/imports.ts";
import { identifiers } from "../../../know/contacts/contacts.tables.ts";
import { events } from "../../../log/events/events.ts";
import { wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { bringIn } from "../../../testing/import-file.ts";
import { imports } from "../imports.tables.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const mapping = (source: string): Mapping => ({
  source,
  contact: { column: "email", kind: "email" },
  event: { column: "event" },
  time: { column: "time", format: "iso", timezone: "UTC" },
  traits: ["plan"],
  properties: ["amount"],
  types: { amount: "number" },
  feedback: [{ type: "nps", column: "nps", text: "comment" }],
});

const HEADER = "email,event,time,amount,plan,nps,comment\n";
const row = (who: string, day: number, nps: number | "", plan = "") =>
  `${who}@example.com,Bought,2026-05-${String(day).padStart(2, "0")}T10:00:00Z,${day},${plan},${nps},said by ${who}\n`;

/** What is brought in and taken back: of people whom others speak of too, in each way in which they may, and of others. */
const taken = [
  row("ann", 1, 9, "gold"),
  row("ann", 2, 0),
  row("cem", 3, 3, "silver"),
  row("dora", 4, 10),
  row("eve", 5, 2, "gold"),
  row("eve", 5, 2, "gold"),
  row("fay", 6, 7),
].join("");
/** Of the same source: the row of Dora stands in both. */
const overlapping = row("dora", 4, 10) + row("gil", 7, 8);

/** What live senders and another file say, in which none but the taken file names Eve and Fay. */
async function others(owner: Caller, writeKey: string): Promise<void> {
  const say = (message: object) => ({ timestamp: "2026-06-01T10:00:00Z", properties: {}, ...message });
  await t.track(writeKey, [
    say({ type: "identify", userId: "u1", anonymousId: "phone", traits: { email: "ann@example.com", plan: "basic" } }),
    say({ type: "track", userId: "u1", event: "Bought", properties: { amount: 5 } }),
    say({ type: "identify", userId: "u2", traits: { email: "hal@example.com", name: "Hal" } }),
    say({ type: "track", anonymousId: "desk", event: "Looked" }),
    say({ type: "track", userId: "eve@example.org", anonymousId: "desk", event: "Looked" }),
  ]);
  await bringIn(owner, "shop.csv", HEADER + row("cem", 8, 6, "bronze"), mapping("shop"));
}

async function picture({ owner, workspace }: { owner: Caller; workspace: { id: string } }) {
  await t.settled();
  const { items } = await owner.request("GET /api/v1/contacts", { query: { sort: "name" } });
  const contacts = await Promise.all(
    items.map(async ({ id }) => {
      const { name, email, traits, firstSeenAt, conflicts } = await owner.request("GET /api/v1/contacts/:id", {
        params: { id },
      });
      return { name, email, traits, firstSeenAt, conflicts: conflicts.length };
    }),
  );
  const known = await t.system.db.select().from(identifiers).where(eq(identifiers.workspace, workspace.id));
  const named = new Map(known.map(({ identifierKey, value }) => [identifierKey, value]));
  const log = await t.system.analytics.ask(
    sql`select event, day, user_id, anonymous_id, feedback_score, feedback_text, properties from ${events}
        order by event, timestamp, user_id, anonymous_id, feedback_score, message_id`,
    { tenant: wholeOf(workspace.id) },
  );
  const visits = await t.system.analytics.ask(
    sql`select count() as people, min(first) as first, max(last) as last from (
          select identifier_key, min(first) as first, max(last) as last from visits group by identifier_key)`,
    { tenant: wholeOf(workspace.id) },
  );
  const period = { from: "2026-01-01T00:00:00Z", to: "2026-06-17T00:00:00Z" };
  const metrics = [{ metric: "nps" }, { metric: "people" }];
  const { metrics: numbers } = await owner.request("POST /api/v1/query", { body: { metrics, period } });
  const { items: segments } = await owner.request("GET /api/v1/segments", {});
  return {
    contacts: contacts.map((each) => JSON.stringify(each)).sort(),
    identifiers: known
      .map(({ kind, value, contact, person, evidence }) =>
        [kind, value, named.get(contact), named.get(person), evidence].join(),
      )
      .sort(),
    log,
    visits,
    numbers,
    segments: segments.map(({ name, size }) => [name, size]),
  };
}

async function prepared() {
  const fresh = await t.freshWorkspace();
  await fresh.owner.request("POST /api/v1/segments", {
    body: { name: "Bought twice", condition: { did: { event: "Bought", atLeast: 2 } } },
  });
  await others(fresh.owner, fresh.writeKey);
  return fresh;
}

async function takeBack(owner: Caller, id: string): Promise<ImportItem> {
  const params = { id };
  let item = await owner.request("POST /api/v1/imports/:id/take-back", { params });
  expect(item.status).toBe("taking_back");
  while (item.status === "taking_back") {
    await wait(25);
    item = await owner.request("GET /api/v1/imports/:id", { params });
  }
  return item;
}

async function idOf(owner: Caller, search: string): Promise<string> {
  const { items } = await owner.request("GET /api/v1/contacts", { query: { search } });
  return items[0]?.id ?? "";
}

describe("an import that is taken back", () => {
  it("leaves the workspace as one that never imported it", async () => {
    const [one, never] = [await prepared(), await prepared()];
    const { id } = await bringIn(one.owner, "answers.csv", HEADER + taken, mapping("answers"));
    for (const { owner } of [one, never])
      await bringIn(owner, "answers-2.csv", HEADER + overlapping, mapping("answers"));
    await t.settled();
    const wanted = await picture(never);
    expect(await picture(one)).not.toEqual(wanted);

    const preview = await one.owner.request("GET /api/v1/imports/:id/take-back", { params: { id } });
    expect(preview).toMatchObject({
      events: 6,
      answers: 6,
      alsoSaid: 3,
      contacts: { gone: 3, changed: 2, touched: 0, named: [] },
    });
    const item = await takeBack(one.owner, id);
    expect(item).toMatchObject({ status: "taken_back", failure: null, canTakeBack: false, fileKept: false });
    expect(item.takenBack).toMatchObject({ by: "Olive Owner", events: 6, answers: 6, alsoSaid: 3, progress: 1 });
    expect(item.takenBack?.finishedAt).not.toBeNull();
    expect(await picture(one)).toEqual(wanted);
    const { items } = await one.owner.request("GET /api/v1/annotations", { query: {} });
    expect(items.map(({ cause }) => cause)).toContainEqual({
      ...{ reason: "import_taken_back", import: id, file: "answers.csv" },
    });

    const again = await one.owner.inject({ method: "POST", url: `/api/v1/imports/${id}/take-back` });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, "import_taken_back"]);
    // What was taken back can come again, corrected or not.
    for (const { owner } of [one, never]) await bringIn(owner, "answers.csv", HEADER + taken, mapping("answers"));
    expect(await picture(one)).toEqual(await picture(never));
  }, 120_000);

  it("keeps what people decided since, and names whom", async () => {
    const { owner } = await prepared();
    const { id } = await bringIn(owner, "answers.csv", HEADER + taken, mapping("answers"));
    await t.settled();
    const [eve, fay, hal] = [await idOf(owner, "eve@example.com"), await idOf(owner, "fay"), await idOf(owner, "Hal")];
    await owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: hal },
      body: { merged: eve, reason: "same" },
    });
    await owner.request("PATCH /api/v1/contacts/:id/traits", {
      params: { id: fay },
      body: { traits: { name: "Fay Corrected" } },
    });
    const { contacts } = await owner.request("GET /api/v1/imports/:id/take-back", { params: { id } });
    expect(contacts).toMatchObject({ gone: 2, changed: 2, touched: 2 });
    expect(contacts.named.map(({ name, how }) => [name, ...how])).toEqual([
      ["Fay Corrected", "rectified"],
      ["eve@example.com", "merged"],
    ]);
    await takeBack(owner, id);
    await t.settled();
    const { items } = await owner.request("GET /api/v1/contacts", { query: { sort: "name" } });
    expect(items.map(({ name }) => name)).toContain("Fay Corrected");
    const kept = await owner.request("GET /api/v1/contacts/:id", { params: { id: fay } });
    expect(kept.traits).toMatchObject({ name: "Fay Corrected" });
    expect(kept.traits).not.toHaveProperty("email");
    const whole = await owner.request("GET /api/v1/contacts/:id", { params: { id: hal } });
    expect(whole.identifiers.map(({ value }) => value)).toContain("eve@example.com");
    expect(whole.traits).not.toHaveProperty("plan");
  }, 120_000);

  it("is refused where nothing is in, and while another runs; nobody else starts meanwhile", async () => {
    const { owner } = await t.freshWorkspace();
    const upload = async () => {
      const url = "/api/v1/imports?name=a.csv";
      const headers = { "content-type": "application/octet-stream" };
      return (await owner.inject({ method: "POST", url, headers, payload: HEADER + taken })).json<{ id: string }>().id;
    };
    const [first, second] = [await upload(), await upload()];
    const code = async (method: "GET" | "POST", path: string, payload?: object) =>
      (await owner.inject({ method, url: `/api/v1/imports/${path}`, ...(payload ? { payload } : {}) })).json<{
        code: string;
      }>().code;
    expect(await code("GET", `${first}/take-back`)).toBe("import_nothing_in");
    expect(await code("POST", `${first}/take-back`)).toBe("import_nothing_in");
    const mark = (id: string, row: Partial<typeof imports.$inferInsert>) =>
      t.system.db.update(imports).set(row).where(eq(imports.id, id));
    await mark(first, { noted: true, status: "done" });
    await mark(second, { status: "running" });
    expect(await code("POST", `${first}/take-back`)).toBe("imports_running");
    await mark(second, { status: "uploaded" });
    await mark(first, { status: "taking_back" });
    const body = { mapping: mapping("a"), dryRun: false };
    expect(await code("POST", `${second}/start`, body)).toBe("import_being_taken_back");
    await mark(first, { noted: false, status: "done", accepted: 7 });
    expect(await code("POST", `${first}/take-back`)).toBe("import_not_noted");
  });
});
