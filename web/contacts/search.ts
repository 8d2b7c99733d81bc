export const contactSorts = ["last_seen", "first_seen", "name"] as const;
export type ContactSort = (typeof contactSorts)[number];

/** What of the list of customers lives in the address. */
export interface ContactsSearch {
  search?: string;
  sort?: ContactSort;
}

export function readContactsSearch(search: Record<string, unknown>): ContactsSearch {
  return {
    search: typeof search.search === "string" && search.search !== "" ? search.search.slice(0, 200) : undefined,
    sort: contactSorts.find((name) => name === search.sort),
  };
}

export interface TimelineSearch {
  channel?: string;
}

export function readTimelineSearch(search: Record<string, unknown>): TimelineSearch {
  return { channel: typeof search.channel === "string" && search.channel !== "" ? search.channel : undefined };
}
