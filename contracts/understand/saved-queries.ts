import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, timeZone } from "../endpoint.ts";
import { conditionSchema } from "../log/conditions.ts";
import { anyQuery, queryKind, storedQuery } from "./any-query.ts";
import { funnelAnswer } from "./funnel.ts";
import { answer, interval, period } from "./metrics.ts";
import { pathsAnswer } from "./paths.ts";
import { processAnswer } from "./process.ts";
import { retentionAnswer } from "./retention.ts";

/** As many characters of JSON as a large rule with a few of its like around it needs. */
const LONGEST = 200_000;

/** Characters of JSON; endless for what is nested too deep to be written. */
function lengthOf(written: object): number {
  try {
    return JSON.stringify(written).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const savedQueryFields = z.object({
  /** Unique in the workspace, ignoring case. */
  name: cleanText.trim().min(1).max(120),
  description: cleanText.max(2000).default(""),
  query: anyQuery.refine(
    (written) => lengthOf(written) <= LONGEST,
    `longer than ${LONGEST} characters; leave conditions out`,
  ),
});
export type SavedQueryFields = z.infer<typeof savedQueryFields>;

/**
 * A query with a name, to be asked again. It is kept as it was written: a relative period goes on meaning the days
 * before whenever it is asked.
 */
const savedQuery = savedQueryFields
  .extend({
    id: z.string(),
    description: z.string(),
    kind: queryKind,
    query: storedQuery,
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "SavedQuery" });
export type SavedQuery = z.infer<typeof savedQuery>;

/** How it is asked this once; what is absent stays as it was saved. */
export const asking = z.object({
  period: period.optional(),
  timezone: timeZone.optional(),
  /** Of metrics and funnels; the others compare with nothing. `none` asks without. */
  compare: z.enum(["previous_period", "previous_year", "none"]).optional(),
  /** Of the series of a query that has one. */
  interval: interval.optional(),
  /** Narrows the query beside its own filter. */
  filter: conditionSchema.optional(),
});
export type Asking = z.infer<typeof asking>;
export type AskingInput = z.input<typeof asking>;

/** The answer in the shape of its kind. */
export const savedAnswer = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("metrics"), answer }),
    z.object({ kind: z.literal("funnel"), answer: funnelAnswer }),
    z.object({ kind: z.literal("retention"), answer: retentionAnswer }),
    z.object({ kind: z.literal("paths"), answer: pathsAnswer }),
    z.object({ kind: z.literal("process"), answer: processAnswer }),
  ])
  .meta({ id: "SavedAnswer" });
export type SavedAnswer = z.infer<typeof savedAnswer>;

export const savedQueriesApi = {
  listSavedQueries: endpoint({
    method: "GET",
    path: "/api/v1/saved-queries",
    tag: "Saved queries",
    summary: "Saved queries of the workspace (at most 200), by name",
    access: "metrics:read",
    response: z.object({ items: z.array(savedQuery) }),
    status: 200,
  }),
  getSavedQuery: endpoint({
    method: "GET",
    path: "/api/v1/saved-queries/:id",
    tag: "Saved queries",
    summary: "One saved query",
    access: "metrics:read",
    params: idParams,
    response: savedQuery,
    status: 200,
  }),
  answerSavedQuery: endpoint({
    method: "POST",
    path: "/api/v1/saved-queries/:id/answer",
    tag: "Saved queries",
    summary: "Ask a saved query now",
    access: "metrics:read",
    audits: "nothing",
    params: idParams,
    body: asking,
    response: savedAnswer,
    status: 200,
  }),
  createSavedQuery: endpoint({
    method: "POST",
    path: "/api/v1/saved-queries",
    tag: "Saved queries",
    summary: "Save a query under a name",
    access: "queries:edit",
    body: savedQueryFields,
    response: savedQuery,
    status: 201,
  }),
  updateSavedQuery: endpoint({
    method: "PUT",
    path: "/api/v1/saved-queries/:id",
    tag: "Saved queries",
    summary: "Change a saved query",
    description: "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "queries:edit",
    params: idParams,
    body: savedQueryFields,
    response: savedQuery,
    status: 200,
  }),
  deleteSavedQuery: endpoint({
    method: "DELETE",
    path: "/api/v1/saved-queries/:id",
    tag: "Saved queries",
    summary: "Delete a saved query that no tile of the overview shows",
    access: "queries:edit",
    params: idParams,
    status: 204,
  }),
};
