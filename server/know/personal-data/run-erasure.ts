import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { and, asc, eq, lte, or } from "drizzle-orm";
import type { Erasure } from "../../../contracts/know/personal-data.ts";
import { type PersonalKind, personalKinds } from "../../../contracts/words/personal-kinds.ts";
import { noteErased, type Tombstones } from "../../log/tombstones/tombstones.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import { Mentions } from "../../platform/personal-data/mentions.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import type { Job } from "../../platform/queue/job.ts";
import { restrictions } from "../contacts/contacts.tables.ts";
import {
  type FoundPeople,
  findPeople,
  holdStitching,
  keepVersion,
  noteParting,
  recordsOfPeople,
  versionAfter,
} from "../contacts/contacts.ts";
import { countEvents, eraseEvents } from "./erase-events.ts";
import { type ErasureWork, erasurePeople, erasures } from "./personal-data.tables.ts";

export const ERASE = "personal-data.erase";

/** Another process looks every two seconds who was erased: by then it knows. */
const NOTICE_MILLISECONDS = 6000;

/** How often it is looked whether what is waited for is over. */
const WAITING_MILLISECONDS = 1000;

export interface ErasingOptions {
  system: System;
  tombstones: Tombstones;
  declarations: readonly PersonalData[];
  /** Looks who is erased, so that nobody sees or brings them back. */
  look(): Promise<void>;
  /** Resolves when what this process had taken in is stored. */
  drain(): Promise<void>;
  /** No other process works on these records. */
  alone: boolean;
}

type Row = typeof erasures.$inferSelect;
type Begun = Row & { work: ErasureWork; startedAt: Date };

/** Carries out what is due; what is to be done with files that are in use comes at the next time. */
export function eraseJob(options: ErasingOptions): Job {
  return { name: ERASE, every: 60, run: (_job, signal) => eraseDue(options, signal) };
}

/**
 * Resolves when nothing that is due is left; what is in use is waited for. One request that fails is no reason for others to wait:
 * it is tried again the next time. @throws what the first failed of
 */
export async function eraseDue(options: ErasingOptions, signal: AbortSignal): Promise<void> {
  const failed = new Map<string, unknown>();
  const noticed = new Map<string, number>();
  for (;;) {
    const due = (await dueErasures(options.system)).filter(({ id }) => !failed.has(id));
    if (due.length === 0) break;
    let waits = 0;
    for (const row of due) {
      signal.throwIfAborted();
      // Every query leaves out who is being erased, so of very many people only some are at a time.
      if (waits > 0 && row.status === "waiting" && row.origin === "storage_period") {
        waits += 1;
        continue;
      }
      try {
        if ((await runErasure(options, row, noticed, signal)) === "waits") waits += 1;
      } catch (error) {
        signal.throwIfAborted();
        failed.set(row.id, error);
        await noteFailure(options.system, row, error);
      }
    }
    if (waits > 0 && waits === due.length) await wait(WAITING_MILLISECONDS, undefined, { signal });
  }
  for (const error of failed.values()) throw error;
}

function dueErasures({ db, now }: System): Promise<Row[]> {
  const isDue = and(eq(erasures.status, "waiting"), lte(erasures.dueAt, now()));
  return (
    db
      .select()
      .from(erasures)
      .where(or(isDue, eq(erasures.status, "running")))
      // Somebody's own request does not wait behind thousands of people of whom nothing was heard.
      .orderBy(asc(eq(erasures.origin, "storage_period")), asc(erasures.requestedAt))
  );
}

/**
 * In this order, each part of which is done again when it was cut off: what is about them alone and the list of who is erased in
 * one transaction, from where on nothing of them is taken in or seen; then what others wrote of them; then the event store; then
 * files, which are looked through once nothing can come into them any more.
 */
async function runErasure(
  options: ErasingOptions,
  waiting: Row,
  noticed: Map<string, number>,
  signal: AbortSignal,
): Promise<"over" | "waits"> {
  const { system, declarations, look, drain, alone } = options;
  const begun = waiting.status === "waiting" ? await begin(options, waiting) : waiting;
  if (!isBegun(begun)) return "over";
  await look();
  await drain();
  const since = noticed.get(begun.id) ?? performance.now();
  noticed.set(begun.id, since);
  const { workspace, startedAt: until, keepTexts } = begun;
  let { work } = begun;
  if (work.step === "mentions") work = await eraseMentions(options, begun, signal);
  if (work.step === "events") {
    if (!alone && performance.now() < since + noticeMilliseconds(system)) return "waits";
    await eraseEvents(system, { workspace, work, until, keepTexts }, signal, (done, total) =>
      note(system, begun, { progress: { stage: "events", done, total } }),
    );
    work = { ...work, step: "files" };
    await note(system, begun, { progress: { stage: "files", done: 0, total: 1 }, work });
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
    await noteErased(db);
  });
  await look();
  return "over";
}

/** What another process took in just before it knew is stored when the insert that was under way, and the one after it, have ended. */
function noticeMilliseconds({ analytics }: System): number {
  return NOTICE_MILLISECONDS + 2 * analytics.insertSeconds * 1000;
}

function isBegun(row: Row | null): row is Begun {
  return row !== null && row.work !== null && row.startedAt !== null;
}

async function note({ db }: Pick<System, "db">, { workspace, id }: Row, change: Partial<Row>): Promise<void> {
  await db
    .update(erasures)
    .set(change)
    .where(and(eq(erasures.workspace, workspace), eq(erasures.id, id)));
}

/** What a store says of a failure may quote what was to be erased, so only its code is kept. */
async function noteFailure({ db, log }: System, row: Row, error: unknown): Promise<void> {
  const reason = error instanceof CannotErase ? error.message : codeOf(error);
  log.error({ erasure: row.id, reason }, "people could not be erased");
  const [now] = await db
    .select({ progress: erasures.progress })
    .from(erasures)
    .where(and(eq(erasures.workspace, row.workspace), eq(erasures.id, row.id)));
  const { stage, done, total } = now?.progress ?? { stage: "records", done: 0, total: 1 };
  await note({ db }, row, { progress: { stage, done, total, failed: reason } });
}

class CannotErase extends Error {}

function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause)
    if ("code" in each && typeof each.code === "string") return each.code;
  return error instanceof Error ? error.name : "unknown";
}

/** Says which kind of data was at hand when it failed. */
async function ofKind<T>(kind: PersonalKind, work: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    throw new CannotErase(`${kind}: ${codeOf(error)}`);
  }
}

/** Null when it was cancelled at the last moment. */
async function begin(options: ErasingOptions, row: Row): Promise<Row | null> {
  const { system } = options;
  const { workspace, id, keepTexts } = row;
  const asked = await system.db
    .select({ contact: erasurePeople.contact })
    .from(erasurePeople)
    .where(and(eq(erasurePeople.workspace, workspace), eq(erasurePeople.erasure, id)));
  const ids = asked.map(({ contact }) => contact);
  const before = await recordsOfPeople(system.db, workspace, ids);
  const people = await findPeople(system, workspace, ids, { keepTexts, found: before });
  return system.db.transaction(async (db) => {
    const own = and(eq(erasures.workspace, workspace), eq(erasures.id, id));
    const [held] = await db.select().from(erasures).where(own).for("update");
    if (held?.status !== "waiting") return null;
    // Nobody merges or parts them meanwhile, and no message makes them anew.
    const version = versionAfter(await holdStitching(db));
    await keepVersion(db, version);
    // What was heard of them before counts as news when they come back.
    await noteParting(db);
    const still = await recordsOfPeople(db, workspace, ids);
    const found = isDeepStrictEqual(still, before)
      ? people
      : await findPeople({ ...system, db }, workspace, ids, { keepTexts, found: still });
    return eraseRecords(options, db, { row, found, version });
  });
}

async function eraseRecords(
  { system, tombstones, declarations }: ErasingOptions,
  db: Database,
  { row, found: { people, persons, texts }, version }: { row: Row; found: FoundPeople; version: bigint },
): Promise<Row | null> {
  const { workspace, id, mode, keepTexts } = row;
  const instant = system.now();
  const counts = new Map<PersonalKind, number>();
  for (const { kind, erase } of declarations)
    counts.set(kind, (counts.get(kind) ?? 0) + ((await ofKind(kind, erase?.(db, people, instant))) ?? 0));
  const left = mode === "erase" ? "nothing" : keepTexts ? "texts" : "answers";
  await tombstones.add(db, workspace, people.keys, instant, left);
  await db
    .delete(restrictions)
    .where(and(eq(restrictions.workspace, workspace), isOneOf(restrictions.contact, people.keys)));
  const [begun] = await db
    .update(erasures)
    .set({
      ...{ status: "running", startedAt: instant, progress: { stage: "records", done: 0, total: 1 } },
      counts: listed(counts),
      work: {
        ...{ step: "mentions", persons: Object.fromEntries(persons), version: version.toString(), texts },
        ...{ answers: [...people.answers], addresses: [...people.addresses] },
        ...{ salt: mode === "anonymise" ? randomBytes(32).toString("base64url") : null, found: {} },
      },
    })
    .where(and(eq(erasures.workspace, workspace), eq(erasures.id, id)))
    .returning();
  return begun ?? null;
}

/** Takes people who are marked out of what others wrote, and looks what of them is elsewhere. */
async function eraseMentions(
  { system, declarations }: ErasingOptions,
  begun: Begun,
  signal: AbortSignal,
): Promise<ErasureWork> {
  const { workspace, work, startedAt: until, keepTexts } = begun;
  const people: People = {
    ...{ workspace, keys: Object.values(work.persons).flat(), answers: new Set(work.answers), keepTexts },
    ...{ addresses: work.addresses, mentions: new Mentions(work.texts.within, work.texts.whole) },
  };
  const counts = new Map(begun.counts.map(({ kind, count }) => [kind, count]));
  const add = (kind: PersonalKind, count: number) => counts.set(kind, (counts.get(kind) ?? 0) + count);
  const { version } = work;
  const { events, feedback, segmentHistory } = await countEvents(system, workspace, people.keys, { until, version });
  for (const [index, { kind, eraseMentions: erase }] of declarations.entries()) {
    add(kind, (await ofKind(kind, erase?.(system, people, signal))) ?? 0);
    await note(system, begun, { progress: { stage: "records", done: index + 1, total: declarations.length } });
  }
  const found: Record<string, string[]> = {};
  for (const { kind, files } of declarations)
    if (files) found[kind] = [...(found[kind] ?? []), ...((await ofKind(kind, files.find(people, signal))) ?? [])];
  add("events", events);
  add("feedback", feedback);
  add("segment_history", segmentHistory);
  const next: ErasureWork = { ...work, step: "events", found };
  const progress = { stage: "events", done: 0, total: 1 } as const;
  await note(system, begun, { work: next, counts: listed(counts), progress });
  return next;
}

/** By kind, what there is any of. */
export function listed(counts: ReadonlyMap<string, number>): Erasure["counts"] {
  return personalKinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
}
