import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { conversion } from "../log/money.ts";

/**
 * A period: `{ last, unit }` counts whole calendar units back from now in the query's time zone, the running one
 * included, or with `complete` the last that are over; `{ from, to }` are days (`2026-01-31`, `to` included) or instants (`to` excluded).
 */
export const period = z.union([
  z.object({
    last: z.number().int().min(1).max(1000),
    unit: z.enum(["day", "week", "month", "quarter", "year"]),
    complete: z.boolean().optional(),
  }),
  z.object({ from: z.union([z.iso.date(), instant]), to: z.union([z.iso.date(), instant]) }),
]);
export type Period = z.infer<typeof period>;

export const interval = z.enum(["day", "week", "month"]);

/**
 * One metric asked for. `metric` is a name of the definitions table, `variant` one of its variants (its default when
 * absent), `where` narrows this metric alone, `params` sets what the definition leaves open (such as `windowDays`).
 */
export const metricRef = z.object({
  metric: z.string().min(1).max(60),
  variant: z.string().max(60).optional(),
  where: conditionSchema.optional(),
  params: z.record(z.string().max(40), z.union([z.number(), cleanText.max(200)])).optional(),
});
export type MetricRef = z.infer<typeof metricRef>;

/**
 * A query: the one value that the page, the API, the CLI, and later alerts and reports send.
 *
 * `breakdowns` are fields of the condition language (`channel`, `properties.region`, …), `group_id` for the account of the
 * person (takes contacts:read; of the 200,000 people with the lowest ids who belong to one, the others count as null),
 * `touchpoint_rule` for the touchpoints of the workspace, or `segment.<id>` for a segment: its
 * people under its name, everybody else as null. The most frequent 50 groups are answered, the rest as group `other`.
 */
export const query = z
  .object({
    metrics: z.array(metricRef).min(1).max(10),
    breakdowns: z.array(cleanText.min(1).max(200)).max(2).default([]),
    filter: conditionSchema.optional(),
    touchpointId: cleanText.max(64).optional(),
    period: period.default({ last: 90, unit: "day" }),
    timezone: timeZone.optional(),
    interval: interval.optional(),
    /** Leaves amounts of money in the currencies that they were in, also where a rate is given. */
    inOwnCurrencies: z.boolean().optional(),
    compare: z
      .union([z.enum(["previous_period", "previous_year"]), z.object({ from: instant, to: instant })])
      .optional(),
  })
  .meta({ id: "Query" });
export type Query = z.infer<typeof query>;
export type QueryInput = z.input<typeof query>;

/**
 * A number with its uncertainty. `value` is null when there is nothing to compute from; `hidden` says it exists but `n`
 * is below the definition's minimum. `low` and `high` bound the 95 % interval, null where the metric has none. `currency` is that
 * of an amount of money (ISO 4217; XXX for what names none that is known); `converted` says which amounts of other currencies are
 * in it, with the first and the last rate they were converted by and the day each is valid from.
 */
export const measured = z.object({
  value: z.number().nullable(),
  n: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  hidden: z.boolean(),
  currency: z.string().optional(),
  converted: z.array(conversion).optional(),
});
export type Measured = z.infer<typeof measured>;

export const verdict = z.enum(["better", "worse", "changed", "no_significant_change", "not_enough_data"]);
export type Verdict = z.infer<typeof verdict>;

export const comparison = z.object({
  previous: measured,
  delta: z.number().nullable(),
  deltaLow: z.number().nullable(),
  deltaHigh: z.number().nullable(),
  verdict,
});
export type Comparison = z.infer<typeof comparison>;

export const answerRow = z.object({
  /**
   * One value per breakdown of the query, in order; `null` stands for "not set", and `other` gathers the rest. Amounts of money have
   * a row for each currency, of at most ten: they are never added up.
   */
  group: z.array(z.string().nullable()),
  isOther: z.boolean(),
  result: measured,
  /** How many of what the metric is about it could not compute with, such as orders without a readable amount; absent for none. */
  leftOut: z.number().int().optional(),
  /** Named parts, such as promoters, passives, detractors as shares 0–1. */
  parts: z.record(z.string(), z.number()).optional(),
  comparison: comparison.optional(),
  /** Present when the query has an interval; periods without data are there with value null. */
  series: z.array(z.object({ start: instant, complete: z.boolean(), result: measured })).optional(),
});
export type AnswerRow = z.infer<typeof answerRow>;

export const answer = z
  .object({
    metrics: z.array(
      z.object({
        metric: z.string(),
        variant: z.string(),
        /** Name and version of the definition it was computed with, e.g. `nps@1`. */
        definition: z.string(),
        rows: z.array(answerRow),
        /**
         * Where a question that feeds it took the place of another, in a series: what is before and after is no one line. Absent
         * where none did.
         */
        breaks: z
          .array(z.object({ instant, before: z.string(), after: z.object({ id: z.string(), name: z.string() }) }))
          .optional(),
      }),
    ),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    comparedWith: z.object({ from: instant, to: instant }).optional(),
    asOf: instant,
  })
  .meta({ id: "Answer" });
export type Answer = z.infer<typeof answer>;

export const metricUnit = z.enum(["score", "share", "count", "duration", "currency", "ratio", "points"]);

/** A definition as shown to people: in tooltips, the picker and the documentation. */
export const definition = z
  .object({
    metric: z.string(),
    version: z.number().int(),
    name: z.string(),
    description: z.string(),
    formula: z.string(),
    unit: metricUnit,
    direction: z.enum(["higher", "lower", "neutral"]),
    scale: z.tuple([z.number(), z.number()]).nullable(),
    minimumN: z.number().int(),
    /** Whether its groups can be tested against each other (`POST /api/v1/query/consistency`). */
    testable: z.boolean(),
    interval: z.string(),
    source: z.string(),
    variants: z.array(z.object({ name: z.string(), title: z.string(), description: z.string(), unit: metricUnit })),
    params: z.array(
      z.object({ name: z.string(), description: z.string(), default: z.union([z.number(), z.string()]) }),
    ),
  })
  .meta({ id: "MetricDefinition" });
export type Definition = z.infer<typeof definition>;

export const metricsApi = {
  listMetrics: endpoint({
    method: "GET",
    path: "/api/v1/metrics",
    tag: "Metrics",
    summary: "Every metric with its definition",
    access: "metrics:read",
    response: z.object({ items: z.array(definition) }),
    status: 200,
  }),
  query: endpoint({
    method: "POST",
    path: "/api/v1/query",
    tag: "Metrics",
    summary: "Ask a query",
    access: "metrics:read",
    audits: "nothing",
    body: query,
    response: answer,
    status: 200,
  }),
};
