import { Bookmark } from "lucide-react";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { recordKind } from "../records/record-kind.ts";

export const savedQueries = recordKind("saved-queries", { words: "saved", icon: Bookmark, edit: "queries:edit" });

export const savedQueriesQuery = {
  ...savedQueries.list(),
  // Kept as it was answered: pages that share a key must find the same shape under it.
  select: ({ items }: { items: SavedQuery[] }) => items,
};
