import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { elapsed, exploreStep } from "./explore.ts";
import { comparison, interval, measured, period } from "./metrics.ts";

const MAX_WINDOW_SECONDS = 730 * 86_400;

/**
 * How many people went through steps, and where the others left. A person counts once; one event serves one step only;
 * events at the same instant keep the order in which they arrived.
 *
 * - `order`: `ordered` lets other events lie between the steps, `strict` none (of all events that `filter` leaves, tracking
 *   calls that only identify left out), `unordered` takes the steps after the first in any order.
 * - `windowSeconds` is measured from the event that served the first step; its end belongs to it.
 * - `counting`: `first` looks at the first entry of each person in the period only, `every` at all of them, and takes the
 *   furthest, then the quickest.
 * - An exclusion drops the attempt in which its event lies between the events that served the steps `after` and `before`
 *   (0-based, `after` < `before`; neighbours or further apart). Who never gets to `before` is kept, since nothing closes the
 *   stretch; with `unfinished: "drop"` (of the first entry only) an event between `after` and the end of the window drops them too.
 * - Entries lie within the period; what follows may lie after it, up to the window and to now.
 */
export const funnelQuery = z
  .object({
    steps: z.array(exploreStep).min(2).max(20),
    order: z.enum(["ordered", "strict", "unordered"]).default("ordered"),
    windowSeconds: z
      .number()
      .int()
      .min(1)
      .max(MAX_WINDOW_SECONDS)
      .default(7 * 86_400),
    counting: z.enum(["first", "every"]).default("first"),
    exclusions: z
      .array(
        z.object({
          condition: conditionSchema,
          after: z.number().int().min(0),
          before: z.number().int().min(1),
          unfinished: z.enum(["keep", "drop"]).optional(),
        }),
      )
      .max(5)
      .default([]),
    filter: conditionSchema.optional(),
    /** A field of the event that served the first step, or `segment.<id>`; the most frequent 20 groups, the rest as `other`. */
    breakdown: cleanText.min(1).max(200).optional(),
    period: period.default({ last: 90, unit: "day" }),
    timezone: timeZone.optional(),
    /** Asks for the share that completed, by when they entered. */
    interval: interval.optional(),
    compare: z.enum(["previous_period", "previous_year"]).optional(),
  })
  .superRefine((funnel, ctx) => {
    const refuse = (path: (string | number)[], message: string) => ctx.addIssue({ code: "custom", path, message });
    const last = funnel.steps.length - 1;
    if (funnel.order === "unordered" && funnel.exclusions.length > 0)
      refuse(["exclusions"], "Steps in any order have nothing between them; leave exclusions out, or ask in order");
    for (const [index, { condition, after, before, unfinished }] of funnel.exclusions.entries()) {
      const path = ["exclusions", index];
      const same = funnel.steps.findIndex(
        (step, place) => place >= after && place <= before && alike(step.condition, condition),
      );
      if (unfinished === "drop" && funnel.counting === "every")
        refuse([...path, "unfinished"], 'It is asked of the first entry only; leave it out, or take counting "first"');
      if (before > last) refuse([...path, "before"], `There is no step ${before}; the last of these steps is ${last}`);
      else if (after >= before) refuse([...path, "after"], "`after` must be a step before `before`");
      else if (funnel.order === "strict" && before === after + 1)
        refuse([...path, "before"], "Nothing lies between neighbours in a strict funnel; choose a later step");
      else if (same >= 0)
        refuse(
          [...path, "condition"],
          `It says the same as step ${same}, so nobody could pass; exclude something else`,
        );
    }
  })
  .meta({ id: "FunnelQuery" });
export type FunnelQuery = z.infer<typeof funnelQuery>;
export type FunnelQueryInput = z.input<typeof funnelQuery>;

/** Whether two conditions are written alike, whatever the order of their keys. */
function alike(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const [ones, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return ones.length === others.size && ones.every(([key, value]) => others.has(key) && alike(value, others.get(key)));
}

const funnelStep = z.object({
  name: z.string(),
  /** People who got here. */
  people: z.number().int(),
  /** People who got to the step before and not here; null at the first step. */
  droppedOff: z.number().int().nullable(),
  /** Share of those at the first step, and of those at the step before, with 95 % intervals. */
  ofFirst: measured,
  ofPrevious: measured,
  /** From the step before. In an unordered funnel: from the first. */
  elapsed,
});

export const funnelAnswer = z
  .object({
    definition: z.string(),
    /** The first is everybody (`group` undefined); then a row for each group of the breakdown, most people first. */
    rows: z.array(
      z.object({
        group: z.string().nullable().optional(),
        isOther: z.boolean(),
        steps: z.array(funnelStep),
        /** Share that completed against the period before, for rows that have both. */
        comparison: comparison.optional(),
        /** Share that completed, by when they entered. */
        series: z.array(z.object({ start: instant, complete: z.boolean(), result: measured })).optional(),
      }),
    ),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    comparedWith: z.object({ from: instant, to: instant }).optional(),
    asOf: instant,
  })
  .meta({ id: "FunnelAnswer" });
export type FunnelAnswer = z.infer<typeof funnelAnswer>;

/**
 * Whose number: those who got to `step`, or who got to the one before and not here; of one group of the breakdown, of those
 * gathered as `other`, or of everybody.
 */
export const funnelPeopleQuery = z
  .object({
    query: funnelQuery,
    step: z.number().int().min(0).max(19),
    which: z.enum(["reached", "droppedOff"]).default("reached"),
    group: cleanText.max(10_000).nullable().optional(),
    isOther: z.boolean().default(false),
    limit: z.number().int().min(1).max(200).default(50),
    cursor: z.string().max(512).optional(),
  })
  .superRefine(({ query, step, which, group, isOther }, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    const last = query.steps.length - 1;
    if (step > last) refuse("step", `There is no step ${step}; the last of these steps is ${last}`);
    if (step === 0 && which === "droppedOff")
      refuse("step", "Nobody drops off before the first step; ask for step 1 or later");
    if (query.breakdown === undefined && (isOther || group !== undefined))
      refuse(isOther ? "isOther" : "group", "The query has no breakdown; give it one, or leave the group out");
    if (isOther && group !== undefined) refuse("group", "Give either `group` or `isOther`, not both");
  });
export type FunnelPeopleQuery = z.infer<typeof funnelPeopleQuery>;
