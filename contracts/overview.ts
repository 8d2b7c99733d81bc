import { z } from "zod";
import { storedCondition } from "./conditions.ts";
import { endpoint } from "./endpoint.ts";
import { metricRef, question } from "./metrics.ts";

/** A tile asks one question; `view` says how its answer is drawn. Period and comparison come from the page's bar. */
export const tile = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: z.string().trim().max(120),
  view: z.enum(["number", "trend", "breakdown"]),
  width: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  question: question.omit({ period: true, compare: true, timezone: true }),
});
export type Tile = z.infer<typeof tile>;

const tiles = z
  .array(tile)
  .max(24)
  .refine((all) => new Set(all.map((each) => each.id)).size === all.length, "two tiles have the same id");

const storedTile = tile.extend({
  question: tile.shape.question.extend({
    metrics: z.array(metricRef.extend({ where: storedCondition.optional() })),
    filter: storedCondition.optional(),
  }),
});

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
