import { queryOptions } from "@tanstack/react-query";
import type { AccountSort } from "../../contracts/know/accounts.ts";
import { request } from "../session/api.ts";

interface AccountsAsked {
  search: string;
  sort: AccountSort;
  cursor?: string | undefined;
  limit?: number;
}

export const accountsQuery = ({ search, sort, cursor, limit = 50 }: AccountsAsked) =>
  queryOptions({
    queryKey: ["accounts", "list", search, sort, cursor, limit],
    queryFn: ({ signal }) =>
      request("GET /api/v1/accounts", { query: { search: search || undefined, sort, cursor, limit }, signal }),
  });

/** The accounts that somebody belongs to. */
export const accountsOfQuery = (contact: string) =>
  queryOptions({
    queryKey: ["accounts", "of", contact],
    queryFn: ({ signal }) => request("GET /api/v1/accounts", { query: { contact, sort: "name", limit: 50 }, signal }),
  });

/** Names of the accounts with the most people by their ids; of others the id itself is shown. */
export const accountNamesQuery = queryOptions({
  queryKey: ["accounts", "names"],
  queryFn: ({ signal }) => request("GET /api/v1/accounts", { query: { sort: "people", limit: 200 }, signal }),
  select: ({ items }) => new Map(items.map(({ id, name }) => [id, name])),
  staleTime: 300_000,
});

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["accounts", "one", id],
    queryFn: ({ signal }) => request("GET /api/v1/accounts/:id", { params: { id }, signal }),
  });

export const accountEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ["accounts", "events", id],
    queryFn: ({ signal }) =>
      request("GET /api/v1/accounts/:id/events", { params: { id }, query: { limit: 20 }, signal }),
  });
