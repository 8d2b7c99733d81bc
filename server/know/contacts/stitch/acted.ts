import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { person } from "./person.ts";

/** Keys that are named one by one; beyond it the person is looked up at every event, which takes longer than an index. */
const NAMED = 4000;

/** The events of somebody, found by the index over who acted. */
export function whereActed(someone: {
  id: string;
  known: boolean;
  identifiers?: readonly { identifierKey: string }[];
}): Sql {
  const keys = someone.known ? (someone.identifiers ?? []).map((each) => each.identifierKey) : [someone.id];
  if (keys.length > NAMED) return sql`${person} = ${typed.uint64(BigInt(someone.id))}`;
  const literals = keys.map((key) => typed.uint64(BigInt(key)));
  return sql`identifier_key in (${joinSql(literals, ", ")})`;
}
