import type { EventItem } from "../../../contracts/log/events.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";
import type { EventTable } from "./event-tables.ts";

/** What `eventItemColumns` selects. */
export interface EventItemRow {
  message_key: string;
  type: string;
  event: string;
  happened_ms: string;
  received_ms: string;
  arrival: string;
  channel: string;
  source: string;
  touchpoint: string;
  unit: string;
  user_id: string;
  anonymous_id: string;
  contact: string;
  properties: string;
  feedback_type: string;
  feedback_question: string;
  feedback_score: number | null;
  feedback_text: string;
  feedback_submission: string;
  is_test: boolean;
}

/** The columns of a table of events that showing an event takes; `contact` is who is behind it. */
export function eventItemColumns(contact: Sql, table: EventTable = "events"): Sql {
  return sql`message_key, type, event, toUnixTimestamp64Milli(timestamp) as happened_ms,
    toUnixTimestamp64Milli(received_at) as received_ms, arrival, channel, source, touchpoint, unit, user_id, anonymous_id,
    ${contact} as contact, properties, feedback_type, feedback_question, feedback_score, feedback_text,
    feedback_submission, ${table === "test_events"} as is_test`;
}

export function toEventItem(row: EventItemRow): EventItem {
  return {
    id: row.message_key,
    type: row.type,
    event: row.event,
    timestamp: new Date(Number(row.happened_ms)).toISOString(),
    receivedAt: new Date(Number(row.received_ms)).toISOString(),
    channel: row.channel,
    source: row.source,
    touchpoint: row.touchpoint,
    unit: row.unit,
    userId: row.user_id,
    anonymousId: row.anonymous_id,
    contactId: row.contact === "0" ? "" : row.contact,
    properties: readProperties(row.properties),
    isTest: row.is_test,
    feedback:
      row.feedback_type === ""
        ? null
        : {
            type: row.feedback_type,
            question: row.feedback_question,
            score: row.feedback_score,
            text: row.feedback_text,
            submissionId: row.feedback_submission,
          },
  };
}

function readProperties(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
