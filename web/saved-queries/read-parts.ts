import type { Condition, ConditionValue } from "../../contracts/log/conditions.ts";
import type { ExploreStep, Naming } from "../../contracts/understand/explore.ts";
import type { FunnelQuery } from "../../contracts/understand/funnel.ts";
import type { ProcessQuery } from "../../contracts/understand/process.ts";
import { feedbackTypes } from "../../contracts/words/feedback-types.ts";
import { parseField } from "../../contracts/words/fields.ts";

/** Reads one part of a query; undefined for what makes no sense. The server checks again, and says why. */
export type Reader<T> = (value: unknown) => T | undefined;

export function oneOf<T extends string>(...names: T[]): Reader<T> {
  return (value) => names.find((name) => name === value);
}

export function whole(least: number, most: number): Reader<number> {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

export const flag: Reader<boolean> = (value) => (typeof value === "boolean" ? value : undefined);

export function text(most: number): Reader<string> {
  return (value) => (typeof value === "string" && value !== "" && value.length <= most ? value : undefined);
}

/** All of them or nothing: a list that lacks an entry asks something else. */
export function listOf<T>(read: Reader<T>, least: number, most: number): Reader<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return undefined;
    const items = value.map((item: unknown) => read(item));
    return items.every((item) => item !== undefined) ? items : undefined;
  };
}

/** An object with these keys and no others; its keys, or undefined. */
function keysOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value).filter(([, inner]) => inner !== undefined))
    : undefined;
}

const deepest = 8;
const longestText = 1000;
const scalarOps = ["eq", "ne"];
const listOps = ["in", "not_in"];
const textOps = ["contains", "not_contains", "starts_with", "ends_with"];
const orderOps = ["gt", "gte", "lt", "lte"];
const presenceOps = ["exists", "not_exists"];

export const condition: Reader<Condition> = (value) => (isCondition(value, 1, false) ? value : undefined);

function isCondition(value: unknown, depth: number, isInDid: boolean): value is Condition {
  const keys = keysOf(value);
  if (!keys || depth > deepest) return false;
  const [only] = keys.keys();
  const inner = keys.get(only ?? "");
  if (keys.size === 1 && (only === "all" || only === "any"))
    return Array.isArray(inner) && inner.every((part: unknown) => isCondition(part, depth + 1, isInDid));
  if (keys.size === 1 && only === "not") return isCondition(inner, depth + 1, isInDid);
  if (keys.size === 1 && only === "did") return !isInDid && isDid(inner, depth);
  if (keys.size === 1 && only === "last") return !isInDid && isLast(inner);
  if (keys.size === 1 && (only === "group" || only === "segment"))
    return !isInDid && text(only === "group" ? longestText : 64)(inner) !== undefined;
  return isComparison(keys);
}

function isDid(value: unknown, depth: number): boolean {
  const keys = keysOf(value);
  if (!keys || text(longestText)(keys.get("event")) === undefined) return false;
  const [where, atLeast, withinDays] = [keys.get("where"), keys.get("atLeast"), keys.get("withinDays")];
  return (
    [...keys.keys()].every((key) => ["event", "where", "atLeast", "withinDays"].includes(key)) &&
    (where === undefined || isCondition(where, depth + 1, true)) &&
    (atLeast === undefined || whole(1, 1_000_000)(atLeast) !== undefined) &&
    areDays(withinDays)
  );
}

function isLast(value: unknown): boolean {
  const keys = keysOf(value);
  if (!keys) return false;
  const [type, query, op] = [keys.get("type"), keys.get("query"), keys.get("op")];
  return (
    [...keys.keys()].every((key) => ["type", "query", "op", "value", "withinDays"].includes(key)) &&
    (type !== undefined || query !== undefined) &&
    (type === undefined || (typeof type === "string" && feedbackTypes.some((known) => known === type))) &&
    (query === undefined || text(longestText)(query) !== undefined) &&
    typeof op === "string" &&
    ["eq", ...orderOps].includes(op) &&
    typeof keys.get("value") === "number" &&
    areDays(keys.get("withinDays"))
  );
}

function areDays(days: unknown): boolean {
  return days === undefined || (typeof days === "number" && days >= 0.001 && days <= 36_500);
}

function isComparison(keys: Map<string, unknown>): boolean {
  const [field, op, value] = [keys.get("field"), keys.get("op"), keys.get("value")];
  if (typeof op !== "string" || typeof field !== "string" || !isField(field)) return false;
  if (![...keys.keys()].every((key) => key === "field" || key === "op" || key === "value")) return false;

  if (presenceOps.includes(op)) return !keys.has("value");
  if (scalarOps.includes(op)) return isScalar(value);
  if (listOps.includes(op)) return listOf((each) => (isScalar(each) ? each : undefined), 1, 500)(value) !== undefined;
  if (textOps.includes(op)) return typeof value === "string" && value !== "" && value.length <= longestText;
  if (orderOps.includes(op)) return typeof value === "number" || typeof value === "string";
  if (op !== "between" || !Array.isArray(value) || value.length !== 2) return false;
  return value.every((each) => typeof each === "number") || value.every((each) => typeof each === "string");
}

function isField(field: string): boolean {
  try {
    parseField(field);
    return true;
  } catch {
    return false;
  }
}

function isScalar(value: unknown): value is ConditionValue {
  return (
    typeof value === "number" ||
    typeof value === "boolean" ||
    (typeof value === "string" && value.length <= longestText)
  );
}

/** A touchpoint or a condition, never both. */
export const step: Reader<ExploreStep> = (value) => {
  const keys = keysOf(value);
  if (!keys) return undefined;
  const name = text(120)(keys.get("name"));
  const named = name === undefined ? {} : { name };
  if (keys.has("touchpointId") === keys.has("condition")) return undefined;
  if (keys.has("touchpointId")) {
    const touchpointId = text(64)(keys.get("touchpointId"));
    return touchpointId === undefined ? undefined : { ...named, touchpointId };
  }
  const read = condition(keys.get("condition"));
  return read && { ...named, condition: read };
};

export const exclusion: Reader<FunnelQuery["exclusions"][number]> = (value) => {
  const keys = keysOf(value);
  const read = condition(keys?.get("condition"));
  const after = whole(0, 18)(keys?.get("after"));
  const before = whole(1, 19)(keys?.get("before"));
  const unfinished = oneOf("keep", "drop")(keys?.get("unfinished"));
  return read && after !== undefined && before !== undefined && after < before
    ? { condition: read, after, before, ...(unfinished ? { unfinished } : {}) }
    : undefined;
};

export const naming: Reader<Naming> = (value) => {
  const keys = keysOf(value);
  const by = oneOf("event", "touchpoint", "rules")(keys?.get("by"));
  if (by !== "rules") return by && { by };
  const rules = listOf(namedRule, 1, 30)(keys?.get("rules"));
  return rules && { by, rules };
};

const namedRule: Reader<{ name: string; condition: Condition }> = (value) => {
  const keys = keysOf(value);
  const name = text(120)(keys?.get("name"));
  const read = condition(keys?.get("condition"));
  return name !== undefined && read ? { name, condition: read } : undefined;
};

export const traceBy: Reader<ProcessQuery["traceBy"]> = (value) => {
  const keys = keysOf(value);
  const by = oneOf("person", "session", "field")(keys?.get("by"));
  if (by === "person") return { by };
  if (by === "session") {
    const gapMinutes = whole(1, 525_600)(keys?.get("gapMinutes") ?? 30);
    return gapMinutes === undefined ? undefined : { by, gapMinutes };
  }
  const field = text(200)(keys?.get("field"));
  return by && field !== undefined && isField(field) ? { by, field } : undefined;
};

/** A field that numbers can be broken down by. */
export const field: Reader<string> = (value) => text(200)(value);
