import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";
import { storedCondition } from "../log/conditions.ts";
import { elapsed } from "./explore.ts";
import { exportedFile } from "./journeys.ts";
import { processQuery } from "./process.ts";

/** Things that people do beyond these are not looked at. */
const MOST_FOUND = 30;

/** What people really do, as the beginning of a map. A trace is what it is in `ProcessQuery`. */
export const discoveryQuery = processQuery
  .pick({ traceBy: true, naming: true, filter: true, period: true, timezone: true })
  .extend({
    /** Most steps of the proposed map: the things that most people did, beyond two only those of at least a tenth of them. */
    steps: z.number().int().min(1).max(MOST_FOUND).default(12),
  })
  .meta({ id: "DiscoveryQuery" });
export type DiscoveryQuery = z.infer<typeof discoveryQuery>;
export type DiscoveryQueryInput = z.input<typeof discoveryQuery>;

/**
 * What people do in the order in which they do it, and a map made of it.
 *
 * **Order.** Each trace is looked at by when it came to each thing first. One thing stands before another where more traces
 * came to it first; pairs are taken from the clearest (the largest difference of traces) on, and one that contradicts
 * those before it is left out. What no pair decides stands in order of the median time since the trace began.
 *
 * Source: Tideman (1987), "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4, 185–206.
 *
 * **Phases.** A new one begins where the median time from a proposed step to the next is longest: at the two longest gaps
 * (at one for 3 or 4 steps, nowhere for fewer), and at up to three more that last at least three times as long as the
 * median gap. A phase is called after its first step.
 */
export const discoveryAnswer = z
  .object({
    definition: z.string(),
    /** Distinct people with something that has a name, and traces of it. */
    people: z.number().int(),
    traces: z.number().int(),
    /** In the typical order, at most 30 that most people did. */
    steps: z.array(
      z.object({
        /** What the step and its touchpoint are called in `file`. */
        id: z.string(),
        name: z.string(),
        people: z.number().int(),
        /** Of all people. */
        share: z.number(),
        events: z.number().int(),
        /**
         * Time from the beginning of a trace until it came here first. An event that several touchpoints or rules describe says it
         * of the one that fewest people did; null where that leaves none.
         */
        sinceStart: elapsed,
        /** Where a touchpoint has the same rule: it is taken, under its own name. */
        touchpoint: z.object({ id: z.string(), name: z.string() }).nullable(),
        rule: storedCondition,
        /** Whether it is a step of the map in `file`. */
        isProposed: z.boolean(),
        /** The phase of the map in which it stands, or would stand, from 0. */
        phase: z.number().int(),
      }),
    ),
    /** People did more than was looked at. */
    truncated: z.boolean(),
    /**
     * The proposed map, for `POST /api/v1/journeys/import`; `touchpoints` has those of all `steps`. Its window is how long nine
     * in ten traces took, at least 30 days. Null where nobody did anything.
     */
    file: exportedFile.nullable(),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    asOf: instant,
  })
  .meta({ id: "DiscoveryAnswer" });
export type DiscoveryAnswer = z.infer<typeof discoveryAnswer>;

export const discoveryApi = {
  discoverJourney: endpoint({
    method: "POST",
    path: "/api/v1/journeys/discover",
    tag: "Journeys",
    summary: "What people really do, as a map to begin with",
    description:
      "Nothing is created: send `file`, as it is or changed, to `POST /api/v1/journeys/import`. Without a filter, the people of a step here are those whom the map will show.",
    access: "journeys:read",
    audits: "nothing",
    body: discoveryQuery,
    response: discoveryAnswer,
    status: 200,
  }),
};
