import { events } from "../../log/events/events.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";
import { person } from "../contacts/contacts.ts";

/** People that are told apart by their account in one query; of more, those with the lowest keys. */
const MOST_TOLD_APART = 200_000;

/** Events that say somebody belongs to an account. */
export const toldAny: Sql = sql`(event = 'Group' and type = 'group' and group_id != '')`;

/** Events that say somebody belongs to this one. */
export function told(account: string): Sql {
  return sql`(event = 'Group' and type = 'group' and group_id = ${account})`;
}

/** The people (`who`) of an account. */
export function membersSql(account: string): Sql {
  return sql`select distinct ${person} as who from ${events} where ${told(account)} and who != 0`;
}

/** Whether the person behind an event belongs to the account. */
export function isOfAccount(account: string): Sql {
  // `global`, because on several servers each holds only its own part of the people.
  return sql`(${person} global in (${membersSql(account)}))`;
}

/**
 * The account of the person behind an event, null for those who belong to none: of several, the one that was said last.
 * Two lists that stand for each other are looked up as a table, which a join or a map per event would not be.
 */
export function accountOfPerson(): Sql {
  const latest = sql`select ${person} as who, argMax(group_id, (timestamp, arrival)) as account
    from ${events} where ${toldAny} and who != 0 group by who order by who limit ${MOST_TOLD_APART}`;
  return sql`nullIf(transform(${person},
    (select groupArray(who) from (${latest})), (select groupArray(account) from (${latest})), ''), '')`;
}
