import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import { queryClient } from "../session/api.ts";
import { keyPlaceholder } from "./snippet-texts.ts";

// Nobody can be asked for a secret: it is known from its making until the page is left.
const madeKey = queryOptions<string>({
  queryKey: ["made-write-key"],
  queryFn: skipToken,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Fills every example with a write key that was just made. */
export function fillExamples(secret: string): void {
  queryClient.setQueryData(madeKey.queryKey, secret);
}

/** The write key that examples are written with: the one made last on this page, else a placeholder. */
export function useExampleKey(): string {
  return useQuery(madeKey).data ?? keyPlaceholder;
}
