import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { elapsed, naming } from "./explore.ts";
import { period } from "./metrics.ts";

/**
 * The process that the log shows: which activity directly follows which. #(a→b) counts the places where b follows a in
 * one trace; ties in time keep the order of arrival (van der Aalst, *Process Mining*, 2nd ed. 2016, chapter 6).
 *
 * A trace is all that a person did in the period, a session of theirs (a new one begins after `gapMinutes` without an
 * event), or all events with the same value of a field, such as `properties.order_id`.
 */
export const processQuery = z
  .object({
    traceBy: z
      .discriminatedUnion("by", [
        z.object({ by: z.literal("person") }),
        z.object({ by: z.literal("session"), gapMinutes: z.number().int().min(1).max(525_600).default(30) }),
        z.object({ by: z.literal("field"), field: cleanText.min(1).max(200) }),
      ])
      .default({ by: "person" }),
    naming,
    mergeRepeats: z.boolean().default(false),
    filter: conditionSchema.optional(),
    period: period.default({ last: 30, unit: "day" }),
    timezone: timeZone.optional(),
    /** Leaves out variants that fewer traces took, before anything is counted. */
    minimumTraces: z.number().int().min(1).max(1_000_000).default(1),
    /** What the entropy of variants is divided by: the most it could be with so many variants, or with so many traces. */
    entropyOver: z.enum(["variants", "traces"]).optional(),
  })
  .meta({ id: "ProcessQuery" });
export type ProcessQuery = z.infer<typeof processQuery>;
export type ProcessQueryInput = z.input<typeof processQuery>;

const activity = z.object({
  name: z.string(),
  events: z.number().int(),
  traces: z.number().int(),
  /** Traces that begin and end with it. */
  starts: z.number().int(),
  ends: z.number().int(),
  /** Events of it beyond the first in their trace. */
  repeats: z.number().int(),
});

export const processAnswer = z
  .object({
    definition: z.string(),
    traces: z.number().int(),
    events: z.number().int(),
    /** Time from the first to the last event of a trace. */
    elapsed,
    /** Most events first, at most 100; edges most frequent first, at most 500, between these activities. */
    activities: z.array(activity),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        count: z.number().int(),
        traces: z.number().int(),
        elapsed,
        /** Share of all time that traces spent between two activities. */
        shareOfTime: z.number(),
      }),
    ),
    variants: z.object({
      total: z.number().int(),
      /**
       * Normalised Shannon entropy of variant frequencies: −Σ p ln p ÷ ln(variants), 0 (nearly all alike) to 1 (all as frequent),
       * null for fewer than two variants; with `entropyOver: "traces"` ÷ ln(traces), 0 (all alike) to 1 (each trace its own), null
       * for fewer than two traces.
       */
      entropy: z.number().nullable(),
      /** How few variants hold four fifths of the traces. */
      coverEightyPercent: z.number().int(),
      /** Most frequent first, at most 50; a trace of more than 100 activities is cut there. */
      items: z.array(z.object({ activities: z.array(z.string()), traces: z.number().int(), elapsed })),
    }),
    /** Share of traces with an activity more than once. */
    rework: z.number().nullable(),
    /** Names beyond the 100 most frequent were left out of the picture. */
    truncated: z.boolean(),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    asOf: instant,
  })
  .meta({ id: "ProcessAnswer" });
export type ProcessAnswer = z.infer<typeof processAnswer>;

const name = cleanText.max(1000);

/**
 * Whose number: the people of the traces with an activity, where one directly follows another, that begin or end with one, or of
 * a variant (its activities as the answer names them; of more than 100, the first 100). Where a trace is no person, they are
 * all who had an event in it.
 */
export const processPeopleQuery = z.object({
  query: processQuery,
  of: z.union([
    z.strictObject({ activity: name }),
    z.strictObject({ from: name, to: name }),
    z.strictObject({ start: name }),
    z.strictObject({ end: name }),
    z.strictObject({ variant: z.array(name).min(1).max(100) }),
  ]),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ProcessPeopleQuery = z.infer<typeof processPeopleQuery>;

export const processExportFormat = z.enum(["xes", "csv", "mermaid", "svg"]);
