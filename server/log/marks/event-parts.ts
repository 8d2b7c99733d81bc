import { eq } from "drizzle-orm";
import { sql } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import type { Job } from "../../platform/queue/job.ts";
import { storeMarks } from "./marks.tables.ts";

const EVENTS = "events";
const EVERY_SECONDS = 60;

/** A file of the event store: of which month, which inserts it holds (merged ones hold many), how many rows. */
interface Part {
  month: string;
  first: number;
  last: number;
  rows: number;
}

/** What the event store held when it was last looked at; `table` tells it from one that was made anew. */
interface EventParts {
  table: string;
  parts: Part[];
}

/** What was stored once and is not there any more. */
export interface LostEvents {
  rows: number;
  /** Such as 202601. */
  months: string[];
  parts: Part[];
}

type Stores = Pick<System, "db" | "analytics">;

/**
 * What is missing of the events that the records know of; null when all is there, or nobody can say (a cluster, whose parts lie
 * elsewhere, or a store that was made anew). Inserts are only ever merged into larger parts, so what was there is in one of them.
 */
export async function lostEvents(stores: Stores): Promise<LostEvents | null> {
  const [now, [mark]] = await Promise.all([
    eventParts(stores),
    stores.db.select().from(storeMarks).where(eq(storeMarks.name, EVENTS)),
  ]);
  const noted = mark?.value as EventParts | undefined;
  if (!now || !noted || noted.table !== now.table) return null;
  const here = new Map(now.parts.map(({ month }): [string, Part[]] => [month, []]));
  for (const part of now.parts) here.get(part.month)?.push(part);
  const parts = noted.parts.filter(
    ({ month, first, last, rows }) =>
      rows > 0 && !here.get(month)?.some((part) => part.first <= first && last <= part.last),
  );
  if (parts.length === 0) return null;
  const months = [...new Set(parts.map(({ month }) => month))].sort();
  return { rows: parts.reduce((sum, { rows }) => sum + rows, 0), months, parts };
}

/** What a start says of it. */
export function sayLost({ rows, months, parts }: LostEvents): string {
  return (
    `Of the events that were stored, ${rows} are gone, of ${months.length} months (${months.slice(0, 12).join(", ")}${months.length > 12 ? ", …" : ""}): ` +
    `${parts.length} parts of the event store are missing. What is left is answered from. ` +
    "Stop the program and bring the folder of the events back from where it was copied, or restore the last backup into an empty folder."
  );
}

/** Notes what is there now. What was lost stays noted, so that every start says it until it is back or a backup is restored. */
export async function keepEventParts(stores: Stores, lost: LostEvents | null, now: Date): Promise<void> {
  const found = await eventParts(stores);
  if (!found) return;
  const value: EventParts = { ...found, parts: [...found.parts, ...(lost?.parts ?? [])] };
  await stores.db
    .insert(storeMarks)
    .values({ name: EVENTS, value, at: now })
    .onConflictDoUpdate({ target: storeMarks.name, set: { value, at: now } });
}

/** Where a program dies between two notes, what it stored since is not missed. */
export function noteEventPartsJob(system: System, lost: LostEvents | null): Job {
  return {
    name: "note-event-parts",
    every: EVERY_SECONDS,
    run: () => keepEventParts(system, lost, system.now()),
  };
}

async function eventParts({ analytics }: Stores): Promise<EventParts | null> {
  const [table] = await analytics.ask<{ id: string; engine: string }>(
    sql`select toString(uuid) as id, engine from system.tables where database = ${analytics.database} and name = 'events'`,
    { tenant: null, upkeep: true },
  );
  if (!table?.engine.endsWith("MergeTree")) return null;
  const parts = await analytics.ask<{ month: string; first: string; last: string; rows: string }>(
    sql`select partition_id as month, min_block_number as first, max_block_number as last, rows
        from system.parts where database = ${analytics.database} and table = 'events' and active`,
    { tenant: null, upkeep: true },
  );
  return {
    table: table.id,
    parts: parts.map(({ month, first, last, rows }) => ({
      ...{ month, first: Number(first), last: Number(last), rows: Number(rows) },
    })),
  };
}
