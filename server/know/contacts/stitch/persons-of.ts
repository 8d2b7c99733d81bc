import { joinSql, type Sql, sql } from "../../../platform/analytics/sql.ts";

/** Keys of at most 20 digits, so that a text stays below what a literal may hold. */
const KEYS_A_TEXT = 4000;

/**
 * A SELECT of the people (`who`) whom keys, or ids of contacts, count for today: one that was merged into another counts as
 * the other. In a few texts, because as a literal each they would be more than the engine's syntax tree takes.
 */
export function personsOf(keys: readonly string[]): Sql {
  const texts: Sql[] = [];
  for (let at = 0; at < keys.length; at += KEYS_A_TEXT) {
    const text = keys.slice(at, at + KEYS_A_TEXT).join(",");
    texts.push(sql`splitByChar(',', ${text})`);
  }
  if (texts.length === 0) return sql`select toUInt64(0) as who where 0`;
  return sql`select dictGetOrDefault('person_of_identifier', 'person', key, key) as who
    from (select toUInt64(arrayJoin(arrayConcat(${joinSql(texts, ", ")}))) as key)`;
}
