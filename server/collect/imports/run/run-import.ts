import { setTimeout as wait } from "node:timers/promises";
import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ImportItem, ImportStatus, Mapping } from "../../../../contracts/collect/imports.ts";
import type { System } from "../../../platform/context.ts";
import { ProblemError, problem } from "../../../platform/http/problem.ts";
import type { Ingest } from "../../ingest/ingest.ts";
import { FileRefused } from "../file/file-refused.ts";
import { type OpenedFile, openFile } from "../file/open-file.ts";
import { type RowLayout, readRows } from "../file/read-rows.ts";
import { recognise } from "../file/recognise.ts";
import type { Uploads } from "../file/uploads.ts";
import { type ImportRow, imports } from "../imports.tables.ts";
import { TEXT_LIMITS } from "../limits.ts";
import { impossibleTime, refusal } from "../mapping/check-messages.ts";
import { createRowMapper, type ImportedMessage, type MappedRow } from "../mapping/map-row.ts";
import { noteRows } from "../take-back/import-rows.ts";
import { type ImportJob, UNFINISHED } from "./import-job.ts";
import { Pace } from "./measure-pace.ts";
import { isImport } from "./read-imports.ts";
import { RejectsList } from "./rejects.ts";
import { sendImportDone } from "./send-import-done.ts";

/** What goes to the event store at a time: much, because each month in it becomes a part on the disk. */
const CHUNK_ROWS = 10_000;
const CHUNK_BYTES = 8 * 1024 * 1024;
const SAVE_MILLISECONDS = 1000;
/** About ten minutes of a store that takes nothing; then the job is given back and tried again later. */
const MOST_TRIES = 50;

export interface RunOptions {
  system: Pick<System, "analytics" | "db" | "log" | "now">;
  ingest: Pick<Ingest, "accept">;
  uploads: Uploads;
  /** What was taken back is not there, however lately it came. */
  forgetTakenBack(): Promise<void>;
}

/** Another process has it now, or it was deleted. */
class TakenAway extends Error {}

/**
 * Brings the rows of a file in, from where the last run saved. Rows before that are mapped again, because the ids of
 * later ones depend on them, but not sent. Rows sent after the last save are sent again and change nothing.
 */
export async function runImport(options: RunOptions, job: ImportJob, signal: AbortSignal): Promise<void> {
  const row = await claim(options, job);
  if (!row?.mapping) return;
  await options.forgetTakenBack();
  const run = new Run(options, row);
  try {
    await run.toTheEnd(row.mapping, signal);
  } catch (error) {
    if (error instanceof TakenAway) return;
    throw error;
  } finally {
    await run.close();
  }
}

async function claim({ system }: RunOptions, { workspace, id, attempt }: ImportJob): Promise<ImportRow | undefined> {
  const [row] = await system.db
    .update(imports)
    .set({
      status: sql`case when ${imports.status} = 'queued' then 'running' else ${imports.status} end`,
      runner: uuidv7(),
    })
    .where(and(isImport(workspace, id), eq(imports.attempt, attempt), inArray(imports.status, UNFINISHED)))
    .returning();
  return row;
}

type Outcome = Extract<ImportStatus, "done" | "checked" | "cancelled" | "failed">;

class Run {
  readonly #options: RunOptions;
  readonly #row: ImportRow;
  readonly #pace = new Pace();
  #source = "";
  readonly #counts: Pick<ImportRow, "bytes" | "rows" | "accepted" | "rejected" | "messages" | "cellsLost">;
  #waiting: MappedRow[] = [];
  #waitingBytes = 0;
  #savedAt = performance.now();
  #rejects: RejectsList | undefined;
  #file: OpenedFile | undefined;

  constructor(options: RunOptions, row: ImportRow) {
    this.#options = options;
    this.#row = row;
    const { bytes, rows, accepted, rejected, messages, cellsLost } = row;
    this.#counts = { bytes, rows, accepted, rejected, messages, cellsLost };
  }

  async toTheEnd(mapping: Mapping, signal: AbortSignal): Promise<void> {
    const { uploads } = this.#options;
    const { id, rejectsListed, rejectsBytes } = this.#row;
    this.#source = `import:${mapping.source ?? ""}`;
    try {
      if (this.#row.status === "cancelling") return await this.#finish("cancelled");
      this.#file = await openFile(uploads.file(id), TEXT_LIMITS, mapping.layout);
      const { layout } = await recognise(this.#file, mapping.layout);
      this.#rejects = await RejectsList.open(uploads.rejects(id), { listed: rejectsListed, bytes: rejectsBytes });
      await this.#finish(await this.#through(this.#file, layout, mapping, signal));
    } catch (error) {
      if (error instanceof TakenAway) throw error;
      if (signal.aborted || isBusy(error)) {
        await this.#save();
        throw error;
      }
      await this.#fail(error, signal);
    }
  }

  async close(): Promise<void> {
    await this.#rejects?.close();
    await this.#file?.close();
  }

  async #through(file: OpenedFile, layout: RowLayout, mapping: Mapping, signal: AbortSignal): Promise<Outcome> {
    const map = createRowMapper(mapping, (timestamp) => impossibleTime([{ timestamp }], this.#options.system.now()));
    const doneBefore = this.#counts.rows;
    let seen = 0;
    this.#pace.mark(performance.now(), doneBefore, this.#counts.bytes);
    for await (const row of readRows(file.text, layout)) {
      const mapped = map(row);
      seen += 1;
      if (seen % 1024 === 0) signal.throwIfAborted();
      if (seen <= doneBefore) continue;
      this.#add(mapped);
      if (this.#waiting.length < CHUNK_ROWS && this.#waitingBytes < CHUNK_BYTES) continue;
      await this.#flush(signal);
      this.#counts.bytes = file.bytesRead();
      if (performance.now() - this.#savedAt >= SAVE_MILLISECONDS && (await this.#save()) === "cancelling")
        return "cancelled";
    }
    await this.#flush(signal);
    this.#counts.bytes = file.bytesRead();
    return this.#row.dryRun ? "checked" : "done";
  }

  #add(mapped: MappedRow): void {
    this.#waiting.push(mapped);
    if (mapped.ok) this.#waitingBytes += JSON.stringify(mapped.messages).length;
  }

  /** Sends what waits. Only when it is on the disk do the counts move. */
  async #flush(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length === 0) return;
    const rows = this.#waiting;
    const messages: ImportedMessage[] = [];
    const rowOf: number[] = [];
    for (const [place, row] of rows.entries()) {
      if (!row.ok) continue;
      for (const message of row.messages) {
        messages.push(message);
        rowOf.push(place);
      }
    }
    const refused = this.#row.dryRun ? tryOut(messages) : await this.#accept(messages, signal);
    const reasons = new Map<number, string>();
    for (const { index, reason } of refused) {
      const place = rowOf[index];
      if (place !== undefined && !reasons.has(place)) reasons.set(place, reason);
    }
    for (const [place, row] of rows.entries()) {
      const reason = row.ok ? reasons.get(place) : row.reason;
      if (reason === undefined) {
        this.#counts.accepted += 1;
        this.#counts.cellsLost += row.ok ? row.lost : 0;
      } else {
        this.#counts.rejected += 1;
        this.#rejects?.add(row.line, reason);
      }
    }
    this.#counts.rows += rows.length;
    this.#counts.messages += messages.length - refused.length;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  async #accept(messages: ImportedMessage[], signal: AbortSignal): Promise<Refused[]> {
    const { ingest, system } = this.#options;
    const { workspace } = this.#row;
    const before = noteRows(system.analytics, this.#row, system.now);
    const sender = { workspace, source: this.#source, cameBy: "import", before } as const;
    for (let tries = 1; messages.length > 0; tries += 1) {
      signal.throwIfAborted();
      try {
        const { rejected } = await ingest.accept(sender, messages, system.now());
        return rejected.map(({ index, field, reason }) => ({ index, reason: field ? `${field}: ${reason}` : reason }));
      } catch (error) {
        if (!isBusy(error) || tries >= MOST_TRIES) throw error;
        await wait(Math.min(tries, 15) * 1000, undefined, { signal });
      }
    }
    return [];
  }

  /** Writes down how far it is, and learns whether it is to go on. @throws TakenAway */
  async #save(end: Partial<ImportRow> = {}, db = this.#options.system.db): Promise<ImportStatus> {
    const { workspace, id, size, runner } = this.#row;
    await this.#rejects?.write();
    const { listed = 0, bytes = 0 } = this.#rejects ?? {};
    this.#savedAt = performance.now();
    this.#pace.mark(this.#savedAt, this.#counts.rows, this.#counts.bytes);
    const rejects = this.#rejects ? { rejectsListed: listed, rejectsBytes: bytes } : {};
    const [saved] = await db
      .update(imports)
      .set({ ...this.#counts, ...rejects, ...this.#pace.estimate(size), ...end })
      .where(and(isImport(workspace, id), eq(imports.runner, runner ?? "")))
      .returning({ status: imports.status });
    if (!saved) throw new TakenAway();
    return saved.status;
  }

  async #finish(status: Outcome, failure: ImportItem["failure"] = null): Promise<void> {
    const done = status === "done";
    const { db, now } = this.#options.system;
    const finishedAt = now();
    await db.transaction(async (tx) => {
      await this.#save({ status, failure, finishedAt, runner: null, ...(done ? { fileKept: false } : {}) }, tx);
      if (done) await sendImportDone(tx, this.#row, { rows: this.#counts.accepted, finishedAt });
    });
    if (done) await this.#options.uploads.removeFile(this.#row.id);
  }

  async #fail(error: unknown, signal: AbortSignal): Promise<void> {
    if (!(error instanceof FileRefused)) {
      this.#options.system.log.error({ err: error, import: this.#row.id }, "import failed");
      return this.#finish("failed", failureOf(problem("import_broken_off")));
    }
    // What stands before the place at which the file cannot be read on is good.
    await this.#flush(signal);
    await this.#finish("failed", failureOf(error, error.line));
  }
}

function failureOf({ code, values, message }: ProblemError, line?: number): ImportItem["failure"] {
  return { code, values, detail: message, line: line ?? null };
}

interface Refused {
  index: number;
  reason: string;
}

function tryOut(messages: readonly ImportedMessage[]): Refused[] {
  return messages.flatMap((message, index) => {
    const reason = refusal(message);
    return reason === null ? [] : [{ index, reason }];
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 503;
}
