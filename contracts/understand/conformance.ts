import { z } from "zod";
import { endpoint, idParams, instant, segmentId, timeZone } from "../endpoint.ts";
import { elapsed } from "./explore.ts";
import { comparison, measured, period } from "./metrics.ts";

/** People who did something else than was designed, and up to three of them; nobody for who may not see contacts. */
const deviation = z.object({
  people: z.number().int(),
  examples: z.array(z.object({ contactId: z.string(), name: z.string() })),
});
export type Deviation = z.infer<typeof deviation>;

/**
 * What people did against what was designed. A person's trace is their visits to the bound steps in the period, in order of
 * time and then of arrival; visits to the same step directly one after the other are one. One event serves one step: of
 * several whose rules it meets, the first after the step before it in the trace, and the last of them where none comes
 * after. The first 100 visits of a trace are looked at.
 */
export const conformanceAnswer = z
  .object({
    definition: z.string(),
    /** People with a visit to at least one bound step in the period. */
    people: z.number().int(),
    /** Whose trace is the first steps in their order: no gap, no repeat, no way back. Who stops early dropped off only. */
    asDesigned: z.number().int(),
    /** Every step of the map; null where it has no touchpoint. */
    steps: z.array(
      z.object({
        step: z.string(),
        /** People who reached a later step and were never at this one. */
        skipped: deviation.nullable(),
        /** People who came back to this step after another one. */
        repeated: deviation.nullable(),
        /**
         * How long it took those who passed the step in order (`passed` of `StepNumbers`) from the bound step before: in each
         * person's passage that began last of those that got here, from their first time there to their first time here. Nothing
         * where there is no such step or nobody passed.
         */
        sinceBefore: elapsed,
      }),
    ),
    /** Steps taken directly after a later one; most people first, at most 20. */
    reversed: z.array(deviation.extend({ from: z.string(), to: z.string() })),
    /**
     * What people did between their first and last visit that serves no step: visits to touchpoints that are not on the map
     * (an event counts for the first by name whose rule it meets), or events where there is no other touchpoint. Most people
     * first, at most 20.
     */
    unexpected: z.object({
      by: z.enum(["touchpoint", "event"]),
      items: z.array(deviation.extend({ name: z.string() })),
    }),
    /**
     * Share of the designed order kept, a person each: 2·L ÷ (visits of the trace + bound steps), L the longest strictly
     * increasing subsequence of step numbers; 1 is the whole journey as designed. It is the cost-based fitness of an optimal
     * alignment where every move that only one side makes costs 1.
     *
     * Source: Adriansyah, van Dongen & van der Aalst (2011), "Conformance checking using cost-based fitness analysis",
     * EDOC 2011, 55–64.
     */
    fitness: z.object({
      mean: z.number().nullable(),
      /** Fifths of 0 to 1; `to` belongs to the next, but for the last. */
      distribution: z.array(z.object({ from: z.number(), to: z.number(), people: z.number().int() })),
    }),
    /**
     * CSAT answers on 5 points about the bound steps, of people who deviated (whose trace is not as designed) and of those
     * who did not. `delta` is the first less the second.
     */
    satisfaction: comparison.omit({ previous: true }).extend({
      definition: z.string(),
      deviated: measured,
      asDesigned: measured,
    }),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    asOf: instant,
  })
  .meta({ id: "ConformanceAnswer" });
export type ConformanceAnswer = z.infer<typeof conformanceAnswer>;

export const conformanceApi = {
  checkConformance: endpoint({
    method: "POST",
    path: "/api/v1/journeys/:id/conformance",
    tag: "Journeys",
    summary: "How people really went, against the steps as designed",
    access: "journeys:read",
    audits: "nothing",
    params: idParams,
    body: z.object({
      period: period.default({ last: 90, unit: "day" }),
      timezone: timeZone.optional(),
      segment: segmentId.optional(),
    }),
    response: conformanceAnswer,
    status: 200,
  }),
};
