import { inArray, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Context } from "../context.ts";
import { SYSTEM_MAIL } from "./enqueue.ts";

/** Of the workspace; who runs the system has the system's own beside it. */
export function ofWorkspace(ctx: Context, column: PgColumn): SQL {
  return inArray(column, [ctx.workspace.id, ...(ctx.can("system:mail") ? [SYSTEM_MAIL] : [])]);
}
