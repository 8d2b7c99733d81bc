import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => request("GET /api/v1/overview", { signal }),
});

/** Names of what has arrived so far. */
export const seenQuery = queryOptions({
  queryKey: ["events", "names"],
  queryFn: ({ signal }) => request("GET /api/v1/events/names", { signal }),
  staleTime: 60_000,
});
