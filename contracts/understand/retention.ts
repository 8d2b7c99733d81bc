import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { interval, measured, period } from "./metrics.ts";

const MAX_INTERVALS = 52;

/**
 * Who came back, by when they began. People are in the cohort of the unit in which they first met `start` in the period
 * (`starts: "any"`: of every unit in which they did). Column k is
 *
 * - `classic`: they met `return` in the k-th unit after
 * - `rolling` (unbounded): in the k-th or any later one
 * - `cumulative`: in any of the first k
 * - `bracket`: in the stretch of units that ends with `brackets[k − 1]` and begins behind the bracket before
 *
 * Column 0 is the cohort. Units are calendar days, weeks (from Monday) or months in the query's time zone.
 */
export const retentionQuery = z
  .object({
    start: conditionSchema.optional(),
    return: conditionSchema.optional(),
    starts: z.enum(["first", "any"]).default("first"),
    period: period.default({ last: 12, unit: "week" }),
    interval: interval.default("week"),
    intervals: z.number().int().min(1).max(MAX_INTERVALS).default(12),
    kind: z.enum(["classic", "rolling", "cumulative", "bracket"]).default("classic"),
    /** Last units of the brackets, rising; they take the place of `intervals`. */
    brackets: z.array(z.number().int().min(1).max(366)).min(1).max(12).default([1, 3, 7, 14, 30]),
    filter: conditionSchema.optional(),
    /** A field of the event with which somebody first began, or `segment.<id>`; the 20 groups with the most people, the rest as `other`. */
    breakdown: cleanText.min(1).max(200).optional(),
    timezone: timeZone.optional(),
  })
  .meta({ id: "RetentionQuery" });
export type RetentionQuery = z.infer<typeof retentionQuery>;
export type RetentionQueryInput = z.input<typeof retentionQuery>;

const curve = z.array(measured);

/** A cohort's `retained[k]` counts its people in column k; null marks a column that is not over yet. */
export const retentionAnswer = z
  .object({
    definition: z.string(),
    cohorts: z.array(
      z.object({ start: instant, size: z.number().int(), retained: z.array(z.number().int().nullable()) }),
    ),
    /** Over cohorts that are complete in column k, weighted by their size. */
    mean: curve,
    /** With a breakdown, most people first. `group` is null where the field is not set. */
    groups: z.array(
      z.object({ group: z.string().nullable(), isOther: z.boolean(), size: z.number().int(), mean: curve }),
    ),
    timezone: z.string(),
    asOf: instant,
  })
  .meta({ id: "RetentionAnswer" });
export type RetentionAnswer = z.infer<typeof retentionAnswer>;

/** Whose number: those of the cohort (its place among `cohorts`) who are in column `column`, or who are not. */
export const retentionPeopleQuery = z.object({
  query: retentionQuery,
  cohort: z.number().int().min(0).max(1499),
  column: z.number().int().min(0).max(MAX_INTERVALS).default(0),
  which: z.enum(["retained", "lost"]).default("retained"),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type RetentionPeopleQuery = z.infer<typeof retentionPeopleQuery>;
