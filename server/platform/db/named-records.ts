import { and, asc, count, eq, inArray } from "drizzle-orm";
import { integer, type PgColumn, type PgTable, text } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import type { Context } from "../context.ts";
import { conflict, notFound, stale } from "../http/problem.ts";
import type { Database } from "./database.ts";
import { instant } from "./instant-column.ts";
import { isId } from "./record-id.ts";

/** What every table of named records begins with; its primary key is (workspace, id), and (workspace, nameKey) is unique. */
export function namedColumns() {
  return {
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    /** What makes two names the same. */
    nameKey: text("name_key").notNull(),
    description: text("description").notNull(),
    revision: integer("revision").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  };
}

interface NamedRow {
  id: string;
  name: string;
  description: string;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

type NamedTable = PgTable & Record<"workspace" | "id" | "nameKey" | "revision", PgColumn> & { $inferSelect: NamedRow };

export interface NamedFields {
  name: string;
  description: string;
}

interface NamedOptions {
  /** What one record is called, and many of them: "segment", "segments". Codes of errors are made of them: "saved_query". */
  noun: string;
  nouns: string;
  /** How many a workspace may hold. */
  most: number;
  /** What makes two names the same, and how that is told. */
  keyOf?: (name: string) => string;
  differ?: string;
}

/** Things that people give a name: kept by workspace, told apart by name, changed by one person at a time. */
export function namedRecords<T extends NamedTable, Fields extends NamedFields>(
  table: T,
  { noun, nouns, most, keyOf = (name) => name.normalize("NFKC").toLowerCase(), differ = "case" }: NamedOptions,
) {
  type Row = T["$inferSelect"];
  const plain: PgTable = table;
  const ofWorkspace = (ctx: Context) => eq(table.workspace, ctx.workspace.id);
  const own = (ctx: Context, id: string) => and(ofWorkspace(ctx), eq(table.id, id));
  const taken = (name: string) =>
    conflict(
      "name_taken",
      `There is a ${noun.replaceAll("_", " ")} called "${name}" already; names differ in more than ${differ}.`,
    );

  /** The record, which nobody else changes until the transaction ends. @throws 404 */
  async function lock(ctx: Context, db: Database, id: string): Promise<number> {
    if (!isId(id)) throw notFound();
    const [row] = await db.select({ revision: table.revision }).from(plain).where(own(ctx, id)).for("update");
    if (!row) throw notFound();
    return Number(row.revision);
  }

  return {
    keyOf,

    /** The records of the workspace by name; of `ids`, those that are there. */
    async list(ctx: Context, ids?: readonly string[], db = ctx.db): Promise<Row[]> {
      const wanted = ids?.filter(isId);
      const rows = await db
        .select()
        .from(plain)
        .where(and(ofWorkspace(ctx), wanted ? inArray(table.id, wanted) : undefined))
        .orderBy(asc(table.nameKey));
      return rows as Row[];
    },

    /** @throws 404 */
    async get(ctx: Context, id: string, db = ctx.db): Promise<Row> {
      const [row] = await this.list(ctx, [id], db);
      if (!row) throw notFound();
      return row;
    },

    /** @throws 409 for a name that is taken or when there are too many */
    async create(ctx: Context, fields: Fields, db = ctx.db): Promise<string> {
      const [existing] = await db.select({ all: count() }).from(plain).where(ofWorkspace(ctx));
      if ((existing?.all ?? 0) >= most)
        throw conflict(
          `too_many_${nouns}`,
          `A workspace holds ${most} ${nouns.replaceAll("_", " ")}; delete one that is not used.`,
        );
      const [id, now] = [uuidv7(), ctx.now()];
      const begin = { workspace: ctx.workspace.id, id, revision: 1, createdAt: now, updatedAt: now };
      const [created] = await db
        .insert(table)
        .values({ ...fields, nameKey: keyOf(fields.name), ...begin } as T["$inferInsert"])
        .onConflictDoNothing({ target: [table.workspace, table.nameKey] })
        .returning({ id: table.id });
      if (!created) throw taken(fields.name);
      return id;
    },

    /** @throws 404, 412 when it has changed since `seen`, 409 for a name that is taken */
    async update(ctx: Context, id: string, fields: Fields, seen: number | undefined, db = ctx.db): Promise<void> {
      const change = db.transaction(async (tx) => {
        const revision = await lock(ctx, tx, id);
        if (seen !== undefined && seen !== revision) throw stale();
        const next = { nameKey: keyOf(fields.name), revision: revision + 1, updatedAt: ctx.now() };
        await tx
          .update(plain)
          .set({ ...fields, ...next })
          .where(own(ctx, id));
      });
      await change.catch((error: unknown) => {
        throw isTaken(error) ? taken(fields.name) : error;
      });
    },

    /**
     * Deletes a record that nothing uses. `uses` names what does, inside the transaction; `place` begins the sentence that
     * says so, such as "It is a step of". @throws 404, 409
     */
    async remove(ctx: Context, id: string, uses: (db: Database) => Promise<string[]>, place: string): Promise<void> {
      await ctx.db.transaction(async (db) => {
        await lock(ctx, db, id);
        const users = await uses(db);
        if (users.length > 0) {
          const names = users.slice(0, 10).map((use) => `"${use}"`);
          const more = users.length > names.length ? ` and ${users.length - names.length} more` : "";
          throw conflict(`${noun}_in_use`, `${place} ${names.join(", ")}${more}. Take it out there first.`);
        }
        await db.delete(table).where(own(ctx, id));
      });
    },

    /** Those of `ids` that are there; none of them is deleted until the transaction ends. */
    async hold(ctx: Context, db: Database, ids: readonly string[]): Promise<Set<string>> {
      const wanted = ids.filter(isId);
      if (wanted.length === 0) return new Set();
      const rows = await db
        .select({ id: table.id })
        .from(plain)
        .where(and(ofWorkspace(ctx), inArray(table.id, wanted)))
        .for("share");
      return new Set(rows.map((row) => String(row.id)));
    },
  };
}

/** What the contract says of every named record. */
export function namedView({ id, name, description, revision, createdAt, updatedAt }: NamedRow) {
  return {
    ...{ id, name, description, revision },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Whether a statement failed because another row has the same unique value. Drivers wrap what the store said. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "23505") || isTaken(error.cause);
}
