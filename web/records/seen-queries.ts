import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

/** Names of what has arrived so far. */
export const seenQuery = queryOptions({
  queryKey: ["events", "names"],
  queryFn: ({ signal }) => request("GET /api/v1/events/names", { signal }),
  staleTime: 60_000,
});

/** Whether anything ever arrived. Those who may not see single events are not told that nothing did. */
export const newestQuery = queryOptions({
  queryKey: ["events", "newest"],
  queryFn: ({ signal }) => request("GET /api/v1/events/recent", { query: { limit: 1 }, signal }),
  // What has once arrived stays; as long as nothing has, every look asks again.
  staleTime: ({ state }) => (state.data?.items.length ? Number.POSITIVE_INFINITY : 0),
});
