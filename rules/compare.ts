import type { ConditionValue, FieldCondition } from "../contracts/log/conditions.ts";

/**
 * Whether what was found at the field compares so, by the rules of `contracts/log/conditions.ts`. Null and undefined are missing.
 * Whose field it is, of an event or of somebody who answers a survey, is for who calls.
 */
export function compare(condition: FieldCondition, found: unknown): boolean {
  const missing = found === undefined || found === null;
  switch (condition.op) {
    case "exists":
      return !missing;
    case "not_exists":
      return missing;
    case "eq":
      return equals(found, condition.value);
    case "ne":
      return !equals(found, condition.value);
    case "in":
      return condition.value.some((value) => equals(found, value));
    case "not_in":
      return !condition.value.some((value) => equals(found, value));
    case "contains":
      return textForm(found)?.includes(condition.value) ?? false;
    case "not_contains":
      return !(textForm(found)?.includes(condition.value) ?? false);
    case "starts_with":
      return textForm(found)?.startsWith(condition.value) ?? false;
    case "ends_with":
      return textForm(found)?.endsWith(condition.value) ?? false;
    case "between":
      return (
        isOrdered(found, condition.value[0], (order) => order >= 0) &&
        isOrdered(found, condition.value[1], (order) => order <= 0)
      );
    default:
      return isOrdered(found, condition.value, ORDERS[condition.op]);
  }
}

const ORDERS: Readonly<Record<"gt" | "gte" | "lt" | "lte", (order: number) => boolean>> = {
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

function equals(found: unknown, value: ConditionValue): boolean {
  return typeof value === "number" ? numberForm(found) === value : textForm(found) === String(value);
}

function isOrdered(found: unknown, value: number | string, accepts: (order: number) => boolean): boolean {
  if (typeof value === "number") {
    const number = numberForm(found);
    return number !== undefined && accepts(number - value);
  }
  const text = textForm(found);
  return text !== undefined && accepts(orderOfTexts(text, value));
}

function textForm(found: unknown): string | undefined {
  if (typeof found === "string") return found;
  if (typeof found === "boolean") return String(found);
  return typeof found === "number" ? String(found).replace("e+", "e") : undefined;
}

const PLAIN_NUMBER = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;

function numberForm(found: unknown): number | undefined {
  if (typeof found === "number") return found;
  return typeof found === "string" && PLAIN_NUMBER.test(found) ? Number(found) : undefined;
}

/** By code point, as UTF-8 bytes order; JavaScript's own `<` compares UTF-16 units and puts emoji before U+FFFD. */
function orderOfTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  if (index === length) return left.length - right.length;
  return rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
