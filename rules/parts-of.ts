import type { Condition } from "../contracts/log/conditions.ts";

/** What a condition is made of: all but what joins and negates, in the order in which it is written. */
export type Part = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

export function partsOf(condition: Condition): Part[] {
  if ("all" in condition) return condition.all.flatMap(partsOf);
  if ("any" in condition) return condition.any.flatMap(partsOf);
  return "not" in condition ? partsOf(condition.not) : [condition];
}
