import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

export const journeysQuery = queryOptions({
  queryKey: ["journeys"],
  queryFn: ({ signal }) => request("GET /api/v1/journeys", { signal }),
});

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ["journey", id],
    queryFn: ({ signal }) => request("GET /api/v1/journeys/:id", { params: { id }, signal }),
    refetchOnWindowFocus: true,
  });
