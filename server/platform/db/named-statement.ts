import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";

/**
 * A statement that runs often: the store reads and plans it once a connection, which is half of what a short one costs.
 * Its values stand in it as `sql.placeholder("…")`; the name is its own.
 */
export function namedStatement(name: string, statement: SQL) {
  const query = new PgDialect().sqlToQuery(statement);
  return async (db: Database, values: Record<string, unknown>): Promise<void> => {
    await db._.session.prepareQuery(query, undefined, name, false).execute(values);
  };
}
