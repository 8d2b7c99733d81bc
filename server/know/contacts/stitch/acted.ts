import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { person } from "./person.ts";

/** Keys that are named one by one; beyond it the person is looked up at every event, which takes longer than an index. */
const NAMED = 4000;

/** The events of somebody, found by the index over who acted. */
export function whereActed(someone: { id: string; known: boolean; identifiers?: readonly { actor: string }[] }): Sql {
  const actors = someone.known ? (someone.identifiers ?? []).map((each) => each.actor) : [someone.id];
  if (actors.length > NAMED) return sql`${person} = ${typed.uint64(BigInt(someone.id))}`;
  const keys = actors.map((actor) => typed.uint64(BigInt(actor)));
  return sql`actor in (${joinSql(keys, ", ")})`;
}
