/** What the address of a discovery holds beside the period. */
export interface DiscoverSearch {
  /** The query, as Explore holds it. */
  q?: object;
  /** An empty journey that the map is made in. */
  into?: string;
}

export function readDiscoverSearch({ q, into }: Record<string, unknown>): DiscoverSearch {
  return {
    q: typeof q === "object" && q !== null && !Array.isArray(q) ? q : undefined,
    into: typeof into === "string" && into.length <= 64 ? into : undefined,
  };
}
