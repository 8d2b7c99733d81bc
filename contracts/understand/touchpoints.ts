import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant } from "../endpoint.ts";
import { conditionSchema, storedCondition } from "../log/conditions.ts";

export const touchpointFields = z.object({
  /** Unique in the workspace; names that differ only in case, blanks and punctuation are the same name. */
  name: cleanText.trim().min(1).max(120),
  description: cleanText.max(2000).default(""),
  channels: z.array(cleanText.trim().min(1).max(60)).max(20).default([]),
  /**
   * Which events and feedback happen at this touchpoint: a condition on fields of the event, without `traits` and `did`.
   * Applied when a query is asked, so history follows it.
   */
  rule: conditionSchema,
});
export type TouchpointFields = z.infer<typeof touchpointFields>;

/**
 * A moment where customer and company meet.
 *
 * A **visit** is an event that meets the rule. An answer to a question (`Feedback Received`) is no visit, because it comes
 * after the moment it speaks of; only where the rule asks for feedback (a comparison of `feedback.…`, of `touchpoint`, or
 * of `event` with `Feedback Received`) and for nothing that customers do (no comparison of `type`, nor of `event` with
 * another name) is answering the visit.
 *
 * **Feedback of the touchpoint** is every answer that meets the rule, and every answer whose `touchpoint` names it: its
 * own name but for case, blanks and punctuation (`Product search`, `product_search`, `ProductSearch`).
 */
export const touchpoint = touchpointFields
  .extend({
    id: z.string(),
    description: z.string(),
    channels: z.array(z.string()),
    rule: storedCondition,
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
    /** Journeys that use it. */
    journeys: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: "Touchpoint" });
export type Touchpoint = z.infer<typeof touchpoint>;

export const touchpointsApi = {
  listTouchpoints: endpoint({
    method: "GET",
    path: "/api/v1/touchpoints",
    tag: "Touchpoints",
    summary: "Touchpoints of the workspace (at most 500)",
    access: "touchpoints:read",
    response: z.object({ items: z.array(touchpoint) }),
    status: 200,
  }),
  getTouchpoint: endpoint({
    method: "GET",
    path: "/api/v1/touchpoints/:id",
    tag: "Touchpoints",
    summary: "One touchpoint",
    access: "touchpoints:read",
    params: idParams,
    response: touchpoint,
    status: 200,
  }),
  createTouchpoint: endpoint({
    method: "POST",
    path: "/api/v1/touchpoints",
    tag: "Touchpoints",
    summary: "Describe a touchpoint",
    access: "touchpoints:edit",
    body: touchpointFields,
    response: touchpoint,
    status: 201,
  }),
  updateTouchpoint: endpoint({
    method: "PUT",
    path: "/api/v1/touchpoints/:id",
    tag: "Touchpoints",
    summary: "Change a touchpoint",
    description: "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "touchpoints:edit",
    params: idParams,
    body: touchpointFields,
    response: touchpoint,
    status: 200,
  }),
  deleteTouchpoint: endpoint({
    method: "DELETE",
    path: "/api/v1/touchpoints/:id",
    tag: "Touchpoints",
    summary: "Delete a touchpoint that nothing uses",
    access: "touchpoints:edit",
    params: idParams,
    status: 204,
  }),
};
