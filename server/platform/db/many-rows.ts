import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/**
 * Many rows as one value, for `insert(table).select(rowsOf(table, rows))`. A parameter for each field of each row costs
 * ten times as much, most of it spent on the statement.
 */
export function rowsOf<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const columns: PgColumn[] = Object.values(getTableColumns(table));
  const names = sql.join(
    columns.map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const types = sql.join(
    columns.map((column) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  );
  const keys = Object.entries(getTableColumns(table)).map(([key, column]) => [key, column.name] as const);
  const records = rows.map((row) =>
    Object.fromEntries(keys.map(([key, name]) => [name, row[key as keyof typeof row]])),
  );
  return sql`select ${names} from json_to_recordset(${JSON.stringify(records)}::json) as rows(${types})`;
}

/** Parts of at most so many, for what would be too much at once. */
export function* partsOf<T>(all: Iterable<T>, most: number): Generator<T[]> {
  const list = [...all];
  for (let index = 0; index < list.length; index += most) yield list.slice(index, index + most);
}

/** Whether a text column is one of many plain keys (letters, digits, `-`, `_`), given as one value. */
export function isOneOf(column: PgColumn, keys: readonly string[]): SQL {
  const list = keys.map((key) => JSON.stringify(key)).join(",");
  return sql`${column} = any(${`{${list}}`}::text[])`;
}
