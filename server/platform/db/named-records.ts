import { and, asc, count, eq, inArray } from "drizzle-orm";
import { integer, type PgColumn, type PgTable, text } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import type { Kind } from "../../../contracts/words/kinds.ts";
import { changedFields } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, problem, stale } from "../http/problem.ts";
import type { Database } from "./database.ts";
import { instant } from "./instant-column.ts";
import { isId } from "./record-id.ts";
import { forgetUses, type Place, refuseUsed, replaceUses, type Use } from "./uses.ts";

/**
 * What every table of named records begins with; its primary key is (workspace, id), and (workspace, nameKey) is unique
 * unless they may share names.
 */
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

interface NamedOptions<Fields> {
  /** What one record is called, and many of them: "segment", "segments". Codes of errors are made of them. */
  kind: Kind;
  nouns: string;
  /** How many a workspace may hold. */
  most: number;
  /** What makes two names the same, and how that is told. */
  keyOf?: (name: string) => string;
  differ?: string;
  /** Several may be called the same, as what is told apart by its date. */
  mayShareNames?: boolean;
  /** What a record uses; nothing when absent. */
  usesOf?: (fields: Fields) => readonly Use[];
  /** Fields whose values the audit log keeps where they are small: none that could quote or name a customer. */
  kept?: readonly (keyof Fields & string)[];
}

/** Things that people give a name: kept by workspace, told apart by name, changed by one person at a time. */
export function namedRecords<T extends NamedTable, Fields extends NamedFields>(
  table: T,
  {
    kind,
    nouns,
    most,
    keyOf = (name) => name.normalize("NFKC").toLowerCase(),
    differ = "case",
    mayShareNames = false,
    usesOf,
    kept = [],
  }: NamedOptions<Fields>,
) {
  type Row = T["$inferSelect"];
  const plain: PgTable = table;
  const ofWorkspace = ({ workspace }: Place) => eq(table.workspace, workspace.id);
  const own = (ctx: Context, id: string) => and(ofWorkspace(ctx), eq(table.id, id));
  const taken = (name: string) => problem("name_taken", { kind, name, differ });

  /** The record, which nobody else changes until the transaction ends. @throws 404 */
  async function lock(ctx: Context, db: Database, id: string): Promise<Row> {
    if (!isId(id)) throw notFound();
    const [row] = await db.select().from(plain).where(own(ctx, id)).for("update");
    if (!row) throw notFound();
    return row as Row;
  }

  async function noteUses(ctx: Context, db: Database, id: string, fields: Fields): Promise<void> {
    if (usesOf) await replaceUses(ctx, db, { kind, id }, [{ id, name: fields.name, uses: usesOf(fields) }]);
  }

  function note(ctx: Context, db: Database, id: string, before: object, after: Fields): Promise<void> {
    const fields = changedFields(before, after, ["name", ...kept]);
    return ctx.trail.note(db, { kind, id, name: after.name, fields });
  }

  return {
    kind,
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

    /** @throws 409 for a name that is taken or when there are too many, 400 for what it uses and is not there */
    create(ctx: Context, fields: Fields, db = ctx.db): Promise<string> {
      return db.transaction(async (tx) => {
        const [existing] = await tx.select({ all: count() }).from(plain).where(ofWorkspace(ctx));
        if ((existing?.all ?? 0) >= most)
          throw problem("too_many_records", { kind, nouns: nouns.replaceAll("_", " "), most });
        const [id, now] = [uuidv7(), ctx.now()];
        const begin = { workspace: ctx.workspace.id, id, revision: 1, createdAt: now, updatedAt: now };
        await noteUses(ctx, tx, id, fields);
        const [created] = await tx
          .insert(table)
          .values({ ...fields, nameKey: keyOf(fields.name), ...begin } as T["$inferInsert"])
          .onConflictDoNothing(mayShareNames ? undefined : { target: [table.workspace, table.nameKey] })
          .returning({ id: table.id });
        if (!created) throw taken(fields.name);
        await note(ctx, tx, id, {}, fields);
        return id;
      });
    },

    /** @throws 404, 412 when it has changed since `seen`, 409 for a name that is taken, 400 as in creating */
    async update(ctx: Context, id: string, fields: Fields, seen: number | undefined, db = ctx.db): Promise<void> {
      const change = db.transaction(async (tx) => {
        const before = await lock(ctx, tx, id);
        if (seen !== undefined && seen !== before.revision) throw stale();
        await noteUses(ctx, tx, id, fields);
        const next = { nameKey: keyOf(fields.name), revision: before.revision + 1, updatedAt: ctx.now() };
        await tx
          .update(plain)
          .set({ ...fields, ...next })
          .where(own(ctx, id));
        await note(ctx, tx, id, before, fields);
      });
      await change.catch((error: unknown) => {
        throw isTaken(error) ? taken(fields.name) : error;
      });
    },

    /** Deletes a record that nothing uses. @throws 404, 409 naming what does */
    async remove(ctx: Context, id: string, within = ctx.db): Promise<void> {
      await within.transaction(async (db) => {
        const { name } = await lock(ctx, db, id);
        await refuseUsed(ctx, db, { kind, id });
        if (usesOf) await forgetUses(ctx, db, { kind, id });
        await db.delete(table).where(own(ctx, id));
        await ctx.trail.note(db, { kind, id, name });
      });
    },

    /** Those of `ids` that are there; none of them is deleted until the transaction ends. */
    async hold(place: Place, db: Database, ids: readonly string[]): Promise<Set<string>> {
      const wanted = ids.filter(isId);
      if (wanted.length === 0) return new Set();
      const rows = await db
        .select({ id: table.id })
        .from(plain)
        .where(and(ofWorkspace(place), inArray(table.id, wanted)))
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
export function isTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "23505") || isTaken(error.cause);
}
