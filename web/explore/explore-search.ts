/** What of an Explore page lives in the address, beside the period: the whole query, read by `query-url.ts`. */
export interface ExploreSearch {
  q?: object;
  /** Id of the saved query that it was opened from. */
  saved?: string;
}

export function readExploreSearch(search: Record<string, unknown>): ExploreSearch {
  const { q, saved } = search;
  return {
    q: typeof q === "object" && q !== null && !Array.isArray(q) ? q : undefined,
    saved: typeof saved === "string" && /^[\w-]{1,64}$/.test(saved) ? saved : undefined,
  };
}
