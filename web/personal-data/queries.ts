import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

export const periodsQuery = queryOptions({
  queryKey: ["storage-periods"],
  queryFn: ({ signal }) => request("GET /api/v1/storage-periods", { signal }),
});

export const erasuresKey = ["erasures"];

const personalDataKey = (id: string) => ["personal-data", id];

/** What is kept of somebody: looking at it stands in the audit log, so it is asked for on request. */
export const personalDataQuery = (id: string) =>
  queryOptions({
    queryKey: personalDataKey(id),
    queryFn: ({ signal }) => request("GET /api/v1/contacts/:id/personal-data", { params: { id }, signal }),
    staleTime: 0,
  });

/** A customer's links that are open. */
export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: ["privacy-links", id],
    queryFn: ({ signal }) => request("GET /api/v1/contacts/:id/privacy-links", { params: { id }, signal }),
  });

/** Corrections that wait for somebody to decide, of one customer or of all. */
export const correctionsQuery = (contact?: string) =>
  queryOptions({
    queryKey: ["corrections", contact],
    queryFn: ({ signal }) => request("GET /api/v1/corrections", { query: { contact }, signal }),
  });
