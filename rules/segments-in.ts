import type { Condition } from "../contracts/conditions.ts";

/** Ids of the segments that a condition asks for, wherever it does. */
export function segmentsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(segmentsIn);
  if ("any" in condition) return condition.any.flatMap(segmentsIn);
  if ("not" in condition) return segmentsIn(condition.not);
  return "segment" in condition ? [condition.segment] : [];
}
