import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, pageQuery } from "../endpoint.ts";
import { conditionSchema, storedCondition } from "../log/conditions.ts";
import { peoplePage } from "./contacts.ts";

export const segmentName = z.object({
  /** Unique in the workspace, ignoring case. */
  name: cleanText.trim().min(1).max(120),
  description: cleanText.max(2000).default(""),
});

const segmentFields = segmentName.extend({
  /**
   * A condition on a person: comparisons of `traits.<path>`, `did`, `last`, `group` and `people`, joined by `all`, `any` and `not`.
   * No other fields (they speak of an event) and no `segment`.
   */
  condition: conditionSchema,
});
export type SegmentFields = z.infer<typeof segmentFields>;

/**
 * People who meet a condition. Who is in it is worked out whenever it is asked, from the event log: an event counts from
 * the moment it is acknowledged, and people merged or recognised a moment ago are one person.
 */
export const segment = segmentFields
  .extend({
    id: z.string(),
    description: z.string(),
    condition: storedCondition,
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Segment" });
export type Segment = z.infer<typeof segment>;

export const listedSegment = segment
  .extend({
    /** People in it, as counted behind each event; null for a moment after it was described, and for who sees some units only: `size` of one counts in those. */
    size: z.number().int().nullable(),
  })
  .meta({ id: "ListedSegment" });
export type ListedSegment = z.infer<typeof listedSegment>;

/** Somebody in a segment; the name is empty for an anonymous visitor. */
const segmentMember = z.object({ contactId: z.string(), name: z.string() });
export type SegmentMember = z.infer<typeof segmentMember>;

export const segmentHistoryQuery = z.object({
  /** From when on; from the first count when absent or earlier than that. */
  from: instant.optional(),
  /** Until when; now when absent. */
  to: instant.optional(),
  /** At most 1,000 of them are answered. Days, weeks and months are those of the workspace's time zone. */
  interval: z.enum(["hour", "day", "week", "month"]).default("day"),
});
export type SegmentHistoryQuery = z.infer<typeof segmentHistoryQuery>;

const comings = { entered: z.number().int(), gone: z.number().int() };

export const segmentHistory = z
  .object({
    interval: segmentHistoryQuery.shape.interval.unwrap(),
    /** Since when it is counted; null before the first count, which follows within seconds of describing the segment. */
    since: instant.nullable(),
    items: z.array(
      z.object({
        /** Beginning of the hour, day, week or month. */
        at: instant,
        /** People in the segment at its end. */
        size: z.number().int(),
        /** How many came in and went out, other than by describing the segment anew. One person may do so again and again. */
        ...comings,
        /** Of these, by what happened just then: neither by events of the past, nor by time passing, nor by a merge. */
        byNews: z.object(comings),
        /** The segment was described, or described anew, in it. */
        redefined: z.boolean(),
      }),
    ),
  })
  .meta({ id: "SegmentHistory" });
export type SegmentHistory = z.infer<typeof segmentHistory>;

const size = z.object({ size: z.number().int(), asOf: instant });

export const segmentsApi = {
  listSegments: endpoint({
    method: "GET",
    path: "/api/v1/segments",
    tag: "Segments",
    summary: "Segments of the workspace (at most 100), by name, with how many people are in them",
    description: "Sizes are those of the counter, a moment behind the events; `size` of one segment counts anew.",
    access: "segments:read",
    response: z.object({ items: z.array(listedSegment) }),
    status: 200,
  }),
  getSegment: endpoint({
    method: "GET",
    path: "/api/v1/segments/:id",
    tag: "Segments",
    summary: "One segment",
    access: "segments:read",
    params: idParams,
    response: segment,
    status: 200,
  }),
  getSegmentSize: endpoint({
    method: "GET",
    path: "/api/v1/segments/:id/size",
    tag: "Segments",
    summary: "How many people are in a segment now",
    access: "segments:read",
    params: idParams,
    response: size,
    status: 200,
  }),
  getSegmentHistory: endpoint({
    method: "GET",
    path: "/api/v1/segments/:id/history",
    tag: "Segments",
    summary: "How large a segment was over time, and how many came into it and went out of it",
    description:
      'Counted after each event, a moment behind it; people whom only time moves ("within 30 days") are counted once an hour. 403 for who sees some units only: it is counted over the whole workspace.',
    access: "segments:read",
    params: idParams,
    query: segmentHistoryQuery,
    response: segmentHistory,
    status: 200,
  }),
  listSegmentMembers: endpoint({
    method: "GET",
    path: "/api/v1/segments/:id/members",
    tag: "Segments",
    summary: "Who is in a segment now; whoever was seen last comes first",
    access: "contacts:read",
    audits: "read",
    params: idParams,
    query: pageQuery,
    response: peoplePage,
    status: 200,
  }),
  previewSegment: endpoint({
    method: "POST",
    path: "/api/v1/segments/preview",
    tag: "Segments",
    summary: "How many people meet a condition, and up to 20 of them",
    description: "People are named only to those with the permission contacts:read; for others `items` is empty.",
    access: "segments:read",
    audits: "read",
    body: z.object({ condition: conditionSchema }),
    response: size.extend({ words: z.string(), items: z.array(segmentMember) }),
    status: 200,
  }),
  createSegment: endpoint({
    method: "POST",
    path: "/api/v1/segments",
    tag: "Segments",
    summary: "Describe a segment",
    access: "segments:edit",
    body: segmentFields,
    response: segment,
    status: 201,
  }),
  updateSegment: endpoint({
    method: "PUT",
    path: "/api/v1/segments/:id",
    tag: "Segments",
    summary: "Change a segment",
    description: "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "segments:edit",
    params: idParams,
    body: segmentFields,
    response: segment,
    status: 200,
  }),
  deleteSegment: endpoint({
    method: "DELETE",
    path: "/api/v1/segments/:id",
    tag: "Segments",
    summary: "Delete a segment that no tile, saved query or persona uses",
    access: "segments:edit",
    params: idParams,
    status: 204,
  }),
};
