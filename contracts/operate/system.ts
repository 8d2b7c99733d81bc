import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";

/** The worst of all who react, from the best to the worst. */
export const reactionStates = ["ok", "late", "failing"] as const;
export type ReactionState = (typeof reactionStates)[number];

const follower = z
  .object({
    name: z.string(),
    /** Events it has not handled yet. */
    behind: z.number().int(),
    /** Since when the first of them waits. */
    since: instant.nullable(),
    /** How often it failed since it last could go on, and why the last time. */
    failures: z.number().int(),
    reason: z.string().nullable(),
    movedAt: instant.nullable(),
  })
  .meta({ id: "Follower" });

const topic = z
  .object({
    topic: z.string(),
    /** Messages that are not delivered yet. */
    waiting: z.number().int(),
    /** Since when the first of them waits. */
    since: instant.nullable(),
    /** Things about which the first message has failed too often: a person has to decide. */
    stuck: z.number().int(),
  })
  .meta({ id: "OutboxTopic" });

export const systemApi = {
  getLive: endpoint({
    method: "GET",
    path: "/health/live",
    tag: "System",
    summary: "The process answers",
    access: "public",
    response: z.object({ status: z.literal("ok") }),
    status: 200,
  }),
  getReady: endpoint({
    method: "GET",
    path: "/health/ready",
    tag: "System",
    summary: "Both stores answer and take what is to be stored; 503 otherwise",
    access: "public",
    description:
      "`reactions` says whether those who react to events keep up, which is no reason to send requests elsewhere: `late` when something has waited for more than a minute, `failing` when one cannot go on or a delivery is stuck.",
    response: z.object({
      status: z.literal("ready"),
      records: z.literal("ok"),
      events: z.literal("ok"),
      reactions: z.enum(reactionStates),
    }),
    status: 200,
  }),
  getReactions: endpoint({
    method: "GET",
    path: "/health/reactions",
    tag: "System",
    summary: "How far those who react to events and deliver what waits have come, of every workspace",
    access: "system:read",
    response: z.object({ state: z.enum(reactionStates), followers: z.array(follower), outbox: z.array(topic) }),
    status: 200,
  }),
  getSystemMetrics: endpoint({
    method: "GET",
    path: "/health/metrics",
    tag: "System",
    summary: "Figures of the program for Prometheus",
    access: "system:read",
    produces: "text/plain",
    status: 200,
  }),
  getInfo: endpoint({
    method: "GET",
    path: "/api/v1/info",
    tag: "System",
    summary: "Version and stores of this system",
    access: "workspace:read",
    response: z.object({
      version: z.string(),
      records: z.enum(["pglite", "postgresql"]),
      events: z.enum(["chdb", "clickhouse"]),
      now: instant,
    }),
    status: 200,
  }),
  createBackup: endpoint({
    method: "POST",
    path: "/api/v1/backup",
    tag: "System",
    summary: "A backup of the whole system, streamed while it keeps running",
    description: "Every workspace is in it, so it takes an owner's session or a key with the scope of every workspace.",
    access: "system:backup",
    audits: "read",
    produces: "application/x-tar",
    status: 200,
  }),
};
