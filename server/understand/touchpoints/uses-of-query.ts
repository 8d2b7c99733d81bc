import { refersTo } from "../../../rules/refers-to.ts";
import { segmentRecords } from "../../know/segments/segments.ts";
import type { Use } from "../../platform/db/uses.ts";
import { records } from "./read-touchpoints.ts";

const used = { segment: segmentRecords, touchpoint: records };

/** What a written query of any kind uses; `path` is where the request holds the query. */
export function usesOfQuery(query: object, path: string): Use[] {
  return refersTo(query, path).map(({ kind, id, path: place }) => ({ of: used[kind], id, path: place }));
}
