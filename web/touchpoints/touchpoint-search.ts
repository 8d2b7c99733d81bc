import { type Measure, measures } from "./measures.ts";

/** What the address of a touchpoint says beside the period: which number is shown over time, and how it is split. */
export interface TouchpointSearch {
  /** People who were there when absent. */
  of?: Measure;
  /** Field that it is split by; the channel when absent. */
  by?: string;
}

export function readTouchpointSearch(search: Record<string, unknown>): TouchpointSearch {
  const read: TouchpointSearch = {};
  const of = measures.find((each) => each === search.of);
  if (of) read.of = of;
  if (typeof search.by === "string" && search.by.length <= 200) read.by = search.by;
  return read;
}
