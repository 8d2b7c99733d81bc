import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personalRows } from "../know/personal-data/hide.ts";
import { holdsNobody, namesNobody } from "../personal-data.ts";
import { sql } from "../platform/analytics/sql.ts";
import * as schema from "../schema.ts";
import { startTestApp, type TestApp } from "./app.ts";
import { erased, findEverywhere, findInFiles, plant, traces } from "./invented-person.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const tables = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : []));

test("every table says what of it is personal, or why nothing is", () => {
  const declared = t.system.personalData.declarations.flatMap((each) => each.tables.map(getTableName));
  expect([...new Set([...declared, ...Object.keys(namesNobody)])].sort()).toEqual([...tables].sort());
  expect(declared.filter((name) => name in namesNobody)).toEqual([]);
});

test("every table of the event store says whose its rows are", async () => {
  const { analytics } = t.system;
  const kept = await analytics.ask<{ name: string }>(
    sql`select name from system.tables where database = ${analytics.database} and engine like '%MergeTree'`,
    { tenant: null },
  );
  const names = kept.map(({ name }) => name.replace(/_local$/, "")).filter((name) => name !== "schema_migrations");
  expect(names.sort()).toEqual([...Object.keys(personalRows), ...holdsNobody].sort());
});

describe("somebody who is in everything", () => {
  test("is nowhere once she is erased, and nobody else is missing", async () => {
    const { owner, ids } = await plant(t);
    const before = await findEverywhere(t, traces);
    const where = new Set(before.map((each) => each.split(".").slice(0, -1).join(".")));
    // The test tests something only as long as she was everywhere.
    for (const table of [
      ...["contacts", "identifiers", "merges", "segments", "personas", "journeys", "touchpoints", "annotations"],
      ...["saved_queries", "overviews", "imports", "mail_messages", "idempotency_keys", "outbox_messages"],
      ...["audit_subjects", "files", "uses", "corrections"],
    ])
      expect([...where], table).toContain(`public.${table}`);
    const named = [...traces, ids.her, ids.merged];
    const tables = (await findEverywhere(t, [ids.her])).map((each) => each.replace(/\.\w+:.*/, ""));
    for (const table of ["public.people_lists", "person_aliases", "segment_moves", "visits", "events"])
      expect(tables).toContain(table);

    const made = await owner.request("POST /api/v1/erasures", { body: { contacts: [ids.her], now: true } });
    const receipt = await erased(owner, made.id);
    expect(receipt).toMatchObject({ status: "done", people: 1, contacts: [], progress: null });
    await t.settled();
    expect(await findEverywhere(t, named)).toEqual([]);
    expect(await findInFiles(`${t.system.config.data}/uploads`, named)).toEqual([]);
    expect(await findInFiles(`${t.system.config.data}/mail`, named)).toEqual([]);
    expect(await findInFiles(`${t.system.config.data}/pending`, named)).toEqual([]);

    const { items } = await owner.request("GET /api/v1/contacts", {});
    expect(items.map(({ name }) => name)).toEqual(["bystander"]);
    const counts = Object.fromEntries(receipt.counts.map(({ kind, count }) => [kind, count]));
    expect(counts).toMatchObject({ contact: 2, events: 5, feedback: 2, personas: 1, imports: 2, people_lists: 1 });
    expect(JSON.stringify(receipt)).not.toMatch(new RegExp(named.join("|"), "i"));
  });

  test("is only answers once she is anonymous", async () => {
    const { owner, ids } = await plant(t);
    const nps = async () =>
      (await owner.request("POST /api/v1/query", { body: { metrics: [{ metric: "nps" }] } })).metrics;
    const before = JSON.stringify(await nps());
    const body = { contacts: [ids.her], mode: "anonymise" as const, now: true };
    const receipt = await erased(owner, (await owner.request("POST /api/v1/erasures", { body })).id);
    await t.settled();
    expect(await findEverywhere(t, [...traces, ids.her, ids.merged])).toEqual([]);
    expect(receipt.mode).toBe("anonymise");
    expect(JSON.stringify(await nps())).toBe(before);
    const { items } = await owner.request("GET /api/v1/events/recent", { query: { limit: 50 } });
    expect(items.map(({ event }) => event).sort()).toEqual([
      ...["Feedback Received", "Feedback Received", "Feedback Received"],
      ...["Order Completed", "Order Completed", "Page Viewed"],
    ]);
  });

  test("leaves her words where that is chosen, and not whose they were", async () => {
    const { owner, ids } = await plant(t);
    const body = { contacts: [ids.her], mode: "anonymise" as const, keepTexts: true, now: true };
    await erased(owner, (await owner.request("POST /api/v1/erasures", { body })).id);
    const left = await findEverywhere(t, [...traces, ids.her, ids.merged]);
    expect(left.every((each) => each.endsWith(": velvet lamp"))).toBe(true);
    expect(left.join()).toContain("events.feedback_text");
  });
});
