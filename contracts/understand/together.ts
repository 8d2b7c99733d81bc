import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint } from "../endpoint.ts";
import { problem } from "../problem.ts";
import { storedQuery } from "./any-query.ts";
import { asking, savedAnswer } from "./saved-queries.ts";

/** As many as the Overview has tiles. */
export const MOST_TOGETHER = 24;

/** A query written out, of any kind, or a saved one with how it is asked this once. */
const asked = z.union([z.object({ query: storedQuery }), asking.extend({ savedQuery: cleanText.min(1).max(64) })]);
export type AskedTogether = z.infer<typeof asked>;
export type AskedTogetherInput = z.input<typeof asked>;

/** One line of the answer. `index` says which of the queries it belongs to, counted from 0. */
export const answerLine = z
  .union([z.object({ index: z.number().int(), answer: savedAnswer }), z.object({ index: z.number().int(), problem })])
  .meta({ id: "AnswerLine" });
export type AnswerLine = z.infer<typeof answerLine>;

export const togetherApi = {
  answerQueries: endpoint({
    method: "POST",
    path: "/api/v1/queries",
    tag: "Metrics",
    summary: `Ask up to ${MOST_TOGETHER} queries in one request`,
    description:
      "Each line of the answer is a JSON object for one of the queries and is sent as soon as it is there, in the order in which they are done: `{ index, answer: { kind, answer } }`, or `{ index, problem }` for one that cannot be answered, which leaves the others alone. A few run at once, the others wait.",
    access: "metrics:read",
    audits: "nothing",
    body: z.object({ queries: z.array(asked).min(1).max(MOST_TOGETHER) }),
    produces: "application/x-ndjson",
    status: 200,
  }),
};
