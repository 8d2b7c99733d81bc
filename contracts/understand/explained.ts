import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { metricRef, period } from "./metrics.ts";

/** How far the groups of each field tell single answers apart: by which a number is worth breaking down. */
export const explainedQuery = z
  .object({
    metric: metricRef,
    /** As breakdowns name them. */
    fields: z.array(cleanText.min(1).max(200)).min(1).max(40),
    filter: conditionSchema.optional(),
    touchpointId: cleanText.max(64).optional(),
    period: period.default({ last: 90, unit: "day" }),
    timezone: timeZone.optional(),
  })
  .meta({ id: "ExplainedQuery" });
export type ExplainedQuery = z.infer<typeof explainedQuery>;

export const explainedAnswer = z
  .object({
    metric: z.string(),
    variant: z.string(),
    /** That which explains most first. `share` is ε² of the answers that have a group, 0 to 1; of fewer than two groups 0. */
    items: z.array(z.object({ by: z.string(), share: z.number(), groups: z.number().int(), n: z.number().int() })),
    /** One of so many answers was looked at. */
    oneOf: z.number().int(),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
  })
  .meta({ id: "ExplainedAnswer" });

export const explainedApi = {
  queryExplained: endpoint({
    method: "POST",
    path: "/api/v1/query/explained",
    tag: "Metrics",
    summary: "Which fields tell the answers of a metric apart, and how far",
    access: "metrics:read",
    audits: "nothing",
    body: explainedQuery,
    response: explainedAnswer,
    status: 200,
  }),
};
