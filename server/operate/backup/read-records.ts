import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/database.ts";

export interface Table {
  name: string;
  columns: string[];
}

const ROWS_A_FETCH = 2000;
/** Bytes of JSON fetched at a time; a row that is larger comes alone. */
export const BYTES_A_FETCH = 4 * 1024 * 1024;

/** Tables of the program in an order in which each comes after those it refers to. */
export async function listTables(db: Database): Promise<Table[]> {
  const columns = await rowsOf<{ table: string; column: string }>(
    db,
    sql`select table_name as "table", column_name as "column" from information_schema.columns
        join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name, ordinal_position`,
  );
  const references = await rowsOf<{ from: string; to: string }>(
    db,
    sql`select a.relname as "from", b.relname as "to" from pg_constraint
        join pg_class a on a.oid = conrelid join pg_class b on b.oid = confrelid
        where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  const tables = new Map<string, Table>();
  for (const { table, column } of columns) {
    const known = tables.get(table);
    if (known) known.columns.push(column);
    else tables.set(table, { name: table, columns: [column] });
  }
  const ordered = new Set<Table>();
  const visit = (name: string) => {
    const table = tables.get(name);
    if (!table || ordered.has(table)) return;
    tables.delete(name);
    for (const { from, to } of references) if (from === name) visit(to);
    ordered.add(table);
  };
  for (const name of [...tables.keys()]) visit(name);
  return [...ordered];
}

/**
 * Every row of a table as one line of JSON, spelled by the database so that reading it back gives the same values. What it
 * gives at a time is bounded in rows and in bytes: a first cursor goes ahead and says how long the lines are.
 * Within a transaction.
 */
export async function* readTable(db: Database, { name }: Table): AsyncGenerator<string[], void, undefined> {
  const line = sql`replace(row_to_json(each)::text, E'\n', ' ')`;
  const rows = sql`from ${sql.identifier(name)} as each`;
  // Otherwise the second reading of a large table could begin where the first one stands.
  await db.execute(sql`set local synchronize_seqscans = off`);
  await db.execute(sql`declare lengths no scroll cursor for select octet_length(${line}) as bytes ${rows}`);
  await db.execute(sql`declare lines no scroll cursor for select ${line} as line ${rows}`);
  const fetch = <T>(rows: number, cursor: string) => rowsOf<T>(db, sql.raw(`fetch ${rows} from ${cursor}`));
  for (;;) {
    const lengths = await fetch<{ bytes: number }>(ROWS_A_FETCH, "lengths");
    if (lengths.length === 0) break;
    for (const rows of fillFetches(lengths.map(({ bytes }) => bytes)))
      yield (await fetch<{ line: string }>(rows, "lines")).map(({ line }) => line);
  }
  await db.execute(sql`close lengths`);
  await db.execute(sql`close lines`);
}

/** How many rows to fetch at a time, so that each fetch holds its bytes or one row. */
function fillFetches(lengths: readonly number[]): number[] {
  const fetches: number[] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const bytes of lengths) {
    held += bytes;
    if (held > BYTES_A_FETCH) {
      fetches.push(0);
      held = bytes;
    }
    fetches.push((fetches.pop() ?? 0) + 1);
  }
  return fetches;
}

/**
 * Columns of the type json keep the escapes of a NUL and of half a character, which PostgreSQL refuses to read back: as the
 * replacement character they do not keep all the other rows from being restored. Whole characters are never escaped here.
 */
const UNREADABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;

/** Adds rows that `readTable` gave. Columns that the table has got since take their defaults. */
export async function writeRows(db: Database, { name, columns }: Table, lines: readonly string[]): Promise<void> {
  const list = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  const rows = `[${lines.join(",").replace(UNREADABLE, "$1\\ufffd")}]`;
  await db.execute(sql`insert into ${sql.identifier(name)} (${list})
    select ${list} from json_populate_recordset(null::${sql.identifier(name)}, ${rows}::json)`);
}

export async function countRows(db: Database, { name }: Table): Promise<number> {
  const [row] = await rowsOf<{ n: string | number }>(db, sql`select count(*) as n from ${sql.identifier(name)}`);
  return Number(row?.n ?? 0);
}

/** Both drivers answer with their rows under this name. */
export async function rowsOf<T>(db: Database, query: Parameters<Database["execute"]>[0]): Promise<T[]> {
  return ((await db.execute(query)) as { rows: T[] }).rows;
}
