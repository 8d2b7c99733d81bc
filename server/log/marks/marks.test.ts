import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Analytics } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { OpenDatabase } from "../../platform/db/database.ts";
import { appendEvents } from "../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../testing/event-log.ts";
import { openTestRecords } from "../../testing/stores.ts";
import {
  beginRestore,
  endRestore,
  keepEventParts,
  lostEvents,
  sayLost,
  tryRecords,
  unfinishedRestore,
} from "./marks.ts";

let analytics: Analytics;
let records: OpenDatabase;
beforeAll(async () => {
  [analytics, records] = await Promise.all([openEventLog(), openTestRecords()]);
});
afterAll(() => Promise.all([analytics.close(), records.close()]));

const NOW = new Date("2026-06-17T12:00:00Z");
const workspace = uuidv7();
const append = (month: string, rows: number) =>
  appendEvents(
    analytics,
    Array.from({ length: rows }, () =>
      eventRow(new Date(`${month}-01T10:00:00Z`), { workspace, event: "Seen", identifier_key: "1" }),
    ),
  );

describe("what the records know of the event store", () => {
  it("tells events that are gone, and those only, until they are back", async () => {
    const stores = { db: records.db, analytics };
    expect(await lostEvents(stores)).toBeNull();
    await append("2026-01", 40);
    await append("2026-01", 2);
    await append("2026-02", 30);
    await keepEventParts(stores, null, NOW);
    expect(await lostEvents(stores)).toBeNull();
    // Merged with what came since, every part is another file.
    await append("2026-01", 5);
    await analytics.command(sql`optimize table events final`);
    expect(await lostEvents(stores)).toBeNull();
    await analytics.command(sql`alter table events detach partition 202601`);
    const lost = await lostEvents(stores);
    expect(lost).toMatchObject({ rows: 42, months: ["202601"] });
    expect(lost && sayLost(lost)).toMatch(/42 are gone, of 1 months \(202601\).*restore the last backup/);
    // A program that goes on says it again at its next start.
    await append("2026-03", 1);
    await keepEventParts(stores, lost, NOW);
    expect(await lostEvents(stores)).toMatchObject({ rows: 42 });
    await analytics.command(sql`alter table events attach partition 202601`);
  });

  it("tells a restore that was cut off, and whether anything can be written", async () => {
    expect(await unfinishedRestore(records.db)).toBeNull();
    await beginRestore(records.db, "First of Monday", NOW);
    expect(await unfinishedRestore(records.db)).toBe("First of Monday");
    await endRestore(records.db);
    expect(await unfinishedRestore(records.db)).toBeNull();
    await tryRecords(records.db, NOW);
    await tryRecords(records.db, NOW);
  });
});
