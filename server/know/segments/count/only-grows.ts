import type { Condition } from "../../../../contracts/log/conditions.ts";

/** Whether an event can only bring people in and never out: then who is in need not be asked of again. */
export function onlyGrows(condition: Condition): boolean {
  if ("all" in condition) return condition.all.every(onlyGrows);
  if ("any" in condition) return condition.any.every(onlyGrows);
  return "did" in condition || "group" in condition || "people" in condition;
}
