import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";
import { conditionSchema } from "./conditions.ts";

/** An event as it is shown: in the live tail, on a contact's timeline, in the preview of a rule. */
export const eventItem = z
  .object({
    id: z.string(),
    type: z.string(),
    event: z.string(),
    timestamp: instant,
    receivedAt: instant,
    channel: z.string(),
    source: z.string(),
    touchpoint: z.string(),
    /** Key of the unit where it happened; empty when nothing tells. */
    unit: z.string(),
    userId: z.string(),
    anonymousId: z.string(),
    /** Id of the resolved contact. */
    contactId: z.string(),
    properties: z.record(z.string(), z.unknown()),
    /** Sent with a key for tests: kept for 30 days and counted nowhere. */
    isTest: z.boolean(),
    feedback: z
      .object({
        type: z.string(),
        question: z.string(),
        score: z.number().nullable(),
        text: z.string(),
        submissionId: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "Event" });
export type EventItem = z.infer<typeof eventItem>;

export const eventsApi = {
  listRecentEvents: endpoint({
    method: "GET",
    path: "/api/v1/events/recent",
    tag: "Events",
    summary: "The last events received, newest first (the live tail)",
    access: "events:read",
    audits: "read",
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      /** Only events received after this instant. */
      after: instant.optional(),
    }),
    /** `asOf` as the next `after` misses nothing; what was still being stored may then come a second time. */
    response: z.object({ items: z.array(eventItem), asOf: instant }),
    status: 200,
  }),
  getTestEvents: endpoint({
    method: "GET",
    path: "/api/v1/events/tests",
    tag: "Events",
    summary: "How much was sent as a test",
    description: "What is sent with a key for tests is shown in the live tail, counted nowhere, and kept for 30 days.",
    access: "metrics:read",
    response: z.object({ count: z.number().int(), oldest: instant.nullable(), newest: instant.nullable() }),
    status: 200,
  }),
  deleteTestEvents: endpoint({
    method: "DELETE",
    path: "/api/v1/events/tests",
    tag: "Events",
    summary: "Delete everything that was sent as a test",
    access: "events:write",
    response: z.object({ deleted: z.number().int() }),
    status: 200,
  }),
  previewRule: endpoint({
    method: "POST",
    path: "/api/v1/events/preview",
    tag: "Events",
    summary: "What a condition matches, while it is being written",
    description: "`items` are the latest matches; the list is empty for who lacks `events:read`.",
    access: "touchpoints:read",
    audits: "read",
    body: z.object({ rule: conditionSchema, days: z.number().int().min(1).max(400).default(90) }),
    response: z.object({
      matches: z.number().int(),
      people: z.number().int(),
      /** The condition in words, in English. */
      words: z.string(),
      items: z.array(eventItem),
    }),
    status: 200,
  }),
  listEventUnits: endpoint({
    method: "GET",
    path: "/api/v1/events/units",
    tag: "Events",
    summary: "Units that events of the last 90 days name, the most frequent first (at most 1,000)",
    description:
      "`drawn` is false of a key that no unit has: such events are seen by those only who see the whole workspace, and are in no unit until somebody draws it. `without` counts events that name none.",
    access: "metrics:read",
    response: z.object({
      items: z.array(z.object({ key: z.string(), events: z.number().int(), lastAt: instant, drawn: z.boolean() })),
      without: z.number().int(),
    }),
    status: 200,
  }),
  listEventNames: endpoint({
    method: "GET",
    path: "/api/v1/events/names",
    tag: "Events",
    summary: "Event names, channels and properties seen, for pickers",
    access: "metrics:read",
    response: z.object({
      events: z.array(z.object({ name: z.string(), count: z.number().int() })),
      channels: z.array(z.string()),
      touchpoints: z.array(z.string()),
      properties: z.array(z.string()),
      /** Those of them that tell groups apart: no ids, no sentences, more than one value and few enough to be read. */
      groupings: z.array(z.string()),
    }),
    status: 200,
  }),
};
