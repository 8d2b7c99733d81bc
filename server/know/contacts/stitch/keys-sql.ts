import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";

/** Keys of at most 20 digits, so that a text stays below what a literal may hold. */
const KEYS_A_TEXT = 4000;

/** A SELECT of many keys (`key`). In a few texts, because as a literal each they would be more than the engine's syntax tree takes. */
export function keysSql(keys: readonly string[]): Sql {
  const texts: Sql[] = [];
  for (let from = 0; from < keys.length; from += KEYS_A_TEXT) {
    const text = keys.slice(from, from + KEYS_A_TEXT).join(",");
    texts.push(sql`splitByChar(',', ${text})`);
  }
  if (texts.length === 0) return sql`select toUInt64(0) as key where 0`;
  return sql`select toUInt64(arrayJoin(arrayConcat(${joinSql(texts, ", ")}))) as key`;
}
