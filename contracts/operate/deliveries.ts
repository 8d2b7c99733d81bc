import { z } from "zod";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";

export const delivery = z
  .object({
    id: z.string(),
    /** What is to be done, such as `count_segment`. */
    topic: z.string(),
    /** Id of what it is about. Messages about one thing are delivered in order, so those behind the first wait with it. */
    thing: z.string(),
    /** Messages about it that wait, the one that failed among them. */
    waiting: z.number().int(),
    tries: z.number().int(),
    /** Why it failed last. */
    reason: z.string(),
    sentAt: instant,
    failedAt: instant.nullable(),
    /** It has been tried often enough, or waited when a backup was taken: it is not tried again before somebody says so. */
    stuck: z.boolean(),
    /** Null when it is stuck. */
    nextTryAt: instant.nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.infer<typeof delivery>;

export const deliveriesApi = {
  listDeliveries: endpoint({
    method: "GET",
    path: "/api/v1/deliveries",
    tag: "Deliveries",
    summary: "What was to be done behind the scenes and has failed, the oldest first",
    description:
      "What waits and has not failed yet is not listed; /health/reactions counts it. What is not stuck is tried again by itself.",
    access: "deliveries:read",
    query: pageQuery,
    response: pageOf(delivery),
    status: 200,
  }),
  retryDelivery: endpoint({
    method: "POST",
    path: "/api/v1/deliveries/:id/retry",
    tag: "Deliveries",
    summary: "Try it again now, and as often as something new",
    access: "deliveries:edit",
    params: idParams,
    status: 204,
  }),
  dropDelivery: endpoint({
    method: "DELETE",
    path: "/api/v1/deliveries/:id",
    tag: "Deliveries",
    summary: "Give up the message that failed; those behind it are delivered",
    description: "It is never delivered then. 409 `being_delivered` while it is being tried.",
    access: "deliveries:edit",
    params: idParams,
    status: 204,
  }),
};
