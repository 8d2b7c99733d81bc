import { recordQueries } from "../records/queries.ts";

/** Names of units by their keys. */
export const unitNamesQuery = {
  ...recordQueries("units").list(),
  select: ({ items }: { items: { key: string; name: string }[] }) => new Map(items.map(({ key, name }) => [key, name])),
  staleTime: 300_000,
};
