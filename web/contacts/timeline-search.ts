/** What of a customer's page lives in the address. */
export interface TimelineSearch {
  channel?: string;
}

export function readTimelineSearch(search: Record<string, unknown>): TimelineSearch {
  return { channel: typeof search.channel === "string" && search.channel !== "" ? search.channel : undefined };
}
