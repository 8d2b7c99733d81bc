import { eventMigrations } from "../event-schema.ts";
import { type EventRow, eventTime } from "../log/events/events.ts";
import type { Analytics } from "../platform/analytics/analytics.ts";
import { migrateEvents } from "../platform/analytics/migrate.ts";
import { openTestAnalytics } from "./stores.ts";

/** An event store with its tables, for tests of SQL below the program. */
export async function openEventLog(): Promise<Analytics> {
  const analytics = await openTestAnalytics();
  await migrateEvents(analytics, eventMigrations);
  return analytics;
}

let made = 0;

/** A row as it would be written for an event at an instant, each arriving after the one before; what is not said is empty. */
export function eventRow(
  instant: Date,
  said: Pick<EventRow, "workspace" | "event" | "identifier_key"> & Partial<EventRow>,
): EventRow {
  made += 1;
  const time = eventTime(instant);
  return {
    day: time.slice(0, 10),
    message_key: String(made),
    message_id: String(made).padStart(9, "0"),
    type: "track",
    timestamp: time,
    received_at: time,
    arrival: String(made),
    came_by: "live",
    user_id: "",
    anonymous_id: "",
    group_id: "",
    source: "",
    channel: "",
    touchpoint: "",
    unit: "",
    unit_path: [],
    language: "",
    properties: "{}",
    context: "{}",
    feedback_type: "",
    feedback_question: "",
    feedback_submission: "",
    feedback_scale: 0,
    feedback_score: null,
    feedback_text: "",
    ...said,
  };
}
