import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, instant, timeZone } from "../endpoint.ts";
import { conditionSchema, storedCondition } from "../log/conditions.ts";
import { comparison, measured, metricRef, period, query } from "./metrics.ts";

/** Of which customers and days the Overview speaks. The last week that is over, when absent. */
export const firstSentenceQuery = z
  .object({
    filter: conditionSchema.optional(),
    period: period.default({ last: 1, unit: "week", complete: true }),
    timezone: timeZone.optional(),
    compare: z.enum(["previous_period", "previous_year"]).default("previous_period"),
  })
  .meta({ id: "FirstSentenceQuery" });
export type FirstSentenceQuery = z.infer<typeof firstSentenceQuery>;

const evidence = query
  .extend({
    metrics: z.array(metricRef.extend({ where: storedCondition.optional() })),
    filter: storedCondition.optional(),
  })
  .meta({ id: "SentenceEvidence" });

/** A number before and now, and the query that answers with the same. */
const moved = z.object({
  result: measured,
  comparison,
  /** That a difference as large comes by chance alone. */
  pValue: z.number(),
  /** Distinct people behind `result`; null where the metric is not counted by what people did or said. */
  people: z.number().int().nullable(),
  query: evidence,
});

const change = moved.extend({
  metric: metricRef.extend({ where: storedCondition.optional() }),
  definition: z.string(),
  /** The tile that shows it; null for a score of a touchpoint. */
  tile: z.string().nullable(),
  touchpoint: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type SentenceChange = z.infer<typeof change>;

const source = moved.extend({
  /** A field as breakdowns name it, and the group of it. */
  by: cleanText,
  group: z.string(),
  name: z.string(),
  /** How much of the change comes from it, in the unit of the metric. */
  amount: z.number(),
  /** The same as a share of the change; above 1 where others moved the other way. */
  share: z.number(),
});
export type SentenceSource = z.infer<typeof source>;

export const firstSentence = z
  .object({
    /** `quiet`: nothing changed beyond chance. `too_few`: no number has enough behind it in both periods to tell. */
    verdict: z.enum(["changed", "quiet", "too_few"]),
    /** In English, at most three sentences. */
    words: z.string(),
    change: change.nullable(),
    /** Where the change is concentrated; the second one is within the first. */
    from: z.array(source).max(2),
    /** How many numbers were compared, how many of them changed beyond chance, and how many had too little behind them to be compared. */
    looked: z.object({ compared: z.number().int(), changed: z.number().int(), tooFew: z.number().int() }),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    comparedWith: z.object({ from: instant, to: instant }),
    asOf: instant,
  })
  .meta({ id: "FirstSentence" });
export type FirstSentence = z.infer<typeof firstSentence>;

export const firstSentenceApi = {
  getFirstSentence: endpoint({
    method: "POST",
    path: "/api/v1/overview/first-sentence",
    tag: "Overview",
    summary: "The largest change beyond chance, and where it comes from",
    description:
      "Looks at what the Overview's tiles show of single answers, and at the scores of every touchpoint. Of what is hidden to the caller nothing is said.",
    access: "metrics:read",
    audits: "nothing",
    body: firstSentenceQuery,
    response: firstSentence,
    status: 200,
  }),
};
