import { type Sql, sql } from "../../platform/analytics/sql.ts";

/** The tree of today: each unit with the keys of what it is part of, from the top down to itself. */
const places: Sql = sql`unit_places final where gone = 0`;

/** Whether an event happened in one of these units or below it, as the organisation is today or as it was. */
export function inUnits(name: "unit" | "unit_then", keys: readonly string[]): Sql {
  if (name === "unit_then") return sql`hasAny(unit_path, ${keys})`;
  // What nobody has drawn is below nothing. `global`, because on several servers each holds only some of the units.
  return sql`(unit in ${keys} or unit global in (select unit from ${places} and hasAny(path, ${keys})))`;
}

/**
 * The unit of a kind that an event happened in, by its key: the nearest, where one is part of another; null for none. Kinds are
 * those of today, and of units that the reader sees.
 */
export function unitOfKind(name: "unit" | "unit_then", kind: string): Sql {
  const ofKind = sql`(select groupArray(unit) from ${places} and kind = ${kind})`;
  if (name === "unit_then") return sql`nullIf(arrayLast(step -> has(${ofKind}, step), unit_path), '')`;
  const placed = sql`select unit as key, arrayLast(step -> has(${ofKind}, step), path) as place from ${places} and place != ''`;
  return sql`nullIf(transform(toString(unit), (select groupArray(key) from (${placed})),
    (select groupArray(place) from (${placed})), ''), '')`;
}
