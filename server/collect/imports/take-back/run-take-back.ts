import { and, eq } from "drizzle-orm";
import type { TakenBack } from "../../../../contracts/collect/take-back.ts";
import { fillVisits, hearAgain, reloadPersons } from "../../../know/contacts/contacts.ts";
import { expiredBefore } from "../../../know/storage-periods/storage-periods.ts";
import type { Followers } from "../../../log/follow/follow.ts";
import type { Tombstones } from "../../../log/tombstones/tombstones.ts";
import { removeRows } from "../../../platform/analytics/remove-rows.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import type { System } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import type { Uploads } from "../file/uploads.ts";
import { type ImportRow, imports } from "../imports.tables.ts";
import { isImport } from "../run/read-imports.ts";
import { sendTakenBack } from "../run/send-import-done.ts";
import { notedBy, type OneImport, saidOnlyBy, upkeepOf } from "./import-rows.ts";

/** Events that one statement compares with: what it says is held in memory for it. */
const EVENTS_A_PART = 1_000_000;
/** Identifiers looked at between two notes of how far it is. */
const KEYS = 10_000;
const SECONDS = 600;
/** Shares of the whole work, by which its progress is told. */
const UNTIL = { events: 0.6, people: 0.95, segments: 1 };

export interface TakingBackOptions {
  system: System;
  followers: Pick<Followers, "idle">;
  tombstones: Pick<Tombstones, "among">;
  /** Counts every segment of a workspace anew. */
  recount(workspace: string, signal: AbortSignal): Promise<void>;
  uploads: Uploads;
}

/**
 * Takes an import back: its events go, then the people in it are worked out anew from what is left, then segments are counted.
 * Each of it is harmless when done again, so it goes on after a kill; what it said is forgotten last.
 */
export async function runTakeBack(options: TakingBackOptions, one: OneImport, signal: AbortSignal): Promise<void> {
  const { system } = options;
  const [row] = await system.db
    .select()
    .from(imports)
    .where(and(isImport(one.workspace, one.id), eq(imports.status, "taking_back")));
  if (!row?.takenBack) return;
  try {
    await takeBack(options, { one, row, takenBack: row.takenBack }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    system.log.error({ err: error, import: one.id }, "import could not be taken back");
    const { code, values, message: detail } = problem("take_back_broken_off");
    const failure = { code, values, detail, line: null };
    await note(system, one, { status: "failed", failure, takenBack: null });
  }
}

interface Work {
  one: OneImport;
  row: ImportRow;
  takenBack: TakenBack;
}

async function takeBack(options: TakingBackOptions, { one, row, takenBack }: Work, signal: AbortSignal): Promise<void> {
  const { system, followers, tombstones, recount, uploads } = options;
  const { analytics } = system;
  const progress = (stage: TakenBack["stage"], share: number) => {
    const from = stage === "events" ? 0 : stage === "people" ? UNTIL.events : UNTIL.people;
    return note(system, one, {
      takenBack: { ...takenBack, stage, progress: from + (UNTIL[stage] - from) * Math.min(1, share) },
    });
  };
  // Who has still to hear of it would make it known again afterwards.
  await followers.idle("contacts", "visits");

  const said = await countNoted(analytics, one);
  const parts = Math.max(1, Math.ceil(said / EVENTS_A_PART));
  for (let index = 0; index < parts; index += 1)
    await removeRows(analytics, "events", saidOnlyBy(analytics, one, { index, of: parts }), {
      signal,
      onProgress: (done, total) => progress("events", (index + done / Math.max(1, total)) / parts),
    });

  await progress("people", 0);
  const expired = await expiredBefore(system.db, one.workspace);
  for await (const { keys, share } of peopleOf(analytics, one)) {
    signal.throwIfAborted();
    await hearAgain(system, tombstones, { workspace: one.workspace, keys, expired });
    await progress("people", share);
  }
  await renewVisits(analytics, one, expired, signal);
  await reloadPersons(analytics);

  await progress("segments", 0);
  await recount(one.workspace, signal);
  await removeRows(analytics, "import_rows", notedBy(one), { signal });
  const finishedAt = system.now();
  const end = { ...takenBack, stage: "segments", progress: 1, finishedAt: finishedAt.toISOString() } as const;
  await system.db.transaction(async (db) => {
    await note({ db }, one, { status: "taken_back", takenBack: end, noted: false, fileKept: false });
    await sendTakenBack(db, row, finishedAt);
  });
  await uploads.removeFile(row.id);
}

async function note({ db }: Pick<System, "db">, one: OneImport, change: Partial<ImportRow>): Promise<void> {
  await db.update(imports).set(change).where(isImport(one.workspace, one.id));
}

async function countNoted(analytics: System["analytics"], one: OneImport): Promise<number> {
  const [row] = await analytics.ask<{ n: string }>(
    sql`select count() as n from import_rows where ${notedBy(one)}`,
    upkeepOf(one, SECONDS),
  );
  return Number(row?.n ?? 0);
}

/** Keys under which somebody acts in what an import said, some at a time, with the share of all that is reached then. */
async function* peopleOf(analytics: System["analytics"], one: OneImport) {
  const [all] = await analytics.ask<{ n: string }>(
    sql`select uniqExact(identifier_key) as n from import_rows where ${notedBy(one)}`,
    upkeepOf(one, SECONDS),
  );
  const total = Math.max(1, Number(all?.n ?? 0));
  let seen = 0;
  for (let after = "0"; ; ) {
    const rows = await analytics.ask<{ key: string }>(
      sql`select distinct toString(identifier_key) as key, identifier_key from import_rows
          where ${notedBy(one)} and identifier_key > ${typed.uint64(BigInt(after))}
          order by identifier_key limit ${KEYS}`,
      upkeepOf(one, SECONDS),
    );
    const last = rows.at(-1);
    if (!last) return;
    seen += rows.length;
    yield { keys: rows.map(({ key }) => key), share: seen / total };
    after = last.key;
  }
}

/**
 * When people were there first and last cannot be taken apart, so it is made anew from what is left. Where the log does not tell
 * all, it stays.
 */
async function renewVisits(
  analytics: System["analytics"],
  one: OneImport,
  expired: Date | null,
  signal: AbortSignal,
): Promise<void> {
  const named = sql`select identifier_key from ${typed.name(analytics.database)}.import_rows where ${notedBy(one)}`;
  const theirs = sql`workspace = ${typed.uuid(one.workspace)} and identifier_key global in (${named})`;
  const told = expired ? sql`first >= ${expired}` : sql`1`;
  await removeRows(analytics, "visits", sql`${theirs} and ${told}`, { signal });
  await fillVisits(analytics, theirs);
}
