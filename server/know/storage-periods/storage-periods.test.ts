import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExpiringKind } from "../../../contracts/words/storage-periods.ts";
import { listWorkspaceIds } from "../../access/access.ts";
import { auditLog, auditSubjects } from "../../access/audit/audit.tables.ts";
import { stuckDelivery } from "../../operate/deliveries/deliveries.examples.ts";
import { sql, typed } from "../../platform/analytics/sql.ts";
import { mailMessages } from "../../platform/mail/mail.tables.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { bringIn } from "../../testing/import-file.ts";
import { erased, waitFor } from "../../testing/invented-person.ts";
import { feedback, track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";
import { storagePeriodTable } from "./storage-periods.tables.ts";
import { expireDue } from "./storage-periods.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const DAY = 86_400_000;
const ago = (days: number) => new Date(t.clock.now().getTime() - days * DAY).toISOString();
const midnight = (days: number) => `${ago(days).slice(0, 10)}T00:00:00.000Z`;
type Owner = Awaited<ReturnType<TestApp["freshWorkspace"]>>["owner"];

const expire = (signal = new AbortController().signal, expiring = t.system.expiring) =>
  expireDue(
    {
      system: t.system,
      expiring,
      contextOf: t.system.access.systemContext,
      workspaces: () => listWorkspaceIds(t.system),
    },
    signal,
  );
const keep = (owner: Owner, kind: ExpiringKind, days: number | null) =>
  owner.request("PUT /api/v1/storage-periods/:kind", { params: { kind }, body: { days } });
const preview = (owner: Owner, kind: ExpiringKind, days: number) =>
  owner.request("GET /api/v1/storage-periods/:kind/preview", { params: { kind }, query: { days } });
const period = async (owner: Owner, kind: ExpiringKind) => {
  const { items } = await owner.request("GET /api/v1/storage-periods", {});
  return items.find((each) => each.kind === kind);
};
/** Saved today, in force tomorrow. */
async function keepAndExpire(owner: Owner, kind: ExpiringKind, days: number) {
  await keep(owner, kind, days);
  t.clock.advance(DAY);
  await expire();
}
const names = async (owner: Owner) =>
  (await owner.request("GET /api/v1/contacts", { query: { sort: "name" } })).items.map(({ name }) => name);
async function numbers(owner: Owner) {
  const all = { from: "2020-01-01", to: "2026-12-31" };
  const { metrics } = await owner.request("POST /api/v1/query", {
    body: { metrics: [{ metric: "volume" }, { metric: "nps" }], period: all },
  });
  return metrics.map(({ rows }) => rows[0]?.result.n);
}

/** Three customers over three years, one of whom is held, and a visitor nobody knows. */
async function history() {
  const fresh = await t.freshWorkspace();
  const identify = (userId: string, days: number) => ({
    ...{ type: "identify", userId, messageId: `${userId} is`, timestamp: ago(days) },
    traits: { name: userId, email: `${userId}@example.org` },
  });
  await t.track(fresh.writeKey, [
    ...[identify("old", 1000), identify("both", 1000), identify("held", 1000)],
    ...[track("old", "Order Completed", ago(900), { total: 5 }), feedback("old", "nps", 10, ago(899))],
    ...[
      track("both", "Order Completed", ago(500)),
      track("both", "Order Completed", ago(20)),
      feedback("both", "nps", 9, ago(500)),
    ],
    ...[track("held", "Order Completed", ago(900)), feedback("held", "nps", 2, ago(900))],
    { type: "page", anonymousId: "passer-by", messageId: "p", name: "Home", timestamp: ago(800) },
  ]);
  const held = keyOfIdentifier(fresh.workspace.id, "user_id", "held");
  await fresh.owner.request("PUT /api/v1/contacts/:id/restriction", { params: { id: held } });
  return { ...fresh, held };
}

describe("events and answers", () => {
  it("are counted first, go a day after it was saved, month by month, and every number is of what is left", async () => {
    const { owner, held } = await history();
    expect(await period(owner, "events")).toMatchObject({ days: null, nextAt: null, last: null });
    // Of what is held nothing is counted: two identify, two orders and a page.
    expect(await preview(owner, "events", 365)).toEqual({
      ...{ kind: "events", days: 365, before: midnight(365), count: 5, people: 3 },
    });
    expect(await preview(owner, "feedback", 365)).toMatchObject({ count: 2, people: 2 });
    expect(await preview(owner, "events", 2000)).toMatchObject({ count: 0, people: 0 });
    const before = await numbers(owner);

    const saved = await keep(owner, "events", 365);
    expect(saved).toMatchObject({ days: 365, nextAt: ago(-1) });
    await expire();
    expect(await numbers(owner)).toEqual(before);

    t.clock.advance(DAY);
    await expire();
    expect(await period(owner, "events")).toMatchObject({
      ...{ running: null, nextAt: ago(-1) },
      last: { before: midnight(365), count: 5, people: 3, finishedAt: t.clock.now().toISOString() },
    });
    expect(await preview(owner, "events", 365)).toMatchObject({ count: 0 });
    const { metrics } = await owner.request("POST /api/v1/query", {
      body: {
        metrics: [{ metric: "volume" }],
        breakdowns: ["event"],
        period: { from: "2020-01-01", to: "2026-12-31" },
      },
    });
    expect(metrics[0]?.rows.map((row) => row.result.n).reduce((sum, n) => (sum ?? 0) + (n ?? 0), 0)).toBe(3);
    // Who they are stays, and what they said.
    expect(await names(owner)).toEqual(["both", "old"]);
    expect((await numbers(owner))[1]).toBe(2);
    await keepAndExpire(owner, "feedback", 365);
    expect((await numbers(owner))[1]).toBe(0);

    // All of whom nothing may be deleted is there, and counts again once it may be used.
    const kept = await owner.request("GET /api/v1/contacts/:id/personal-data", { params: { id: held } });
    expect(kept.counts).toContainEqual({ kind: "events", count: 2 });
    expect(kept.counts).toContainEqual({ kind: "feedback", count: 1 });

    const { items } = await owner.request("GET /api/v1/audit", { query: { kind: "workspace" } });
    const told = items.map(({ what, actor, subjects }) => [what, actor.kind, subjects[0]?.fields]);
    expect(told).toContainEqual([
      ...["system", "system"],
      { events_deleted: { after: 5 }, before: { after: midnight(366) } },
    ]);
    expect(told).toContainEqual(["updateStoragePeriod", "user", { events_days: { before: null, after: 365 } }]);
  });

  it("go on where they were cut off, to the day they began with, and end where other days are chosen", async () => {
    const { owner, workspace } = await history();
    await keep(owner, "events", 365);
    t.clock.advance(DAY);
    const cut = new AbortController();
    const expiring = t.system.expiring.map((declared) =>
      declared.kind !== "events"
        ? declared
        : {
            ...declared,
            remove: (...[system, old, step]: Parameters<typeof declared.remove>) =>
              declared.remove(system, old, {
                ...step,
                async onProgress(done, total) {
                  await step.onProgress(done, total);
                  if (done >= 1) cut.abort(new Error("cut off"));
                },
              }),
          },
    );
    await expect(expire(cut.signal, expiring)).rejects.toThrow("cut off");
    const begun = await period(owner, "events");
    expect(begun?.running).toMatchObject({ before: midnight(365), count: 5 });
    expect((await preview(owner, "events", 365)).count).toBeGreaterThan(0);
    // Days later it is the same run.
    t.clock.advance(3 * DAY);
    await expire();
    expect((await period(owner, "events"))?.last).toMatchObject({ before: midnight(368), count: 5 });
    expect(await preview(owner, "events", 368)).toMatchObject({ count: 0 });

    const row = and(eq(storagePeriodTable.workspace, workspace.id), eq(storagePeriodTable.kind, "feedback"));
    await keep(owner, "feedback", 365);
    t.clock.advance(DAY);
    const changing = t.system.expiring.map((declared) =>
      declared.kind !== "feedback"
        ? declared
        : {
            ...declared,
            async remove(...[, , step]: Parameters<typeof declared.remove>) {
              await keep(owner, "feedback", null);
              await step.onProgress(1, 2);
              throw new Error("not reached");
            },
          },
    );
    await expire(undefined, changing);
    expect((await t.system.db.select().from(storagePeriodTable).where(row))[0]).toMatchObject({
      days: null,
      running: null,
    });
    expect(await preview(owner, "feedback", 365)).toMatchObject({ count: 2 });
  });
});

it("erases customers of whom nothing was heard, each once, and nobody who is held", async () => {
  const { owner } = await history();
  expect(await preview(owner, "contacts", 365)).toMatchObject({ count: 1, people: 1 });
  // Also of somebody whose events are gone it is known when they were there.
  expect(await preview(owner, "contacts", 10)).toMatchObject({ count: 2 });
  await keepAndExpire(owner, "events", 5);
  expect(await preview(owner, "contacts", 100)).toMatchObject({ count: 1 });
  await keepAndExpire(owner, "contacts", 100);
  const [asked, ...others] = (await owner.request("GET /api/v1/erasures", {})).items;
  expect(others).toEqual([]);
  expect(asked).toMatchObject({ origin: "storage_period", requestedBy: "", people: 1, mode: "erase" });
  await t.system.personalData.wake();
  await erased(owner, asked?.id ?? "");
  expect(await names(owner)).toEqual(["both"]);
  expect((await period(owner, "contacts"))?.last).toMatchObject({ count: 1 });
});

it("leaves what imports say of later to be taken back, and whom the log no longer tells all of as they were", async () => {
  const { owner, writeKey } = await t.freshWorkspace();
  const told = { ...{ type: "identify", userId: "long", messageId: "long is" }, timestamp: ago(1000) };
  await t.track(writeKey, [{ ...told, traits: { name: "Long Known", plan: "basic" } }]);
  const rows = [
    ...[`long,Bought,${ago(600)},silver`, `long,Bought,${ago(20)},gold`],
    ...[`once,Bought,${ago(600)},silver`, `late,Bought,${ago(20)},gold`],
  ];
  const { id } = await bringIn(owner, "shop.csv", `user,event,time,tier\n${rows.join("\n")}\n`, {
    ...{ contact: { column: "user", kind: "userId" }, event: { column: "event" } },
    ...{ time: { column: "time", format: "iso" }, traits: ["tier"] },
  });
  const noted = async () => {
    const [row] = await t.system.analytics.ask<{ n: string }>(
      sql`select uniqExact(event, day, message_key) as n from import_rows where import_id = ${typed.uuid(id)}`,
      { tenant: null },
    );
    return Number(row?.n);
  };
  await t.settled();
  expect(await noted()).toBe(8);
  await keepAndExpire(owner, "events", 365);
  expect(await noted()).toBe(4);
  const { contacts } = await owner.request("GET /api/v1/imports/:id/take-back", { params: { id } });
  expect(contacts).toMatchObject({ gone: 1, changed: 1 });
  await owner.request("POST /api/v1/imports/:id/take-back", { params: { id } });
  await waitFor(async () => {
    const { status } = await owner.request("GET /api/v1/imports/:id", { params: { id } });
    return status === "taken_back";
  });
  await t.settled();
  expect(await names(owner)).toEqual(["Long Known", "once"]);
  const { items } = await owner.request("GET /api/v1/contacts", { query: { search: "Long" } });
  expect(items[0]).toMatchObject({ firstSeenAt: ago(1001), traits: { plan: "basic" } });
  expect(items[0]?.traits).not.toHaveProperty("tier");
});

it("forgets old entries of the audit log, those of accounts too, by the usual time where nobody says another", async () => {
  const [short, usual] = [await t.freshWorkspace(), await t.freshWorkspace()];
  for (const { owner } of [short, usual])
    await owner.request("POST /api/v1/touchpoints", {
      body: { name: "Old", rule: { field: "event", op: "eq", value: "x" } },
    });
  expect(await period(usual.owner, "audit")).toMatchObject({
    days: 730,
    usualDays: 730,
    leastDays: 30,
    mostDays: 3650,
  });
  await expect(keep(short.owner, "audit", 29)).rejects.toThrow(/30 to 3650 days/);
  const made = async (owner: Owner) =>
    (await owner.request("GET /api/v1/audit", { query: { what: "createTouchpoint" } })).items.length;
  t.clock.advance(40 * DAY);
  await keepAndExpire(short.owner, "audit", 30);
  expect([await made(short.owner), await made(usual.owner)]).toEqual([0, 1]);
  const left = and(eq(auditSubjects.workspace, short.workspace.id), eq(auditSubjects.name, "Old"));
  expect(await t.system.db.select().from(auditSubjects).where(left)).toEqual([]);
  const ofAccounts = () => t.system.db.select().from(auditLog).where(eq(auditLog.workspace, ""));
  await t.owner.inject({
    method: "POST",
    url: "/api/v1/session",
    payload: { email: "owner@example.com", password: "no" },
  });
  t.clock.advance(800 * DAY);
  await expire();
  expect(await ofAccounts()).toEqual([]);
  expect(await made(usual.owner)).toBe(0);
  t.clock.advance(-840 * DAY);
});

it("forgets past imports, mail that ended, deliveries that are stuck and what was sent as a test", async () => {
  const { owner, workspace, held } = { ...(await history()) };
  await owner.inject({
    ...{ method: "POST", url: "/api/v1/imports?name=people.csv" },
    headers: { "content-type": "application/octet-stream" },
    payload: "user,event,time\nann,Seen,2026-06-10T10:00:00Z\n",
  });
  for (const to of ["held@example.org", "both@example.org"])
    await t.system.db.transaction((db) =>
      t.system.mail.enqueue(db, {
        ...{ workspace: workspace.id, kind: "report", to: { address: to }, subject: "Hello", text: "Hello" },
      }),
    );
  await t.system.mail.drain(new AbortController().signal);
  const messages = () => t.system.db.select().from(mailMessages).where(eq(mailMessages.workspace, workspace.id));
  await waitFor(async () => (await messages()).every(({ settledAt }) => settledAt !== null));
  const { secret } = await owner.request("POST /api/v1/keys", { body: { name: "Try", kind: "write", isTest: true } });
  await t.track(secret, [track("ann", "Tried", t.clock.now().toISOString())]);
  await stuckDelivery(t, held);
  t.clock.advance(35 * DAY);
  const old = async (kind: ExpiringKind) => (await preview(owner, kind, 20)).count;
  expect([await old("imports"), await old("mail"), await old("test_events")]).toEqual([1, 1, 1]);
  for (const kind of ["imports", "mail"] as const) await keep(owner, kind, 20);
  t.clock.advance(DAY);
  await expire();
  expect([await old("imports"), await old("mail"), await old("test_events")]).toEqual([0, 0, 0]);
  expect((await messages()).map(({ recipient }) => recipient)).toEqual(["held@example.org"]);
  expect((await owner.request("GET /api/v1/imports", {})).items).toEqual([]);
  const deliveries = async () => (await t.owner.request("GET /api/v1/deliveries", {})).items.length;
  expect(await deliveries()).toBe(1);
  await keepAndExpire(t.owner, "deliveries", 20);
  expect(await deliveries()).toBe(0);
});

it("is refused to who does not own the workspace, and beyond its days", async () => {
  const { owner, workspace } = await t.freshWorkspace();
  const admin = await t.member("admin", workspace.id);
  await expect(keep(admin, "events", 30)).rejects.toMatchObject({ problem: { status: 403 } });
  expect((await preview(admin, "events", 30)).count).toBe(0);
  await expect(keep(owner, "events", 0)).rejects.toMatchObject({
    problem: { status: 400, code: "storage_period_out_of_range", values: { least: 1, most: 3650 } },
  });
  await expect(keep(owner, "events", 3651)).rejects.toMatchObject({ problem: { status: 400 } });
});
