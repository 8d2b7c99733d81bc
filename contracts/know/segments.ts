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

/** Somebody in a segment; the name is empty for an anonymous visitor. */
const segmentMember = z.object({ contactId: z.string(), name: z.string() });
export type SegmentMember = z.infer<typeof segmentMember>;

const size = z.object({ size: z.number().int(), asOf: instant });

export const segmentsApi = {
  listSegments: endpoint({
    method: "GET",
    path: "/api/v1/segments",
    tag: "Segments",
    summary: "Segments of the workspace (at most 100), by name",
    access: "segments:read",
    response: z.object({ items: z.array(segment) }),
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
