import type { Naming } from "../../../../contracts/understand/explore.ts";
import { conditionSql, happened } from "../../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import type { Span } from "../../metrics/metrics.ts";
import { touchpointRules, visitsTo } from "../../touchpoints/touchpoints.ts";

/** Bits of a name's number in a packed event. */
export const NAME_BITS = 18;
/** What has no name, and what is so rare that it was given no number of its own. */
export const UNNAMED = 0;
export const RARE = 1;
const FIRST = 2;

/** Names of events that are told apart; rarer ones are one. */
const MOST_NAMES = 2000;
/** Every rule is tried on every event, so their number is bounded. */
const MOST_TOUCHPOINTS = 100;

/** Calls that say who somebody is and not what they did. */
export const happening: Sql = sql`type not in ('identify', 'group', 'alias')`;

/** What events are called, in numbers: those sort, pack and group quickest. */
export interface Names {
  /** Number of the name of an event: {@link UNNAMED}, {@link RARE} or what `nameOf` knows. */
  number: Sql;
  /** Whether an event has a name, as quickly as that can be said. */
  named: Sql;
  /** The number of a name, which is made known by asking. */
  numberOf(name: string): number;
  /** The name of a number; undefined for {@link UNNAMED} and {@link RARE}. */
  nameOf(number: number): string | undefined;
}

/**
 * Numbers for the names of the events in a period. Costs one statement where events go by their own name.
 * @throws 400 for rules that cannot be asked of an event, and for more touchpoints than can be tried
 */
export async function numberNames(ctx: Context, naming: Naming, span: Span, signal?: AbortSignal): Promise<Names> {
  if (naming.by === "event") return numberEvents(await eventNames(ctx, span, signal));
  if (naming.by === "rules") {
    return numberRules(naming.rules.map(({ name, condition }) => ({ name, meets: conditionSql(condition) })));
  }
  const rules = await touchpointRules(ctx);
  if (rules.length > MOST_TOUCHPOINTS)
    throw problem("naming_too_wide", { path: "naming.by", total: rules.length, most: MOST_TOUCHPOINTS });
  return numberRules(rules.map((rule) => ({ name: rule.name, meets: visitsTo(rule) })));
}

/** Repeats need no folding: they add no name, and hardly change which are frequent. */
async function eventNames(ctx: Context, span: Span, signal?: AbortSignal): Promise<string[]> {
  const rows = await ctx.analytics.ask<{ event: string }>(
    sql`select event from events where ${happened(span.from, span.to)} and ${happening} and event != ''
      group by event order by count() desc, event limit ${MOST_NAMES}`,
    { tenant: ctx, signal },
  );
  return rows.map((row) => row.event);
}

/** Events by their own names, which are given most frequent first. */
export function numberEvents(names: readonly string[]): Names {
  const numbers = names.map((_, index) => FIRST + index);
  const number = sql`toUInt32(transform(event, ${typed.strings(["", ...names])}, ${[UNNAMED, ...numbers]}, ${RARE}))`;
  return { number, named: sql`event != ''`, ...register(names) };
}

/** Events by the first rule that they meet. */
export function numberRules(rules: readonly { name: string; meets: Sql }[]): Names {
  const known = register([...new Set(rules.map((rule) => rule.name))]);
  if (rules.length === 0) return { number: sql`toUInt32(${UNNAMED})`, named: sql`0`, ...known };
  const cases = rules.map(({ name, meets }) => sql`${meets}, ${known.numberOf(name)}`);
  const number = sql`toUInt32(multiIf(${joinSql(cases, ", ")}, ${UNNAMED}))`;
  return { number, named: sql`${number} != ${UNNAMED}`, ...known };
}

function register(names: readonly string[]): Pick<Names, "numberOf" | "nameOf"> {
  const known = [...names];
  const numbers = new Map(known.map((name, index) => [name, FIRST + index]));
  return {
    nameOf: (number) => known[number - FIRST],
    numberOf(name) {
      const number = numbers.get(name) ?? FIRST + known.push(name) - 1;
      numbers.set(name, number);
      return number;
    },
  };
}
