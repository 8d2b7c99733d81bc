import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

export const personasQuery = queryOptions({
  queryKey: ["personas"],
  queryFn: ({ signal }) => request("GET /api/v1/personas", { signal }),
});

export const personaQuery = (id: string) =>
  queryOptions({
    queryKey: ["personas", id],
    queryFn: ({ signal }) => request("GET /api/v1/personas/:id", { params: { id }, signal }),
  });

/** What people of a segment wrote, newest first. */
export const segmentQuotesQuery = (segment: string, search: string) =>
  queryOptions({
    queryKey: ["segments", segment, "quotes", search],
    queryFn: ({ signal }) =>
      request("GET /api/v1/segments/:id/quotes", {
        params: { id: segment },
        query: { limit: 20, ...(search ? { search } : {}) },
        signal,
      }),
  });
