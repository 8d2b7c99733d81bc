import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint } from "../endpoint.ts";
import { fault, faultOfIssue } from "../fault-of-issue.ts";
import { storedCondition } from "../log/conditions.ts";
import { metricRef, query } from "./metrics.ts";

const place = {
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: cleanText.trim().max(120),
  width: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
};

/** A tile of its own query; `view` says how its answer is drawn. */
export const metricTile = z.object({
  ...place,
  view: z.enum(["number", "trend", "breakdown"]),
  query: query.omit({ period: true, compare: true, timezone: true }),
});
export type MetricTile = z.infer<typeof metricTile>;

/** A tile of a saved query, by its id: drawn as its kind is drawn, and titled by its name where `title` is empty. */
export const savedTile = z.object({ ...place, savedQuery: cleanText.min(1).max(64) });
export type SavedTile = z.infer<typeof savedTile>;

/** Period and comparison come from the page's bar. */
export type Tile = MetricTile | SavedTile;

/** Read by what it has, so that a fault is said where it is and not as "fits none of them". */
const tile = z.preprocess(
  (given: z.input<typeof metricTile> | SavedTile, context) => {
    const isSaved = typeof given === "object" && given !== null && "savedQuery" in given;
    const { error } = (isSaved ? savedTile : metricTile).safeParse(given, { reportInput: true });
    for (const issue of error?.issues ?? []) {
      const { code, values } = faultOfIssue(issue);
      context.addIssue({ code: "custom", path: issue.path, ...fault(code, issue.message, values) });
    }
    return given;
  },
  z.union([savedTile, metricTile]),
);

const tiles = z
  .array(tile)
  .max(24)
  .refine((all) => new Set(all.map((each) => each.id)).size === all.length, "two tiles have the same id");

const storedTile = z.union([
  savedTile,
  metricTile.extend({
    query: metricTile.shape.query.extend({
      metrics: z.array(metricRef.extend({ where: storedCondition.optional() })),
      filter: storedCondition.optional(),
    }),
  }),
]);

/** `revision` is 0 while nobody has changed the tiles that a workspace begins with. */
export const overview = z.object({ tiles: z.array(storedTile), revision: z.number().int() }).meta({ id: "Overview" });
export type Overview = z.infer<typeof overview>;

export const overviewApi = {
  getOverview: endpoint({
    method: "GET",
    path: "/api/v1/overview",
    tag: "Overview",
    summary: "The tiles of the Overview page",
    access: "overview:read",
    response: overview,
    status: 200,
  }),
  updateOverview: endpoint({
    method: "PUT",
    path: "/api/v1/overview",
    tag: "Overview",
    summary: "Change the tiles",
    description: "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "overview:edit",
    body: z.object({ tiles }),
    response: overview,
    status: 200,
  }),
};
