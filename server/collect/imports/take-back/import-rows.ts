import { eventTime } from "../../../log/events/events.ts";
import { type Analytics, type AskOptions, wholeOf } from "../../../platform/analytics/analytics.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Sender } from "../../ingest/ingest.ts";

/** An import of a workspace. */
export interface OneImport {
  workspace: string;
  id: string;
}

/** One of several parts of what an import said, each about as large as the others. */
export interface Part {
  index: number;
  of: number;
}

/** Notes what an import says before it is stored, so that nothing is in the log that is not noted. */
export function noteRows(analytics: Analytics, { workspace, id }: OneImport, now: () => Date): Sender["before"] {
  return async (rows) => {
    if (rows.length === 0) return;
    const noted_at = eventTime(now());
    await analytics.insert(
      "import_rows",
      rows.map(({ event, day, key, identifier_key }) => ({
        ...{ workspace, import_id: id, event, day, message_key: key, identifier_key, noted_at },
      })),
    );
  };
}

/** How the program asks what an import said: all of it, also of people who are not shown. */
export function upkeepOf({ workspace }: OneImport, seconds: number): AskOptions {
  return { tenant: wholeOf(workspace), upkeep: true, sees: "everything", seconds };
}

/** What this import noted, as a predicate over `import_rows`. */
export function notedBy({ workspace, id }: OneImport): Sql {
  return sql`workspace = ${typed.uuid(workspace)} and import_id = ${typed.uuid(id)}`;
}

/** Events that this import said, as a predicate over the log. What came by another road stays out of it. */
export function saidBy(analytics: Pick<Analytics, "database">, one: OneImport, part?: Part): Sql {
  const among = sliceOf(part);
  return sql`workspace = ${typed.uuid(one.workspace)} and came_by = 'import' and ${among}
    and (event, day, message_key) global in (${keys(analytics, sql`${notedBy(one)} and ${among}`)})`;
}

/** The same without what another import said as well. */
export function saidOnlyBy(analytics: Pick<Analytics, "database">, one: OneImport, part?: Part): Sql {
  const among = sliceOf(part);
  const mine = keys(analytics, sql`${notedBy(one)} and ${among}`);
  const others = sql`workspace = ${typed.uuid(one.workspace)} and import_id != ${typed.uuid(one.id)} and ${among}`;
  return sql`${saidBy(analytics, one, part)}
    and (event, day, message_key) global not in (${keys(analytics, sql`${others} and (event, day, message_key) global in (${mine})`)})`;
}

function sliceOf(part?: Part): Sql {
  return part ? sql`message_key % ${part.of} = ${part.index}` : sql`1`;
}

/** With the name of its database: a removal is carried out where no session has chosen one. */
function keys({ database }: Pick<Analytics, "database">, which: Sql): Sql {
  return sql`select event, day, message_key from ${typed.name(database)}.import_rows where ${which}`;
}
