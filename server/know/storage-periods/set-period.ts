import { and, eq } from "drizzle-orm";
import type { StoragePeriod, WouldExpire } from "../../../contracts/know/storage-periods.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import {
  type ExpiringKind,
  type StoredKind,
  storagePeriods,
  storedKinds,
} from "../../../contracts/words/storage-periods.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Expiring } from "../../platform/personal-data/expiring.ts";
import { heldPeople } from "./held-people.ts";
import { storagePeriodTable } from "./storage-periods.tables.ts";

type Row = typeof storagePeriodTable.$inferSelect;
/** Kinds that are kept for some time also where nobody says so. */
type AlwaysLimited = { [K in StoredKind]: (typeof storagePeriods)[K]["usual"] extends number ? K : never }[StoredKind];

/** For how many days a workspace keeps a kind of data. */
export async function daysOf(db: Database, workspace: string, kind: AlwaysLimited): Promise<number> {
  const [row] = await db.select().from(storagePeriodTable).where(isPeriod(workspace, kind));
  return row?.days ?? storagePeriods[kind].usual;
}

export async function listPeriods({ db, workspace }: Context): Promise<{ items: StoragePeriod[] }> {
  const rows = await db.select().from(storagePeriodTable).where(eq(storagePeriodTable.workspace, workspace.id));
  return {
    items: storedKinds.map((kind) =>
      toPeriod(
        kind,
        rows.find((row) => row.kind === kind),
      ),
    ),
  };
}

/** What would be deleted. */
export async function previewPeriod(
  ctx: Context,
  expiring: readonly Expiring[],
  { kind, days }: { kind: ExpiringKind; days: number },
): Promise<WouldExpire> {
  const declared = expiring.find((each) => each.kind === kind);
  if (!declared) throw new Error(`Nobody says how ${kind} expires.`);
  const { id: workspace } = ctx.workspace;
  const before = beginningOf(ctx.now(), days);
  const found = await declared.count(ctx, { workspace, before, held: await heldPeople(ctx, workspace) });
  return { kind, days, before: before.toISOString(), ...found };
}

/** Takes effect a day later, so that a slip can be taken back. @throws 400 for days beyond what the kind takes */
export function setPeriod(ctx: Context, kind: StoredKind, days: number | null): Promise<StoragePeriod> {
  const { id: workspace, name } = ctx.workspace;
  const { least, most, usual } = storagePeriods[kind];
  if (days !== null && (days < least || days > most))
    throw problem("storage_period_out_of_range", { path: "days", least, most });
  return ctx.db.transaction(async (db) => {
    const [before] = await db.select().from(storagePeriodTable).where(isPeriod(workspace, kind)).for("update");
    // What runs by the days of before ends.
    const set = { days, dueAt: new Date(ctx.now().getTime() + DAY), running: null };
    const [row] = await db
      .insert(storagePeriodTable)
      .values({ workspace, kind, ...set })
      .onConflictDoUpdate({ target: [storagePeriodTable.workspace, storagePeriodTable.kind], set })
      .returning();
    const fields = { [`${kind}_days`]: { before: before?.days ?? usual, after: days ?? usual } };
    await ctx.trail.note(db, { kind: "workspace", id: workspace, name, fields });
    return toPeriod(kind, row);
  });
}

/** What happened before the beginning of this day is older than so many days. */
export function beginningOf(now: Date, days: number): Date {
  return new Date(Math.floor(now.getTime() / DAY - days) * DAY);
}

export function isPeriod(workspace: string, kind: StoredKind) {
  return and(eq(storagePeriodTable.workspace, workspace), eq(storagePeriodTable.kind, kind));
}

function toPeriod(kind: StoredKind, row: Row | undefined): StoragePeriod {
  const { usual, least, most } = storagePeriods[kind];
  const days = row?.days ?? usual;
  const expires = kind !== "erasures" && days !== null;
  return {
    ...{ kind, days, usualDays: usual, leastDays: least, mostDays: most },
    nextAt: expires ? (row?.dueAt.toISOString() ?? null) : null,
    running: row?.running ?? null,
    last: row?.last ?? null,
  };
}
