import type { Condition } from "../../../contracts/log/conditions.ts";
import { conditionSql } from "../../log/events/events.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";

/** All that a query about a touchpoint needs; the contract of touchpoints says what its visits and feedback are. */
export interface TouchpointRule {
  name: string;
  rule: Condition;
}

const FEEDBACK = "Feedback Received";

/** Whether an event is a visit to the touchpoint. */
export function visitsTo({ rule }: TouchpointRule): Sql {
  const meets = conditionSql(rule);
  return asksOnlyForFeedback(rule) ? meets : sql`(event != ${FEEDBACK} and ${meets})`;
}

/** Whether an event is feedback about the touchpoint. */
export function feedbackAbout({ name, rule }: TouchpointRule): Sql {
  const named = /[\p{L}\p{N}]/u.test(name) ? sql`${keyOf(sql`touchpoint`)} = ${keyOf(sql`${name}`)}` : sql`0`;
  return sql`(event = ${FEEDBACK} and (${named} or ${conditionSql(rule)}))`;
}

/** `touchpointKey` in SQL. On a LowCardinality column it is worked out once for each of its values. */
function keyOf(name: Sql): Sql {
  return sql`replaceRegexpAll(normalizeUTF8NFKC(lowerUTF8(normalizeUTF8NFKC(${name}))), '[^\\\\p{L}\\\\p{M}\\\\p{N}]+', '')`;
}

/** Whether the rule asks for feedback and for nothing that customers do. */
export function asksOnlyForFeedback(rule: Condition): boolean {
  const fields = comparisons(rule);
  const behaviour = fields.some(({ field, values }) => field === "type" || (field === "event" && !isFeedback(values)));
  const feedback = fields.some(
    ({ field, values }) =>
      field.startsWith("feedback.") || field === "touchpoint" || (field === "event" && isFeedback(values)),
  );
  return feedback && !behaviour;
}

function isFeedback(values: readonly unknown[]): boolean {
  return values.length > 0 && values.every((value) => value === FEEDBACK);
}

function comparisons(rule: Condition): { field: string; values: unknown[] }[] {
  if ("all" in rule) return rule.all.flatMap(comparisons);
  if ("any" in rule) return rule.any.flatMap(comparisons);
  if ("not" in rule) return comparisons(rule.not);
  if (!("field" in rule)) return [];
  return [{ field: rule.field, values: "value" in rule ? [rule.value].flat() : [] }];
}
