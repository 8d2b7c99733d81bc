import type { Analytics } from "../../platform/analytics/analytics.ts";
import { sql, typed } from "../../platform/analytics/sql.ts";
import { behind } from "./behind.ts";

const ROWS_A_PART = 100_000;
const SECONDS = 600;

interface ImportRow {
  workspace: string;
  import_id: string;
  event: string;
  day: string;
  message_key: string;
  identifier_key: string;
  noted_at: string;
}

/** What every import said, in the order of the table. */
export async function* readImportRows(analytics: Analytics): AsyncGenerator<{ part: number; rows: ImportRow[] }> {
  let last: ImportRow | undefined;
  for (let part = 1; ; part += 1) {
    const rows: ImportRow[] = await analytics.ask<ImportRow>(
      sql`select * from import_rows ${last ? sql`where ${behind(placeOf(last))}` : sql``}
          order by workspace, import_id, event, day, message_key, noted_at desc
          limit 1 by workspace, import_id, event, day, message_key
          limit ${ROWS_A_PART}`,
      { tenant: null, seconds: SECONDS },
    );
    last = rows.at(-1);
    if (!last) return;
    yield { part, rows };
  }
}

function placeOf({ workspace, import_id, event, day, message_key }: ImportRow): Parameters<typeof behind>[0] {
  return [
    [sql`workspace`, typed.uuid(workspace)],
    [sql`import_id`, typed.uuid(import_id)],
    [sql`event`, event],
    [sql`day`, typed.date(day)],
    [sql`message_key`, typed.uint64(BigInt(message_key))],
  ];
}
