import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openTestRecords } from "../../testing/stores.ts";
import type { OpenDatabase } from "./database.ts";

let records: OpenDatabase;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  records = await openTestRecords();
});

afterAll(async () => {
  await records.close();
  vi.useRealTimers();
});

/** How much of the log recovery would go through. */
async function logBytes(): Promise<number> {
  const { rows } = await records.run("select pg_current_wal_lsn() - redo_lsn as bytes from pg_control_checkpoint()");
  return Number((rows[0] as { bytes: string }).bytes);
}

/** Lets time pass, and the records do what they have waited to do. */
async function later(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  for (let turn = 0; turn < 10; turn += 1) await records.ping();
}

it("a checkpoint is made when the log has grown, and only then", async () => {
  await records.run("create table much (text text)");
  await later(60_000);
  const little = await logBytes();
  expect(little).toBeGreaterThan(0);
  await later(60_000);
  expect(await logBytes()).toBeGreaterThanOrEqual(little);

  // Kept as it is: packed it would be small.
  await records.run("alter table much alter text set storage external");
  await records.run("insert into much select repeat('much ', 20000) from generate_series(1, 700)");
  expect(await logBytes()).toBeGreaterThan(64 * 1024 * 1024);
  await later(10_000);
  expect(await logBytes()).toBeLessThan(1024 * 1024);
});

it("what a table holds is known once it has changed much, and the place of rows that are gone is used again", async () => {
  await records.run("create table crowd (name text) with (fillfactor = 100)");
  await records.run("insert into crowd select 'pat ' || each from generate_series(1, 20000) as each");
  const estimate = async () => {
    const { rows } = await records.run("explain (format json) select from crowd where name like 'pat%'");
    return (rows as [{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }])[0]["QUERY PLAN"][0].Plan["Plan Rows"];
  };
  expect(await estimate()).toBeLessThan(1000);
  await later(10_000);
  expect(await estimate()).toBeGreaterThan(10_000);

  const held = async () => {
    const { rows } = await records.run(
      "select pg_relation_size('crowd') as bytes, n_dead_tup as gone from pg_stat_user_tables where relname = 'crowd'",
    );
    const [{ bytes, gone }] = rows as [{ bytes: string; gone: string }];
    return { bytes: Number(bytes), gone: Number(gone) };
  };
  const sizes: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await records.run("update crowd set name = 'Pat' || substr(name, 4)");
    // What a statement did is counted a little later.
    await expect.poll(async () => (await held()).gone).toBeGreaterThan(10_000);
    await expect.poll(async () => later(10_000).then(async () => (await held()).gone)).toBeLessThan(100);
    sizes.push((await held()).bytes);
  }
  expect(sizes[3]).toBe(sizes[0]);
});
