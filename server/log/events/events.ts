import { hash } from "node:crypto";
import type { Analytics } from "../../platform/analytics/analytics.ts";
import { encodeRow } from "../../platform/analytics/encode-row.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";
import type { EventTable } from "./event-tables.ts";

export { arrivalsIn, arrivedAt, lastArrivalAt } from "./arrival.ts";
export { conditionSql, fieldText } from "./condition-sql.ts";
export { type EventItemRow, eventItemColumns, toEventItem } from "./event-item.ts";
export { type EventTable, events, testEvents } from "./event-tables.ts";
export { cameByMigration, eventsMigration, testEventsMigration, unitMigration } from "./events.migrations.ts";
export { mergePartitions, mergePartitionsJob } from "./merge-partitions.ts";
export { unitOfKind } from "./unit-sql.ts";

/** The road an event came by: as it happened, out of a file (or the demo), or as history that a program sent on purpose. */
export type Road = "live" | "import" | "history";

/** A row of the events table, as it is written. 64-bit integers are decimal strings; times are `YYYY-MM-DD HH:MM:SS.mmm` UTC. */
export interface EventRow {
  workspace: string;
  event: string;
  day: string;
  message_key: string;
  message_id: string;
  type: string;
  timestamp: string;
  received_at: string;
  /** Rises with every event this process takes in: ties in time keep the order of arrival. */
  arrival: string;
  came_by: Road;
  identifier_key: string;
  user_id: string;
  anonymous_id: string;
  group_id: string;
  source: string;
  channel: string;
  touchpoint: string;
  /** Key of the unit where it happened; empty when nothing tells. */
  unit: string;
  /** Keys of what that was part of when the event came, from the top down to itself; of a unit that nobody had drawn, itself. */
  unit_path: readonly string[];
  language: string;
  /** JSON text. */
  properties: string;
  /** JSON text. */
  context: string;
  feedback_type: string;
  feedback_question: string;
  feedback_submission: string;
  feedback_scale: number;
  feedback_score: number | null;
  feedback_text: string;
}

const columns = Object.keys({
  workspace: true,
  event: true,
  day: true,
  message_key: true,
  message_id: true,
  type: true,
  timestamp: true,
  received_at: true,
  arrival: true,
  came_by: true,
  identifier_key: true,
  user_id: true,
  anonymous_id: true,
  group_id: true,
  source: true,
  channel: true,
  touchpoint: true,
  unit: true,
  unit_path: true,
  language: true,
  properties: true,
  context: true,
  feedback_type: true,
  feedback_question: true,
  feedback_submission: true,
  feedback_scale: true,
  feedback_score: true,
  feedback_text: true,
} satisfies Record<keyof EventRow, true>) as (keyof EventRow)[];

/** An event as it is written. */
export function encodeEvent(row: EventRow): string {
  return encodeRow(columns, row);
}

/** The columns of an encoded event, in their order. */
export const encodedColumns: readonly string[] = columns;

/** An event out of what was written with these columns; what an earlier version did not know is left out. */
export function decodeEvent(encoded: string, names: readonly string[] = columns): Partial<EventRow> {
  const values = JSON.parse(encoded) as unknown[];
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

/** Appends encoded events; resolved means they are on disk and every question sees them. */
export async function appendEncoded(
  analytics: Analytics,
  rows: readonly string[],
  table: EventTable = "events",
): Promise<void> {
  if (rows.length > 0) await analytics.insertEncoded(table, columns, rows);
}

/** A half-open stretch of time over the event's own (clock-corrected) time. */
export function happened(from: Date, to: Date): Sql {
  return sql`timestamp >= ${from} and timestamp < ${to}`;
}

/** 64 bits of SHA-256 over parts that cannot run into each other, as the decimal string a UInt64 column takes. */
export function key64(...parts: string[]): string {
  const digest = hash("sha256", `${parts.join("\u0000")}\u0000`, "hex");
  return BigInt(`0x${digest.slice(0, 16)}`).toString();
}

/** An instant as ClickHouse reads it in a DateTime64(3) column. */
export function eventTime(instant: Date): string {
  return instant.toISOString().slice(0, -1).replace("T", " ");
}

/** What ClickHouse answers for a DateTime64 in UTC, back to an instant. */
export function readEventTime(text: string): Date {
  return new Date(`${text.replace(" ", "T")}Z`);
}
