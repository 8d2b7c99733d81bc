import { and, asc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { parseField } from "../../../contracts/words/fields.ts";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import { namesPeople } from "../../../rules/names-people.ts";
import type { Database } from "../db/database.ts";
import { ERASED, type Mentions } from "./mentions.ts";
import type { People, PersonalData } from "./personal-data.ts";

const ROWS_AT_ONCE = 500;

/** A JSON value without those who are mentioned; the very same value where nobody is. */
export function eraseIn<T>(value: T, mentions: Mentions, cells = false): T {
  return walk(value, mentions, cells) as T;
}

function walk(value: unknown, mentions: Mentions, cells: boolean): unknown {
  if (typeof value === "string") return cells && mentions.is(value) ? ERASED : mentions.erase(value);
  if (cells && typeof value === "number") return mentions.is(String(value)) ? ERASED : value;
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => walk(part, mentions, cells));
    return parts.some((part, index) => part !== value[index]) ? parts : value;
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const asked = asksFor(value, mentions);
  const parts = Object.entries(asked).map(([key, part]) => [mentions.erase(key), walk(part, mentions, cells)] as const);
  const same = Object.entries(value).every(
    ([key, part], index) => parts[index]?.[0] === key && parts[index][1] === part,
  );
  return same ? value : Object.fromEntries(parts);
}

/** A condition that asks for somebody by who they are, whatever is short in it: `user_id = 7`. */
function asksFor(value: object, mentions: Mentions): object {
  const { field, value: asked } = value as { field?: unknown; value?: unknown };
  if (typeof field !== "string" || !isPersonal(field)) return value;
  const names = (one: unknown) => (typeof one === "string" || typeof one === "number") && mentions.is(String(one));
  if (Array.isArray(asked))
    return asked.some(names) ? { ...value, value: asked.map((one: unknown) => (names(one) ? ERASED : one)) } : value;
  return names(asked) ? { ...value, value: ERASED } : value;
}

function isPersonal(field: string): boolean {
  try {
    return namesPeople(parseField(field));
  } catch {
    return false;
  }
}

interface Written {
  kind: PersonalKind;
  table: PgTable & { workspace: PgColumn };
  /** Columns that tell a row, beside the workspace. */
  key: readonly PgColumn[];
  /** What makes two names the same, where that is not case alone. */
  keyOf?: (name: string) => string;
  /** Texts are values of somebody's data: one that names a person as a whole goes, however short it is. */
  cells?: boolean;
  /** Further columns that people wrote; texts and JSON are, but for keys. */
  except?: readonly string[];
  /** Takes out what a mention would not find. */
  before?: (row: Record<string, unknown>, people: People) => Record<string, unknown>;
}

/** What the staff wrote: it stays, without those who are mentioned in it. */
export function writtenByStaff({
  kind,
  table,
  key,
  keyOf = plainKey,
  cells,
  except = [],
  before,
}: Written): PersonalData {
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][];
  const keys = new Set(key.map((column) => column.name));
  const written = columns.filter(
    ([name, column]) =>
      (column.dataType === "string" || column.dataType === "json") &&
      column.name !== "workspace" &&
      !keys.has(column.name) &&
      name !== "nameKey" &&
      !except.includes(name),
  );

  async function* mentioning(db: Database, people: People) {
    for (let last: Record<string, unknown> | undefined; ; ) {
      const after = last;
      const place = after && sql`(${list(key)}) > (${list(key.map((column) => after[nameOf(columns, column)]))})`;
      const rows = (await db
        .select()
        .from(table as PgTable)
        .where(and(eq(table.workspace, people.workspace), place))
        .orderBy(...key.map((column) => asc(column)))
        .limit(ROWS_AT_ONCE)) as Record<string, unknown>[];
      for (const row of rows) {
        const cleaned = before?.(row, people) ?? row;
        const changed = written.flatMap(([name]) => {
          const value = eraseIn(cleaned[name], people.mentions, cells);
          return value === row[name] ? [] : [[name, value] as const];
        });
        if (changed.length > 0) yield { row, changed: Object.fromEntries(changed) };
      }
      if (rows.length < ROWS_AT_ONCE) return;
      last = rows.at(-1);
    }
  }

  return {
    kind,
    tables: [table],
    async count({ db }, people) {
      let count = 0;
      for await (const _ of mentioning(db, people)) count += 1;
      return count;
    },
    async erase(db, people, now) {
      let count = 0;
      for await (const { row, changed } of mentioning(db, people)) {
        count += 1;
        const set: Record<string, unknown> = { ...changed };
        if (typeof changed.name === "string" && "nameKey" in row) {
          // Names must differ still, where two were those of people.
          set.name = `${changed.name} ${String(row.id).slice(-4)}`;
          set.nameKey = keyOf(String(set.name));
        }
        if (typeof row.revision === "number") set.revision = row.revision + 1;
        if (row.updatedAt instanceof Date) set.updatedAt = now;
        const isRow = key.map((column) => eq(column, row[nameOf(columns, column)])) as SQL[];
        await db
          .update(table as PgTable)
          .set(set)
          .where(and(eq(table.workspace, people.workspace), ...isRow));
      }
      return count;
    },
  };
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
