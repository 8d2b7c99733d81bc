import { recordQueries } from "../records/queries.ts";

/** Names of the accounts with the most people by their ids; of others the id itself is shown. */
export const accountNamesQuery = {
  ...recordQueries("accounts").list({ sort: "people", limit: 200 }),
  select: ({ items }: { items: { id: string; name: string }[] }) => new Map(items.map(({ id, name }) => [id, name])),
  staleTime: 300_000,
};
