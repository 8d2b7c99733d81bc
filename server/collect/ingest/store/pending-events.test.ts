import { cpSync, mkdtempSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { events } from "../../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { inStep } from "../../../platform/analytics/in-step.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { Journal } from "../../../platform/journal/journal.ts";
import { createLog } from "../../../platform/log.ts";
import { eventRow, openEventLog } from "../../../testing/event-log.ts";
import { createIngest, type Ingest, journalHead } from "../ingest.ts";

const NOW = new Date("2026-06-17T12:00:00.000Z");
const MANY = 300;

let analytics: Analytics;
beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const running: Ingest[] = [];
afterEach(async () => {
  for (const ingest of running.splice(0)) await ingest.close();
});

/** An event store whose inserts wait until they are let through. */
function gated() {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const store: Analytics = {
    ...analytics,
    async insertEncoded(table, columns, rows) {
      await gate;
      await analytics.insertEncoded(table, columns, rows);
    },
  };
  return { store, open };
}

/** As a process that opens this folder. */
async function start(store = analytics, folder = mkdtempSync(join(inject("runFolder"), "pending-"))) {
  const journal = await Journal.open({
    folder,
    head: journalHead,
    onFailed(error) {
      throw error;
    },
  });
  const ingest = createIngest({
    system: { analytics: store, log: createLog("silent"), now: () => NOW },
    followers: { wake: () => undefined },
    unitPaths: { of: async () => new Map() },
    questions: { of: async () => new Map() },
    journal,
    bufferBytes: 64 * 1024 * 1024,
  });
  running.push(ingest);
  await ingest.recover();
  return { ingest, folder, analytics: inStep(store, ingest) };
}

let workspaces = 0;
function fresh() {
  workspaces += 1;
  const workspace = `0198c1c2-3333-7000-8000-${String(workspaces).padStart(12, "0")}`;
  return { workspace, source: "Website", cameBy: "live" } as const;
}

const paid = (messageId: string, day = "2026-06-01", more: object = {}) => ({
  ...{ type: "track", event: "Paid", userId: "u1", messageId, timestamp: `${day}T10:00:00Z` },
  ...more,
});
const monthly = (months: number) =>
  Array.from({ length: months }, (_, month) => paid(`m${month}`, `2025-${String(month + 1).padStart(2, "0")}-01`));

async function count(from: Analytics, workspace: string, folded = true): Promise<number> {
  const [row] = await from.ask<{ n: string }>(sql`select count() as n from ${folded ? events : sql`events`}`, {
    tenant: wholeOf(workspace),
  });
  return Number(row?.n);
}

/** What a kill at this moment leaves on the disk. */
function kill(folder: string): string {
  const image = mkdtempSync(join(inject("runFolder"), "killed-"));
  cpSync(folder, image, { recursive: true });
  return image;
}

describe("few events", () => {
  it("are acknowledged before the store has them, and are in the next answer", async () => {
    const sender = fresh();
    const { store, open } = gated();
    const t = await start(store);
    expect((await t.ingest.accept(sender, [paid("a"), paid("b")], NOW)).accepted).toBe(2);
    expect(t.ingest.pending()).toMatchObject({ events: 2, bytes: expect.any(Number) });
    expect(t.ingest.held()).toBe(0);
    // A repeat is the same message, wherever the first is.
    expect((await t.ingest.accept(sender, [paid("a"), paid("a")], NOW)).accepted).toBe(2);
    expect(await count(analytics, sender.workspace)).toBe(0);
    // Nobody waits for what others have sent.
    expect(await count(t.analytics, fresh().workspace)).toBe(0);
    const answer = count(t.analytics, sender.workspace);
    open();
    expect(await answer).toBe(2);
    expect(t.ingest.pending()).toEqual({ events: 0, bytes: 0, seconds: 0 });
  });

  it("go into the store in the order of arrival, also where many come behind them, which wait for the store", async () => {
    const sender = fresh();
    const { store, open } = gated();
    const t = await start(store);
    await t.ingest.accept(sender, [paid("first")], NOW);
    const many = Array.from({ length: MANY }, (_, index) => paid(`x${index}`));
    let isStored = false;
    const batch = t.ingest.accept(sender, many, NOW).then(({ accepted }) => {
      isStored = true;
      return accepted;
    });
    await t.ingest.accept(sender, [paid("last")], NOW);
    expect(isStored).toBe(false);
    open();
    expect(await batch).toBe(MANY);
    const rows = await t.analytics.ask<{ message_id: string }>(sql`select message_id from events order by arrival`, {
      tenant: wholeOf(sender.workspace),
    });
    expect(rows.map(({ message_id }) => message_id)).toEqual(["first", ...many.map((each) => each.messageId), "last"]);
  });

  it("leave nothing behind once whoever removes has asked for all", async () => {
    const sender = fresh();
    const t = await start();
    await t.ingest.accept(sender, [paid("a", "2026-06-01", { userId: "somebody" })], NOW);
    const asked = { tenant: wholeOf(sender.workspace), sees: "everything" } as const;
    expect(await t.analytics.ask(sql`select 1 from events`, asked)).toHaveLength(1);
    expect(readdirSync(t.folder)).toEqual([]);
  });

  it("wait for the store like many do when too much is pending", async () => {
    const sender = fresh();
    const { store, open } = gated();
    const t = await start(store);
    const text = "x".repeat(30_000);
    let settled = 0;
    const sent = Array.from({ length: 700 }, (_, index) =>
      t.ingest.accept(sender, [paid(`m${index}`, "2026-06-01", { properties: { text } })], NOW).then(() => {
        settled += 1;
      }),
    );
    await expect.poll(() => t.ingest.pending().bytes).toBeGreaterThan(15 * 1024 * 1024);
    expect(t.ingest.pending().bytes).toBeLessThan(17 * 1024 * 1024);
    expect(settled).toBeLessThan(600);
    open();
    await Promise.all(sent);
    expect(await count(t.analytics, sender.workspace)).toBe(700);
  });

  it("are refused where the disk does not take them, and are not there by half", async () => {
    const sender = fresh();
    const t = await start();
    renameSync(t.folder, `${t.folder}-away`);
    const refused = t.ingest.accept(sender, [paid("a")], NOW);
    await expect(refused).rejects.toMatchObject({ status: 503, code: "store_unavailable" });
    expect(t.ingest.isFailing()).toBe(true);
    renameSync(`${t.folder}-away`, t.folder);
    expect(await count(t.analytics, sender.workspace)).toBe(0);
    await t.ingest.accept(sender, [paid("a")], NOW);
    expect(t.ingest.isFailing()).toBe(false);
    expect(await count(t.analytics, sender.workspace)).toBe(1);
  });

  it("that were taken are such as the store takes, whatever is in them", async () => {
    const sender = fresh();
    const t = await start();
    const text = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: "binary", minLength: 1 }));
    const time = fc
      .date({ min: new Date("1960-01-01"), max: new Date("2150-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
    const json = fc.jsonValue({ stringUnit: "binary" });
    const anything = fc.record(
      {
        type: fc.constantFrom("track", "page", "screen", "identify", "group", "alias"),
        ...{ event: text, userId: fc.oneof(text, fc.integer()), previousId: text, groupId: text },
        ...{ messageId: text, anonymousId: text, name: text, timestamp: time, sentAt: time, originalTimestamp: time },
        ...{
          properties: fc.dictionary(text, json),
          context: fc.dictionary(text, json),
          traits: fc.dictionary(text, json),
        },
      },
      { requiredKeys: ["type", "event", "userId", "previousId", "groupId"] },
    );
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 20 }), async (messages) => {
        taken += (await t.ingest.accept(sender, messages, NOW)).accepted;
      }),
      { numRuns: 50 },
    );
    await t.ingest.stored(null);
    expect(t.ingest.pending().events).toBe(0);
    expect(taken).toBeGreaterThan(100);
  });
});

describe("a process that was killed", () => {
  it("leaves to the next what it acknowledged, once, however much of it the store had", async () => {
    const sender = fresh();
    const { store, open } = gated();
    const t = await start(store);
    const messages = [...monthly(6), { ...paid("undated"), timestamp: undefined }];
    for (const message of messages) await t.ingest.accept(sender, [message], NOW);
    const answer = { submission_id: "s", field_type: "nps", value_number: 9, user_id: "u" };
    await t.ingest.accept(sender, [{ type: "track", event: "Feedback Received", properties: answer }], NOW);
    const before = kill(t.folder);
    const next = await start(analytics, before);
    expect(await count(analytics, sender.workspace, false)).toBe(8);
    await expect.poll(() => readdirSync(before)).toEqual([]);
    // Sent again to the next, they are known; and what the first one's insert still brings is the same.
    for (const message of messages) await next.ingest.accept(sender, [message], NOW);
    await next.ingest.stored(null);
    expect(await count(analytics, sender.workspace, false)).toBe(8);
    const after = kill(t.folder);
    open();
    await t.ingest.stored(null);
    expect(await count(analytics, sender.workspace)).toBe(8);
    const rows = await count(analytics, sender.workspace, false);
    // Killed after its insert and before it had tidied up: nothing is written again.
    await start(analytics, after);
    expect(await count(analytics, sender.workspace, false)).toBe(rows);
  });

  it("leaves what a later version reads, whose columns are others", async () => {
    const sender = fresh();
    const folder = mkdtempSync(join(inject("runFolder"), "older-"));
    const said = {
      workspace: sender.workspace,
      source: sender.source,
      event: "Paid",
      identifier_key: "1",
      message_id: "old",
      language: "de-AT",
    };
    const { unit_path: _, ...row } = eventRow(NOW, said);
    const names = Object.keys(row).reverse();
    const { journal } = await Journal.open({ folder, head: JSON.stringify(names), onFailed: () => undefined });
    await journal.append(`nowhere ${JSON.stringify(names.map((name) => row[name as keyof typeof row]))}`);
    await journal.close();
    const t = await start(analytics, folder);
    const rows = await t.analytics.ask(sql`select message_id, language, unit_path from events`, {
      tenant: wholeOf(sender.workspace),
    });
    expect(rows).toEqual([{ message_id: "old", language: "de-AT", unit_path: [] }]);
  });

  it("leaves an event store that fails what it has to take before anything newer", async () => {
    const sender = fresh();
    const t = await start();
    await t.ingest.accept(sender, [paid("warm")], NOW);
    await t.ingest.stored(null);
    await analytics.command(sql`rename table events to events_away`);
    await t.ingest.accept(sender, [paid("a")], NOW);
    const asked = t.analytics.ask(sql`select 1`, { tenant: wholeOf(sender.workspace) });
    await expect(asked).rejects.toMatchObject({ status: 503 });
    expect(t.ingest.isFailing()).toBe(true);
    await expect(t.ingest.accept(sender, [paid("b")], NOW)).rejects.toMatchObject({ status: 503 });
    const image = kill(t.folder);
    await expect(start(analytics, image)).rejects.toThrow();
    await analytics.command(sql`rename table events_away to events`);
    await t.ingest.accept(sender, [paid("b")], NOW);
    expect(t.ingest.isFailing()).toBe(false);
    const rows = await t.analytics.ask<{ id: string }>(sql`select message_id as id from events order by arrival`, {
      tenant: wholeOf(sender.workspace),
    });
    expect(rows.map(({ id }) => id)).toEqual(["warm", "a", "b"]);
  });
});
