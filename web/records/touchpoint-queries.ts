import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

export const touchpointsQuery = queryOptions({
  queryKey: ["touchpoints"],
  queryFn: ({ signal }) => request("GET /api/v1/touchpoints", { signal }),
});

export const touchpointQuery = (id: string) =>
  queryOptions({
    queryKey: ["touchpoints", id],
    queryFn: ({ signal }) => request("GET /api/v1/touchpoints/:id", { params: { id }, signal }),
  });
