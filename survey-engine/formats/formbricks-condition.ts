import type { When } from "../definition.ts";
import type { Question } from "../questions.ts";
import { numberOf, textOf } from "./imported.ts";

const ORDERS: Readonly<Record<string, "gt" | "gte" | "lt" | "lte">> = {
  isGreaterThan: "gt",
  isGreaterThanOrEqual: "gte",
  isLessThan: "lt",
  isLessThanOrEqual: "lte",
};

/** A comparison of theirs, of an answer, a variable or a hidden field; undefined for what is not here. */
export function compared(
  field: string,
  operator: string,
  value: unknown,
  question: Question | undefined,
): When | undefined {
  const chosen = (id: unknown): When =>
    question?.type === "multiple"
      ? { field: `${field}.${String(id)}`, op: "exists" }
      : { field, op: "eq", value: scalar(id) };
  const list = Array.isArray(value) ? value : [value];
  const order = ORDERS[operator];
  const number = numberOf(value);
  if (order) return number === undefined ? undefined : { field, op: order, value: number };
  switch (operator) {
    case "equals":
    case "isSelected":
      return chosen(value);
    case "doesNotEqual":
      return { not: chosen(value) };
    case "equalsOneOf":
    case "includesOneOf":
      return { any: list.map(chosen) };
    case "includesAllOf":
      return { all: list.map(chosen) };
    case "doesNotIncludeOneOf":
    case "doesNotIncludeAllOf":
      return { not: operator === "doesNotIncludeOneOf" ? { any: list.map(chosen) } : { all: list.map(chosen) } };
    case "isSubmitted":
    case "isSet":
      return { field, op: "exists" };
    case "isSkipped":
    case "isNotSet":
    case "isEmpty":
      return { field, op: "not_exists" };
    case "isAccepted":
      return { field, op: "eq", value: true };
    case "contains":
      return { field, op: "contains", value: textOf(value) };
    case "startsWith":
      return { field, op: "starts_with", value: textOf(value) };
    default:
      return undefined;
  }
}

function scalar(value: unknown): string | number | boolean {
  return typeof value === "number" || typeof value === "boolean" ? value : textOf(value);
}
