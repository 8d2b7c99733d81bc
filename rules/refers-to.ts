import { segmentOfBreakdown } from "./segments-in.ts";

/** A record that a query asks for by its id, and where it does. */
export interface Reference {
  kind: "segment" | "touchpoint";
  id: string;
  path: string;
}

/** Every segment and touchpoint that a query asks for, in conditions, breakdowns and steps, in the order in which it is written. */
export function refersTo(query: unknown, path: string): Reference[] {
  if (typeof query !== "object" || query === null) return [];
  return Object.entries(query).flatMap(([key, value]): Reference[] => {
    const place = `${path}.${key}`;
    if (key === "touchpointId" && typeof value === "string") return [{ kind: "touchpoint", id: value, path: place }];
    if (key === "segment" && typeof value === "string") return [{ kind: "segment", id: value, path: place }];
    if (key === "breakdown") return brokenDown(value, place);
    if (key === "breakdowns" && Array.isArray(value))
      return value.flatMap((each, index) => brokenDown(each, `${place}.${index}`));
    return refersTo(value, place);
  });
}

function brokenDown(by: unknown, path: string): Reference[] {
  const id = typeof by === "string" ? segmentOfBreakdown(by) : undefined;
  return id === undefined ? [] : [{ kind: "segment", id, path }];
}
