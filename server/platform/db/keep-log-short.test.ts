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
