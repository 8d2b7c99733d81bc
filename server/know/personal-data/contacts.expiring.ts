import { and, asc, eq, gt, isNull, lt } from "drizzle-orm";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import { partsOf } from "../../platform/db/many-rows.ts";
import type { Expiring, Old } from "../../platform/personal-data/expiring.ts";
import { contacts } from "../contacts/contacts.tables.ts";
import { keysSql, person } from "../contacts/contacts.ts";
import { requestErasure } from "./erasures.ts";
import { erasurePeople } from "./personal-data.tables.ts";

/** People that are looked at in one step, and of one request to erase. */
const LOOKED_AT = 5000;
const AT_ONCE = 1000;
const SECONDS = 600;

/** Customers of whom nothing was heard: erased like anybody who asks for it, and at once. */
export const contactsExpiring: Expiring = {
  kind: "contacts",
  async count(system, old) {
    let count = 0;
    for await (const silent of silentPeople(system, old)) count += silent.length;
    return { count, people: count };
  },
  async remove(system, old, { signal, onProgress }) {
    const { count: total } = await this.count(system, old);
    let done = 0;
    for await (const silent of silentPeople(system, old))
      for (const contacts of partsOf(silent, AT_ONCE)) {
        signal.throwIfAborted();
        const asked = { workspace: old.workspace, contacts, mode: "erase", keepTexts: false } as const;
        await requestErasure(system.db, {
          ...asked,
          origin: "storage_period",
          by: "",
          now: system.now(),
          graceDays: 0,
        });
        done += contacts.length;
        await onProgress(done, Math.max(done, total));
      }
  },
};

/** Ids of customers of whom nothing was heard since, some at a time; nobody who is being erased already. */
async function* silentPeople(system: System, { workspace, before, held }: Old): AsyncGenerator<string[]> {
  const { db, analytics } = system;
  const isHeld = new Set(held.keys);
  for (let last = ""; ; ) {
    const rows = await db
      .select({ id: contacts.id, erasure: erasurePeople.erasure })
      .from(contacts)
      .leftJoin(
        erasurePeople,
        and(eq(erasurePeople.workspace, contacts.workspace), eq(erasurePeople.contact, contacts.id)),
      )
      .where(
        and(
          ...[eq(contacts.workspace, workspace), isNull(contacts.mergedInto), lt(contacts.firstSeen, before)],
          gt(contacts.id, last),
        ),
      )
      .orderBy(asc(contacts.id))
      .limit(LOOKED_AT);
    const ids = rows.flatMap(({ id, erasure }) => (erasure === null && !isHeld.has(id) ? [id] : []));
    if (ids.length > 0) {
      const heard = await heardOf(analytics, workspace, ids, before);
      yield ids.filter((id) => !heard.has(id));
    }
    if (rows.length < LOOKED_AT) return;
    last = rows.at(-1)?.id ?? last;
  }
}

async function heardOf(
  analytics: System["analytics"],
  workspace: string,
  ids: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const people = sql`select key from (${keysSql(ids)})`;
  const theirs = sql`identifier_key global in (select identifier_key from person_aliases where person global in (${people}) union all ${people})`;
  const rows = await analytics.ask<{ who: string }>(
    sql`select distinct toString(${person}) as who from (
          select identifier_key from visits where ${theirs} and last >= ${since}
          union all select identifier_key from events where ${theirs} and timestamp >= ${since}
        )`,
    { tenant: wholeOf(workspace), sees: "unused", upkeep: true, seconds: SECONDS },
  );
  return new Set(rows.map(({ who }) => who));
}
