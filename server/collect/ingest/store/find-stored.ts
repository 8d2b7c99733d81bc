import { DAY } from "../../../../contracts/words/durations.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import type { Prepared } from "../read/to-row.ts";

/** Days back in which a repeat of a message without a time of its own is found. */
const REPEAT_DAYS = 7;
/** The text of a query may have 256 KB. */
const KEYS_A_QUERY = 4_000;

/** The instant from which keys must be known for a repeat to be found among them. */
export function repeatsSince(now: number): number {
  return now - REPEAT_DAYS * DAY;
}

/**
 * Keys of the rows that were stored before on another day, which the sorting key cannot fold: messages without a time of
 * their own are looked for on the days of the last week, feedback records for all time. Asked in the order of the sorting
 * key, so that it stays cheap however many events there are.
 */
export async function findStored(analytics: Analytics, rows: readonly Prepared[], now: Date): Promise<Set<string>> {
  const found = new Set<string>();
  const since = typed.date(new Date(repeatsSince(now.getTime())).toISOString().slice(0, 10));
  for (const { workspace, repeats, asked } of group(rows)) {
    for (let index = 0; index < asked.length; index += KEYS_A_QUERY) {
      const part = asked.slice(index, index + KEYS_A_QUERY);
      const names = [...new Set(part.map(({ event }) => event))];
      const keys = part.map(({ key }) => key);
      // Not folded: it only matters whether a row is there.
      const stored = await analytics.ask<{ message_key: string }>(
        sql`select distinct message_key from events
            where event in ${typed.strings(names)} ${repeats === "recently" ? sql`and day >= ${since}` : sql``}
              and message_key in (select arrayJoin(arrayMap(key -> toUInt64(key), ${typed.strings(keys)})))`,
        { tenant: wholeOf(workspace), upkeep: true, sees: "unused" },
      );
      for (const { message_key } of stored) found.add(message_key);
    }
  }
  return found;
}

function group(rows: readonly Prepared[]) {
  const groups = new Map<string, { workspace: string; repeats: Prepared["repeats"]; asked: Prepared[] }>();
  for (const prepared of rows) {
    const { repeats, workspace } = prepared;
    if (repeats === "nowhere") continue;
    const name = `${workspace} ${repeats}`;
    const known = groups.get(name);
    if (known) known.asked.push(prepared);
    else groups.set(name, { workspace, repeats, asked: [prepared] });
  }
  return groups.values();
}
