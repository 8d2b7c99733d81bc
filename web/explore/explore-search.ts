/** What of an Explore page lives in the address, beside the period: the whole question, read by `question-url.ts`. */
export interface ExploreSearch {
  q?: object;
}

export function readExploreSearch(search: Record<string, unknown>): ExploreSearch {
  const { q } = search;
  return typeof q === "object" && q !== null && !Array.isArray(q) ? { q } : { q: undefined };
}
