import type { ChangedFields } from "../../../platform/audit.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import type { ImportRow } from "../imports.tables.ts";

/** Writes down what is done with an import, in the transaction that does it. */
export function noteImport(ctx: Context, db: Database, { id, name }: ImportRow, fields?: ChangedFields): Promise<void> {
  return ctx.trail.note(db, { kind: "import", id, name, ...(fields ? { fields } : {}) });
}
