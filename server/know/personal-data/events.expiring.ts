import { events } from "../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../platform/analytics/analytics.ts";
import { removeRows } from "../../platform/analytics/remove-rows.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Expiring, Old } from "../../platform/personal-data/expiring.ts";
import { person } from "../contacts/contacts.ts";

const SECONDS = 600;
/** Events that one statement compares with: what it says is held in memory for it. */
const EVENTS_A_PART = 1_000_000;

/**
 * What people did and what they said, by the day on which it happened. When somebody was there first and last stays, as part
 * of who they are.
 */
export const eventsExpiring: Expiring[] = [
  expiring("events", sql`feedback_type = ''`),
  expiring("feedback", sql`feedback_type != ''`),
];

function expiring(kind: "events" | "feedback", which: Sql): Expiring {
  const isOld = ({ before, held }: Old) => {
    const kept = held.keys.length > 0 ? sql`identifier_key not in ${typed.uint64s(held.keys)}` : sql`1`;
    return sql`day < toDate(${before}) and ${which} and ${kept}`;
  };
  return {
    kind,
    async count({ analytics }, old) {
      const [row] = await analytics.ask<{ n: string; people: string }>(
        sql`select count() as n, uniqExactIf(${person}, identifier_key != 0) as people from ${events} where ${isOld(old)}`,
        { tenant: wholeOf(old.workspace), sees: "unused", upkeep: true, seconds: SECONDS },
      );
      return { count: Number(row?.n ?? 0), people: Number(row?.people ?? 0) };
    },
    // Month by month, the oldest first: each is a part of the table of its own, and no other is touched.
    async remove({ analytics }, old, { signal, onProgress }) {
      const rows = sql`workspace = ${typed.uuid(old.workspace)} and ${isOld(old)}`;
      const months = await analytics.ask<{ month: string; imported: string }>(
        sql`select toString(toYYYYMM(day)) as month, countIf(came_by = 'import') as imported from events
            where ${rows} group by month order by month`,
        { tenant: null, sees: "everything", seconds: SECONDS },
      );
      for (const [index, { month, imported }] of months.entries()) {
        const ofMonth = sql`${rows} and toYYYYMM(day) = ${Number(month)}`;
        await removeNotes(analytics, old.workspace, { said: ofMonth, count: Number(imported) }, signal);
        await removeRows(analytics, "events", ofMonth, {
          ...{ signal, partition: month },
          onProgress: (done, total) => onProgress(index + done / total, months.length),
        });
        await onProgress(index + 1, months.length);
      }
    },
  };
}

/** What imports noted of some events goes before these, while there is something to compare with. */
async function removeNotes(
  analytics: Analytics,
  workspace: string,
  { said, count }: { said: Sql; count: number },
  signal: AbortSignal,
): Promise<void> {
  const parts = Math.ceil(count / EVENTS_A_PART);
  for (let index = 0; index < parts; index += 1) {
    const part = sql`message_key % ${parts} = ${index}`;
    // With the name of its database: a removal is carried out where no session has chosen one.
    const gone = sql`select event, day, message_key from ${typed.name(analytics.database)}.events
                     where ${said} and came_by = 'import' and ${part}`;
    const noted = sql`workspace = ${typed.uuid(workspace)} and ${part} and (event, day, message_key) global in (${gone})`;
    await removeRows(analytics, "import_rows", noted, { signal });
  }
}
