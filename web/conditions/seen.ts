import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

/** Names of what has arrived so far. */
export const seenQuery = queryOptions({
  queryKey: ["events", "names"],
  queryFn: ({ signal }) => request("GET /api/v1/events/names", { signal }),
  staleTime: 60_000,
});
