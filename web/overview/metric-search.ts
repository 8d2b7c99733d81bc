/** What of a metric's page lives in the address. */
export interface MetricSearch {
  variant?: string;
  /** Field that the number is broken down by. */
  by?: string;
  /** The tile it was opened from, which may narrow the query. */
  tile?: string;
  /** The saved query that it was opened from, in place of a tile. */
  saved?: string;
  /** Only one group: the field and its value, empty for "not set". */
  of?: string;
  is?: string;
  interval?: "day" | "week" | "month";
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export function readMetricSearch(search: Record<string, unknown>): MetricSearch {
  return {
    variant: text(search.variant),
    by: text(search.by),
    tile: text(search.tile),
    saved: text(search.saved),
    of: text(search.of),
    is: text(search.of) === undefined || typeof search.is !== "string" ? undefined : search.is,
    interval: (["day", "week", "month"] as const).find((name) => name === search.interval),
  };
}
