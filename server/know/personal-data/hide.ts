import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { lastArrivalAt } from "../../log/events/events.ts";
import type { Hidden } from "../../platform/analytics/analytics.ts";
import { type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { identifiers, restrictions } from "../contacts/contacts.tables.ts";
import { erasures } from "./personal-data.tables.ts";

/** Keys that every query of a workspace can leave out: they stand in it, once for each of four tables, and it has to stay short. */
export const MOST_HIDDEN_KEYS = 20_000;

/** Up to when somebody's rows go: what comes later is of somebody who came back. */
export interface Before {
  until: Date;
  /** The same for whose identifiers are, which has versions. */
  version: string;
}

/** Events that somebody acted in. */
function acted(keys: Sql, before?: Before): Sql {
  return before
    ? sql`identifier_key in ${keys} and (timestamp <= ${before.until} or arrival <= ${typed.uint64(lastArrivalAt(before.until))})`
    : sql`identifier_key in ${keys}`;
}

/** Rows of the event store that are about people, by their keys; those of before, where that is given. */
export const personalRows = {
  events: acted,
  test_events: acted,
  // What was being stored when they were marked is noted a little later than that.
  import_rows: (keys: Sql, before?: Before) =>
    before
      ? sql`identifier_key in ${keys} and (noted_at <= ${before.until} or day <= toDate(${before.until}))`
      : sql`identifier_key in ${keys}`,
  segment_moves: (keys: Sql, before?: Before) =>
    before ? sql`person in ${keys} and at <= ${before.until}` : sql`person in ${keys}`,
  // Rows of one identifier are added up, so those of before cannot be told from later ones: they are made anew.
  visits: (keys: Sql) => sql`identifier_key in ${keys}`,
  person_aliases: (keys: Sql, before?: Before) => {
    const theirs = sql`(identifier_key in ${keys} or person in ${keys})`;
    return before ? sql`${theirs} and version <= ${typed.uint64(BigInt(before.version))}` : theirs;
  },
} satisfies Record<string, (keys: Sql, before?: Before) => Sql>;

/** A list of keys to compare with. */
export function keyList(keys: readonly string[]): Sql {
  return typed.uint64s(["0", ...new Set(keys)]);
}

/** Keeps from every query of this process what is being erased, and from users' queries what is restricted. */
export async function hidePeople({ db, analytics }: Pick<System, "db" | "analytics">): Promise<void> {
  const hidden: Hidden[] = [];
  const add = (tenant: string, keys: readonly string[], because: Hidden["because"], before?: Before) => {
    if (keys.length === 0) return;
    const list = keyList(keys);
    // Whom an identifier counts for is looked up in a dictionary, where a filter does not reach.
    for (const [table, rows] of Object.entries(personalRows))
      if (table !== "person_aliases") hidden.push({ tenant, table, rows: rows(list, before), because });
  };
  const running = await db.select().from(erasures).where(eq(erasures.status, "running"));
  for (const { workspace, work, startedAt } of running)
    if (work && startedAt)
      add(workspace, Object.values(work.persons).flat(), "removed", { until: startedAt, version: work.version });
  for (const [workspace, keys] of await restrictedKeys(db)) add(workspace, [...keys], "unused");
  analytics.hide(hidden);
}

/** By workspace, what restricted people are recognised by today: of those, too, who were merged or stitched since. */
export async function restrictedKeys(db: Database, workspace?: string): Promise<Map<string, Set<string>>> {
  const then = alias(identifiers, "then");
  const rows = await db
    .select({ workspace: restrictions.workspace, contact: restrictions.contact, key: identifiers.identifierKey })
    .from(restrictions)
    .leftJoin(then, and(eq(then.workspace, restrictions.workspace), eq(then.identifierKey, restrictions.contact)))
    .leftJoin(identifiers, and(eq(identifiers.workspace, then.workspace), eq(identifiers.person, then.person)))
    .where(workspace === undefined ? undefined : eq(restrictions.workspace, workspace));
  const byWorkspace = new Map<string, Set<string>>();
  for (const { workspace: tenant, contact, key } of rows) {
    const keys = byWorkspace.get(tenant) ?? new Set();
    byWorkspace.set(tenant, keys.add(contact).add(key ?? contact));
  }
  return byWorkspace;
}
