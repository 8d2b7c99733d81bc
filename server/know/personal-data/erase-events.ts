import { createHmac } from "node:crypto";
import { appendEncoded, type EventRow, encodeEvent, events } from "../../log/events/events.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { removeRows } from "../../platform/analytics/remove-rows.ts";
import { sql, typed } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import { Mentions } from "../../platform/personal-data/mentions.ts";
import { reloadPersons } from "../contacts/contacts.ts";
import { type Anonymously, anonymousEvent } from "./anonymous-event.ts";
import { type Before, keyList, personalRows } from "./hide.ts";
import type { ErasureWork } from "./personal-data.tables.ts";

const ROWS_AT_ONCE = 5000;
const SECONDS = 600;

interface Erased {
  workspace: string;
  work: ErasureWork;
  /** Everything of before goes. */
  until: Date;
  keepTexts: boolean;
}

/** How many events and answers people have; of before, where that is given, though nobody sees them any more. */
export async function countEvents(
  { analytics }: Pick<System, "analytics">,
  workspace: string,
  keys: readonly string[],
  before?: Before,
): Promise<{ events: number; feedback: number; segmentHistory: number }> {
  const asked = { tenant: wholeOf(workspace), sees: before ? "everything" : "unused", upkeep: true } as const;
  const list = keyList(keys);
  const [row] = await analytics.ask<{ n: string; feedback: string }>(
    sql`select count() as n, countIf(feedback_type != '') as feedback from ${events} where ${personalRows.events(list, before)}`,
    asked,
  );
  const [moves] = await analytics.ask<{ moves: string }>(
    sql`select count() as moves from segment_moves where ${personalRows.segment_moves(list, before)} and n > 0`,
    asked,
  );
  const feedback = Number(row?.feedback ?? 0);
  return { events: Number(row?.n ?? 0) - feedback, feedback, segmentHistory: Number(moves?.moves ?? 0) };
}

/**
 * Removes what people did from the event store; of those who are made anonymous, copies that say nothing of them stay. Done
 * again after a restart, it goes on. Until it is done no query sees any of it, so it never looks half done.
 */
export async function eraseEvents(
  { analytics }: Pick<System, "analytics">,
  erased: Erased,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { workspace, work, until } = erased;
  const keys = keyList(Object.values(work.persons).flat());
  const ofWorkspace = sql`workspace = ${typed.uuid(workspace)}`;
  if (work.salt !== null) await keepAnonymously(analytics, erased, work.salt);
  const tables = Object.entries(personalRows);
  for (const [index, [table, rows]] of tables.entries()) {
    await removeRows(analytics, table, sql`${ofWorkspace} and ${rows(keys, { until, version: work.version })}`, {
      signal,
      onProgress: (done, total) => onProgress((index + done / total) / tables.length, 1),
    });
    // Who came back meanwhile was there from then on.
    if (table === "visits")
      await analytics.fill(
        "visits",
        ["workspace", "identifier_key", "first", "last"],
        sql`select workspace, identifier_key, min(timestamp) as first, max(timestamp) as last from events
            where ${ofWorkspace} and identifier_key in ${keys} and timestamp > ${until}
            group by workspace, identifier_key`,
        { tenant: null },
      );
  }
  await reloadPersons(analytics);
}

async function keepAnonymously(analytics: System["analytics"], erased: Erased, salt: string): Promise<void> {
  const { workspace, work, until, keepTexts } = erased;
  const mentions = new Mentions(work.texts.within, work.texts.whole);
  for (const [person, keys] of Object.entries(work.persons)) {
    const how: Anonymously = { key: anonymousKey(salt, person), salt, mentions, keepTexts };
    for (let after = "0"; ; ) {
      const rows = await analytics.ask<EventRow>(
        sql`select * from ${events}
            where ${personalRows.events(keyList(keys), { until, version: work.version })} and message_key > ${typed.uint64(BigInt(after))}
            order by message_key limit ${ROWS_AT_ONCE}`,
        { tenant: wholeOf(workspace), sees: "everything", upkeep: true, seconds: SECONDS },
      );
      const copies = rows.flatMap((row) => (isSaying(row) ? [encodeEvent(anonymousEvent(row, how))] : []));
      await appendEncoded(analytics, copies);
      after = rows.at(-1)?.message_key ?? after;
      if (rows.length < ROWS_AT_ONCE) break;
    }
  }
}

/** What only says who somebody is has nothing to say of nobody. */
function isSaying({ type }: EventRow): boolean {
  return type !== "identify" && type !== "alias" && type !== "group";
}

/** A random key for a person: the salt is thrown away. */
function anonymousKey(salt: string, person: string): string {
  return BigInt(`0x${createHmac("sha256", salt).update(`person ${person}`).digest("hex").slice(0, 16)}`).toString();
}
