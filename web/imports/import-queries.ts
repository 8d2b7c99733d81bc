import { queryOptions } from "@tanstack/react-query";
import type { ImportStatus } from "../../contracts/collect/imports.ts";
import { request } from "../session/api.ts";

export const underWay: ReadonlySet<ImportStatus> = new Set(["queued", "running", "cancelling"]);

/** How often to look while something runs. */
const lookMilliseconds = 1000;

export const importsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ["imports", "list", cursor],
    queryFn: ({ signal }) => request("GET /api/v1/imports", { query: { cursor, limit: 25 }, signal }),
    // An import moves on while another page is open, so what was seen of it is never fresh.
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => underWay.has(status)) ? lookMilliseconds * 2 : false,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: ({ signal }) => request("GET /api/v1/imports/:id", { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && underWay.has(state.data.status) ? lookMilliseconds : false),
  });
