import { and, asc, eq, getTableColumns, not, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { parseField } from "../../../contracts/words/fields.ts";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import { namesPeople } from "../../../rules/names-people.ts";
import type { System } from "../context.ts";
import type { Database } from "../db/database.ts";
import { ERASED, ERASED_SHORT, type Mentions } from "./mentions.ts";
import type { People, PersonalData } from "./personal-data.ts";

const ROWS_AT_ONCE = 500;
/** No text that people write is held to fewer characters. */
const ALWAYS_FITS = 60;

/**
 * What of a value people wrote. `text` is a text, or holds texts, in their own words; a `cell` is a value of somebody's data, where
 * one that names a person as a whole goes however short it is; of `data` the keys are theirs too. An object says it of its
 * parts, `*` of those it does not name; lists are as their items. All that is not said to be written makes something work, such as
 * the name of an event in a rule: anybody may be called like that, so it stays.
 */
export type Parts = "text" | "cell" | "data" | { readonly [part: string]: Parts };

/** A JSON value without those who are mentioned; the very same value where nobody is. */
export function eraseIn<T>(value: T, mentions: Mentions, written: Parts): T {
  return walk(value, mentions, written) as T;
}

function walk(value: unknown, mentions: Mentions, written: Parts | undefined): unknown {
  if (typeof value === "string") return eraseText(value, mentions, written);
  if (typeof value === "number") return isCell(written) && mentions.is(String(value)) ? ERASED : value;
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => walk(part, mentions, written));
    return parts.some((part, index) => part !== value[index]) ? parts : value;
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const asked = asksFor(value, mentions);
  const parts = Object.entries(asked).map(
    ([key, part]) =>
      [
        written === "data" ? mentions.erase(key) : key,
        walk(part, mentions, typeof written === "object" ? (written[key] ?? written["*"]) : written),
      ] as const,
  );
  const same = Object.entries(value).every(
    ([key, part], index) => parts[index]?.[0] === key && parts[index][1] === part,
  );
  return same ? value : Object.fromEntries(parts);
}

function isCell(written: Parts | undefined): boolean {
  return written === "cell" || written === "data";
}

function eraseText(text: string, mentions: Mentions, written: Parts | undefined): string {
  if (typeof written !== "string") return text;
  if (isCell(written)) return mentions.is(text) ? ERASED : mentions.erase(text);
  const left = mentions.erase(text);
  return left.length <= Math.max(text.length, ALWAYS_FITS) ? left : mentions.erase(text, ERASED_SHORT);
}

/** A condition that asks for somebody by who they are, whatever is short in it: `user_id = 7`. */
function asksFor(value: object, mentions: Mentions): object {
  const { field, value: asked } = value as { field?: unknown; value?: unknown };
  if (typeof field !== "string" || !isPersonal(field)) return value;
  const left = walk(asked, mentions, "cell");
  return left === asked ? value : { ...value, value: left };
}

function isPersonal(field: string): boolean {
  try {
    return namesPeople(parseField(field));
  } catch {
    return false;
  }
}

interface Written<T extends PgTable & { workspace: PgColumn }> {
  kind: PersonalKind;
  table: T;
  /** By column, what of it people wrote. Of the others, only conditions that ask for a person are looked at. */
  written: { readonly [C in keyof T["$inferSelect"] & string]?: Parts };
  /** Columns that tell a row, beside the workspace. */
  key: readonly PgColumn[];
  /** What makes two names the same, where that is not case alone. */
  keyOf?: (name: string) => string;
  /** Which rows say anything at all, where most do not. */
  among?: SQL | undefined;
  /** Several may be called the same. */
  mayShareNames?: boolean;
  /** Takes out what a mention would not find. */
  before?: (row: Row, people: People) => Row;
}

/** What the staff wrote: it stays, without those who are mentioned in it. */
export function writtenByStaff<T extends PgTable & { workspace: PgColumn }>({
  kind,
  table,
  written,
  key,
  keyOf = plainKey,
  among,
  mayShareNames = false,
  before,
}: Written<T>): PersonalData {
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][];
  const partsOf: { readonly [column: string]: Parts } = written as { [column: string]: Parts };
  const looked = columns.filter(([name, column]) => name in partsOf || column.dataType === "json");

  function changesOf(row: Row, people: People): Row {
    const cleaned = before?.(row, people) ?? row;
    const changed = looked.flatMap(([name]) => {
      const value = walk(cleaned[name], people.mentions, partsOf[name]);
      return value === row[name] ? [] : [[name, value] as const];
    });
    return Object.fromEntries(changed);
  }

  async function* mentioning(db: Database, people: People) {
    for await (const row of rowsOfTable(db, table, key, and(eq(table.workspace, people.workspace), among)))
      if (Object.keys(changesOf(row, people)).length > 0) yield row;
  }

  /** Answers whether there was something to erase still: others may have changed it since it was found. */
  function eraseRow({ db, now }: Pick<System, "db" | "now">, found: Row, people: People): Promise<boolean> {
    return db.transaction(async (tx) => {
      const isIt = and(eq(table.workspace, people.workspace), ...isRow(found));
      const [row] = (await tx
        .select()
        .from(table as PgTable)
        .where(isIt)
        .for("update")) as Row[];
      const set = row ? changesOf(row, people) : {};
      if (!row || Object.keys(set).length === 0) return false;
      if (typeof set.name === "string" && "nameKey" in row) {
        set.name = mayShareNames ? set.name : await freeName(tx, row, set.name);
        set.nameKey = keyOf(String(set.name));
      }
      if (typeof row.revision === "number") set.revision = row.revision + 1;
      if (row.updatedAt instanceof Date) set.updatedAt = now();
      await tx
        .update(table as PgTable)
        .set(set)
        .where(isIt);
      return true;
    });
  }

  /** Names must differ still, where two were those of people: the second is numbered. */
  async function freeName(db: Database, row: Row, name: string): Promise<string> {
    const nameKey = columns.find(([each]) => each === "nameKey")?.[1];
    if (!nameKey) return name;
    const longest = Math.max(ALWAYS_FITS, String(row.name).length);
    for (let number = 1; ; number += 1) {
      const end = number === 1 ? "" : ` ${number}`;
      const free = `${name.slice(0, longest - end.length)}${end}`;
      const taken = await db
        .select({ nameKey })
        .from(table as PgTable)
        .where(and(eq(table.workspace, row.workspace), eq(nameKey, keyOf(free)), not(and(...isRow(row)) as SQL)));
      if (taken.length === 0) return free;
    }
  }

  function isRow(row: Row): SQL[] {
    return key.map((column) => eq(column, row[nameOf(columns, column)]));
  }

  return {
    kind,
    tables: [table],
    async count({ db }, people) {
      let count = 0;
      for await (const _ of mentioning(db, people)) count += 1;
      return count;
    },
    async eraseMentions(system, people, signal) {
      let count = 0;
      for await (const row of mentioning(system.db, people)) {
        signal.throwIfAborted();
        if (await eraseRow(system, row, people)) count += 1;
      }
      return count;
    },
  };
}

type Row = Record<string, unknown>;

/** Rows of a table in the order of a key, read a part at a time; beside the key, `which` tells those that count. */
export async function* rowsOfTable<T extends PgTable>(
  db: Database,
  table: T,
  key: readonly PgColumn[],
  which: SQL | undefined,
): AsyncGenerator<T["$inferSelect"]> {
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][];
  for (let last: Row | undefined; ; ) {
    const after = last;
    const place = after && sql`(${list(key)}) > (${list(key.map((column) => after[nameOf(columns, column)]))})`;
    const rows = (await db
      .select()
      .from(table as PgTable)
      .where(and(which, place))
      .orderBy(...key.map((column) => asc(column)))
      .limit(ROWS_AT_ONCE)) as Row[];
    yield* rows as T["$inferSelect"][];
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1);
  }
}

function plainKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function list(parts: readonly unknown[]): SQL {
  return sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );
}

function nameOf(columns: readonly [string, PgColumn][], column: PgColumn): string {
  return columns.find(([, each]) => each === column)?.[0] ?? column.name;
}
