import type { Condition } from "../contracts/log/conditions.ts";
import type { Part } from "./parts-of.ts";

/** Whether a condition holds, when it is known which of its parts do. An empty `all` holds, an empty `any` does not. */
export function holds(condition: Condition, holdsPart: (part: Part) => boolean): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, holdsPart));
  if ("any" in condition) return condition.any.some((part) => holds(part, holdsPart));
  if ("not" in condition) return !holds(condition.not, holdsPart);
  return holdsPart(condition);
}
