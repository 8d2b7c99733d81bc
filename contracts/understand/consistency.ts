import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { measured, metricRef, period } from "./metrics.ts";

/**
 * Whether customers get the same wherever they turn: one metric of feedback over channels, touchpoints
 * (`touchpoint_rule`), any field or a segment (`segment.<id>`, against everybody else). Shares are tested with Pearson's χ², scores with Kruskal and Wallis' H. Answers without
 * a group are left out, and so are groups below the metric's minimum.
 */
export const consistencyQuery = z
  .object({
    metric: metricRef,
    by: cleanText.min(1).max(200).default("channel"),
    filter: conditionSchema.optional(),
    touchpointId: cleanText.max(64).optional(),
    period: period.default({ last: 90, unit: "day" }),
    timezone: timeZone.optional(),
  })
  .meta({ id: "ConsistencyQuery" });
export type ConsistencyQuery = z.infer<typeof consistencyQuery>;

export const consistencyAnswer = z
  .object({
    metric: z.string(),
    variant: z.string(),
    definition: z.string(),
    /**
     * `inconsistent` when the difference is more than chance (p < 0.05) and not negligible in size; `consistent` when it is
     * not; `one_group` when all answers are of a single group, which there is nothing to compare with; `not_enough_data` when
     * fewer than two groups have enough answers for the test.
     */
    verdict: z.enum(["consistent", "inconsistent", "one_group", "not_enough_data"]),
    /** In English, such as "inconsistent: store 3.1 against web 4.4". */
    words: z.string(),
    test: z
      .object({
        name: z.enum(["chi_squared", "kruskal_wallis"]),
        statistic: z.number(),
        degreesOfFreedom: z.number().int(),
        pValue: z.number(),
      })
      .nullable(),
    /** 0 (none) to 1; size after Cohen. */
    effect: z
      .object({
        measure: z.enum(["cramers_v", "epsilon_squared"]),
        value: z.number(),
        size: z.enum(["negligible", "small", "medium", "large"]),
      })
      .nullable(),
    /** Lowest number first; at most 50, those with the most answers. `tested` says whether it was enough to enter the test. */
    groups: z.array(z.object({ group: z.string(), name: z.string(), result: measured, tested: z.boolean() })),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    asOf: instant,
  })
  .meta({ id: "ConsistencyAnswer" });
export type ConsistencyAnswer = z.infer<typeof consistencyAnswer>;

export const consistencyApi = {
  queryConsistency: endpoint({
    method: "POST",
    path: "/api/v1/query/consistency",
    tag: "Metrics",
    summary: "Whether a metric is the same across channels, touchpoints or a field",
    access: "metrics:read",
    audits: "nothing",
    body: consistencyQuery,
    response: consistencyAnswer,
    status: 200,
  }),
};
