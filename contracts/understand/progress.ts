import { z } from "zod";
import { endpoint } from "../endpoint.ts";

/** An id that the asker gave a query in the header `x-query-id`; only the asker can look after it. */
export const queryId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, "not an id; take 8 to 64 letters, digits, - and _, such as a UUID");

/**
 * How far the engine is with a query. A query may take several statements, one after the other or at once: the
 * rows are those of the statements that run now, and `statement` is the earliest of them (1 is the first). `statements` is how
 * many the query takes in all: it may grow when an answer makes another one needed, and is null for what does not know it
 * beforehand. `rowsTotal` is what the engine knows so far that it will read, null before it knows.
 */
const queryProgress = z
  .object({
    statement: z.number().int(),
    statements: z.number().int().nullable(),
    rowsRead: z.number().int(),
    rowsTotal: z.number().int().nullable(),
    seconds: z.number(),
  })
  .meta({ id: "QueryProgress" });

export const progressApi = {
  getQueryProgress: endpoint({
    method: "GET",
    path: "/api/v1/query/progress/:id",
    tag: "Metrics",
    summary: "How far a query is that the caller asked with this x-query-id",
    description:
      "404 when the engine works on no such query: it waits for its turn, is answered, or is another's. Ask once a second at most.",
    access: "metrics:read",
    params: z.object({ id: queryId }),
    response: queryProgress,
    status: 200,
  }),
};
