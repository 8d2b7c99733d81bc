import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { elapsed, exploreStep, naming } from "./explore.ts";
import { period } from "./metrics.ts";

/**
 * The ways people really take. Every person who meets the start (or the end) is in the picture once, with the first
 * occasion in the period (the last, for an end): of `between`, the first start that an end follows.
 *
 * A way goes on, event after event by `naming`, until `columns` are full, until the next event comes more than
 * `gapMinutes` after, or until nothing follows; then the person "left". Of `to` it is walked backwards from the end, and
 * column 0 is the end. Events at the same instant keep the order in which they arrived. What `filter` leaves out is not seen.
 */
export const pathsQuery = z
  .object({
    // The first that fits is taken, so the one that asks for most stands first.
    anchor: z.union([
      z.object({ from: exploreStep, to: exploreStep }),
      z.object({ from: exploreStep }),
      z.object({ to: exploreStep }),
    ]),
    naming,
    columns: z.number().int().min(3).max(20).default(6),
    /** Draws what is named alike in a row as one. */
    mergeRepeats: z.boolean().default(false),
    gapMinutes: z.number().int().min(1).max(525_600).default(30),
    /** Nodes by name in a column; the rest of the people are in its node `other`. */
    nodes: z.number().int().min(2).max(20).default(8),
    filter: conditionSchema.optional(),
    period: period.default({ last: 30, unit: "day" }),
    timezone: timeZone.optional(),
  })
  .meta({ id: "PathsQuery" });
export type PathsQuery = z.infer<typeof pathsQuery>;
export type PathsQueryInput = z.input<typeof pathsQuery>;

/** `left` is drawn in the column after the one where people stopped, so each column's people add up to those of the one before. */
export const pathNodeKind = z.enum(["named", "other", "left"]);

export const pathsAnswer = z
  .object({
    definition: z.string(),
    /** People in the picture: the people of column 0. */
    people: z.number().int(),
    columns: z.array(
      z.object({
        /** Those who got here: the people of its named and other nodes. With those who left, as many as got to the column before. */
        reached: z.number().int(),
        nodes: z.array(z.object({ kind: pathNodeKind, name: z.string(), people: z.number().int() })),
      }),
    ),
    /** From a node of column `column` to one of the next, as places in their `nodes`. */
    links: z.array(
      z.object({
        column: z.number().int(),
        from: z.number().int(),
        to: z.number().int(),
        people: z.number().int(),
        elapsed,
      }),
    ),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    asOf: instant,
  })
  .meta({ id: "PathsAnswer" });
export type PathsAnswer = z.infer<typeof pathsAnswer>;

const node = z.object({ kind: pathNodeKind, name: cleanText.max(1000) });

/** Whose number: those at a node of a column, or those who went from it to one of the next column. */
export const pathsPeopleQuery = z.object({
  query: pathsQuery,
  column: z.number().int().min(0).max(19),
  node,
  next: node.optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type PathsPeopleQuery = z.infer<typeof pathsPeopleQuery>;
