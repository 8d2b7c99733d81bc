import { appendEncoded, type EventRow, encodeEvent } from "../log/events/events.ts";
import type { Analytics } from "../platform/analytics/analytics.ts";

/** Stores events as they are, beside ingest. */
export async function appendEvents(analytics: Analytics, rows: readonly EventRow[]): Promise<void> {
  if (rows.length > 0) await appendEncoded(analytics, rows.map(encodeEvent));
}
