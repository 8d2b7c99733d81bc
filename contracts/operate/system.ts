import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";

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
    summary: "Both stores answer; 503 otherwise",
    access: "public",
    response: z.object({ status: z.literal("ready"), records: z.literal("ok"), events: z.literal("ok") }),
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
