import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

export const savedQueriesQuery = queryOptions({
  queryKey: ["saved-queries"],
  // Kept as it was answered: pages that share a key must find the same shape under it.
  queryFn: ({ signal }) => request("GET /api/v1/saved-queries", { signal }),
  select: ({ items }) => items,
});
