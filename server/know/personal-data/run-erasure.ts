import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { and, asc, eq, lte, or } from "drizzle-orm";
import type { Erasure } from "../../../contracts/know/personal-data.ts";
import { personalKinds } from "../../../contracts/words/personal-kinds.ts";
import type { Tombstones } from "../../log/tombstones/tombstones.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import type { Job } from "../../platform/queue/job.ts";
import { restrictions } from "../contacts/contacts.tables.ts";
import { findPeople, holdStitching, keepVersion, noteParting, versionAfter } from "../contacts/contacts.ts";
import { countEvents, eraseEvents } from "./erase-events.ts";
import { erasurePeople, erasures } from "./personal-data.tables.ts";

export const ERASE = "personal-data.erase";

/** Another process looks every two seconds who was erased: by then it knows. */
const NOTICE_MILLISECONDS = 6000;

/** How often it is looked whether a file is in use still. */
const IN_USE_MILLISECONDS = 1000;

export interface ErasingOptions {
  system: System;
  tombstones: Tombstones;
  declarations: readonly PersonalData[];
  /** Looks who is erased, so that nobody sees or brings them back. */
  look(): Promise<void>;
  /** No other process works on these records. */
  alone: boolean;
}

type Row = typeof erasures.$inferSelect;

/** Carries out what is due; what is to be done with files that are in use comes at the next time. */
export function eraseJob(options: ErasingOptions): Job {
  return { name: ERASE, every: 60, run: (_job, signal) => eraseDue(options, signal) };
}

/** Resolves when nothing that is due is left; what is in use is waited for. */
export async function eraseDue(options: ErasingOptions, signal: AbortSignal): Promise<void> {
  for (let due = await dueErasures(options.system); due.length > 0; due = await dueErasures(options.system)) {
    let waits = 0;
    for (const row of due) {
      signal.throwIfAborted();
      if ((await runErasure(options, row, signal)) === "waits") waits += 1;
    }
    if (waits === due.length) await wait(IN_USE_MILLISECONDS, undefined, { signal });
  }
}

function dueErasures({ db, now }: System): Promise<Row[]> {
  const isDue = and(eq(erasures.status, "waiting"), lte(erasures.dueAt, now()));
  return db
    .select()
    .from(erasures)
    .where(or(isDue, eq(erasures.status, "running")))
    .orderBy(asc(erasures.requestedAt));
}

/**
 * In this order, each part of which is done again when it was cut off: records and the list of who is erased in one
 * transaction, from where on nothing of them is taken in or seen; then the event store; then files.
 */
async function runErasure(options: ErasingOptions, waiting: Row, signal: AbortSignal): Promise<"over" | "waits"> {
  const { system, declarations, look, alone } = options;
  const begun = waiting.status === "waiting" ? await begin(options, waiting, signal) : waiting;
  if (!begun?.work || !begun.startedAt) return "over";
  const { workspace, work, startedAt: until, keepTexts } = begun;
  await look();
  if (begun.progress?.stage !== "files") {
    if (!alone) await wait(NOTICE_MILLISECONDS, undefined, { signal });
    await eraseEvents(system, { workspace, work, until, keepTexts }, signal, (done, total) =>
      note(system, begun, { progress: { stage: "events", done, total } }),
    );
  }
  const found: Record<string, string[]> = {};
  for (const { kind, files } of declarations) {
    const left = await files?.remove(workspace, work.found[kind] ?? []);
    if (left && left.length > 0) found[kind] = left;
  }
  if (Object.keys(found).length > 0) {
    const left = Object.values(found).flat().length;
    const total = Object.values(work.found).flat().length;
    await note(system, begun, { progress: { stage: "files", done: total - left, total }, work: { ...work, found } });
    return "waits";
  }
  await system.db.transaction(async (db) => {
    await db
      .delete(erasurePeople)
      .where(and(eq(erasurePeople.workspace, workspace), eq(erasurePeople.erasure, begun.id)));
    const end = { status: "done", progress: null, work: null, finishedAt: system.now() } as const;
    await note({ db }, begun, end);
  });
  await look();
  return "over";
}

async function note({ db }: Pick<System, "db">, { workspace, id }: Row, change: Partial<Row>): Promise<void> {
  await db
    .update(erasures)
    .set(change)
    .where(and(eq(erasures.workspace, workspace), eq(erasures.id, id)));
}

/** Null when it was cancelled at the last moment. */
async function begin(options: ErasingOptions, row: Row, signal: AbortSignal): Promise<Row | null> {
  const { system, declarations } = options;
  const { workspace, id, keepTexts } = row;
  const asked = await system.db
    .select({ contact: erasurePeople.contact })
    .from(erasurePeople)
    .where(and(eq(erasurePeople.workspace, workspace), eq(erasurePeople.erasure, id)));
  const ids = asked.map(({ contact }) => contact);
  const { people } = await findPeople(system, workspace, ids, { keepTexts });
  const found: Record<string, string[]> = {};
  for (const { kind, files } of declarations)
    if (files) found[kind] = [...(found[kind] ?? []), ...(await files.find(people, signal))];
  return system.db.transaction((db) => eraseRecords(options, { db, row, ids, found }));
}

async function eraseRecords(
  { system, tombstones, declarations }: ErasingOptions,
  { db, row, ids, found }: { db: Database; row: Row; ids: string[]; found: Record<string, string[]> },
): Promise<Row | null> {
  const { workspace, id, mode, keepTexts } = row;
  const own = and(eq(erasures.workspace, workspace), eq(erasures.id, id));
  const [held] = await db.select().from(erasures).where(own).for("update");
  if (held?.status !== "waiting") return null;
  // Nobody merges or parts them meanwhile, and no message makes them anew.
  const version = versionAfter(await holdStitching(db));
  await keepVersion(db, version);
  // What was heard of them before counts as news when they come back.
  await noteParting(db);
  const instant = system.now();
  const { people, persons, texts } = await findPeople({ ...system, db }, workspace, ids, { keepTexts });
  const { events, feedback, segmentHistory } = await countEvents(system, workspace, people.keys);
  const counts = new Map<string, number>([
    ["events", events],
    ["feedback", feedback],
    ["segment_history", segmentHistory],
  ]);
  for (const { kind, erase } of declarations)
    counts.set(kind, (counts.get(kind) ?? 0) + (await erase(db, people, instant)));
  const left = mode === "erase" ? "nothing" : keepTexts ? "texts" : "answers";
  await tombstones.add(db, workspace, people.keys, instant, left);
  await db
    .delete(restrictions)
    .where(and(eq(restrictions.workspace, workspace), isOneOf(restrictions.contact, people.keys)));
  const anonymise = mode === "anonymise" ? { ...texts, salt: randomBytes(32).toString("base64url") } : null;
  const [begun] = await db
    .update(erasures)
    .set({
      ...{ status: "running", startedAt: instant, progress: { stage: "events", done: 0, total: 1 } },
      counts: listed(counts),
      work: { persons: Object.fromEntries(persons), version: version.toString(), anonymise, found },
    })
    .where(own)
    .returning();
  return begun ?? null;
}

/** By kind, what there is any of. */
export function listed(counts: ReadonlyMap<string, number>): Erasure["counts"] {
  return personalKinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
}
