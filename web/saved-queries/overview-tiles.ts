import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";
import { randomId } from "../session/random-id.ts";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => request("GET /api/v1/overview", { signal }),
});

export const mostTiles = 24;

export function newTileId(): string {
  return `tile-${randomId()}`;
}
