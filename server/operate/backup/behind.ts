import { type Sql, sql } from "../../platform/analytics/sql.ts";

/**
 * What stands behind a place in the order of some columns. Spelled out rather than as a comparison of tuples, which the primary
 * index does not serve.
 */
export function behind([[column, value], ...rest]: [
  [column: Sql, value: Sql | string],
  ...[Sql, Sql | string][],
]): Sql {
  const [next, ...others] = rest;
  return next
    ? sql`(${column} > ${value} or (${column} = ${value} and ${behind([next, ...others])}))`
    : sql`${column} > ${value}`;
}
