import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

export const erasuresKey = ["erasures"];

const personalDataKey = (id: string) => ["personal-data", id];

/** What is kept of somebody: looking at it stands in the audit log, so it is asked for on request. */
export const personalDataQuery = (id: string) =>
  queryOptions({
    queryKey: personalDataKey(id),
    queryFn: ({ signal }) => request("GET /api/v1/contacts/:id/personal-data", { params: { id }, signal }),
    staleTime: 0,
  });
