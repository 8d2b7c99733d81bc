import { decodeEvent, type EventRow, encodedColumns } from "../../../log/events/events.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import type { Pending } from "../../../platform/analytics/in-step.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import { problem } from "../../../platform/http/problem.ts";
import type { Journal, Kept, Left } from "../../../platform/journal/journal.ts";
import { type Prepared, prepare, type Written } from "../read/to-row.ts";
import type { GroupCommit } from "./group-commit.ts";

/** What a later version has to know to read the journal. */
export const journalHead = JSON.stringify(encodedColumns);

/** Bytes of events that may wait for the store while nobody waits for them. */
const MOST_BYTES = 16 * 1024 * 1024;
/** More at once fill an insert by themselves, and would only be written twice. */
const MOST_ROWS = 200;
/** What failed is tried again by itself after so long. */
const AGAIN_MS = 1000;
/** The text of a query has a limit. */
const KEYS_A_QUERY = 4_000;

export interface PendingOptions {
  journal: Journal;
  /** What an earlier process left there. */
  left: readonly Left[];
  commits: Pick<GroupCommit, "add" | "hurry">;
  /** The event store as it is, whatever is pending. */
  analytics: Analytics;
  onFailed(error: unknown): void;
}

/** Events that came to the disk together. */
interface Held {
  sender: string;
  /** Null where they may be of several. */
  workspace: string | null;
  rows: readonly Prepared[];
  bytes: number;
  /** By `performance.now()`. */
  since: number;
  kept: Kept;
  stored: Promise<void>;
  onStored(): void;
}

/**
 * Events that are acknowledged, because they lie in the journal, and go into the event store a moment later: an insert costs
 * it about the same for one as for hundreds.
 */
export class PendingEvents implements Pending {
  readonly #options: PendingOptions;
  /** In the order of acknowledgement. */
  readonly #held = new Set<Held>();
  /** Those that could not be stored, or were left by a process before it could. */
  readonly #failed = new Set<Held>();
  #trying: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #bytes = 0;
  /** The highest that what was left has. */
  readonly lastArrival: bigint = 0n;

  constructor(options: PendingOptions) {
    this.#options = options;
    for (const left of options.left) {
      const written = left.text.split("\n").map((line) => readLine(line, left.head));
      for (const { row } of written) if (BigInt(row.arrival) > this.lastArrival) this.lastArrival = BigInt(row.arrival);
      const rows = written.map(prepare);
      const bytes = bytesOf(rows);
      this.#bytes += bytes;
      this.#failed.add(this.#hold({ sender: "", workspace: null, rows, bytes, kept: left, onStored: () => undefined }));
    }
  }

  /** Whether events may be acknowledged before they are stored. */
  takes(rows: readonly Prepared[]): boolean {
    return rows.length <= MOST_ROWS && !this.isFailing && this.#bytes + bytesOf(rows) <= MOST_BYTES;
  }

  /** Resolves when events are on the disk; rejected, they are not. `onStored` is called once the store has them. */
  async add(sender: string, rows: readonly Prepared[], onStored: () => void): Promise<void> {
    const bytes = bytesOf(rows);
    this.#bytes += bytes;
    let kept: Kept;
    try {
      kept = await this.#options.journal.append(rows.map(lineOf).join("\n"));
    } catch (error) {
      this.#bytes -= bytes;
      throw error;
    }
    const workspace = rows[0]?.workspace ?? null;
    this.#store(this.#hold({ sender, workspace, rows, bytes, kept, onStored }), rows);
  }

  /** Resolves when whatever was taken earlier is on its way before what goes to the store now. @throws when it cannot be stored */
  async before(): Promise<void> {
    await this.#options.journal.written();
    if (this.isFailing) await this.#again();
  }

  /** Brings what an earlier process left to the store. */
  async recover(): Promise<void> {
    if (this.#failed.size > 0) await this.#again();
  }

  /** @throws 503 when it cannot be stored now: an answer without it would not be true */
  async stored(workspace: string | null): Promise<void> {
    const isAsked = (held: Held) => workspace === null || held.workspace === null || held.workspace === workspace;
    const asked = [...this.#held].filter(isAsked);
    if (asked.length === 0) return;
    try {
      if (asked.some((held) => this.#failed.has(held))) await this.#again();
      this.#options.commits.hurry();
      await Promise.all(asked.map(({ stored }) => stored));
    } catch {
      throw problem("stores_unavailable");
    }
  }

  moved(): Promise<void> {
    return this.#options.journal.empty(() => this.stored(null));
  }

  /** Whether something could not be stored, and it is not known yet that it can. */
  get isFailing(): boolean {
    return this.#failed.size > 0 || this.#trying !== null;
  }

  /** How much waits, and for how many seconds the first of it has. */
  state(): { events: number; bytes: number; seconds: number } {
    const [oldest] = this.#held;
    let events = 0;
    for (const { rows } of this.#held) events += rows.length;
    return {
      events,
      bytes: this.#bytes,
      seconds: oldest === undefined ? 0 : (performance.now() - oldest.since) / 1000,
    };
  }

  /** Stores what is left; what cannot be stored waits on the disk for the next start. */
  async close(): Promise<void> {
    await this.moved().catch(this.#options.onFailed);
    clearTimeout(this.#timer);
    await this.#options.journal.close();
  }

  #hold(part: Omit<Held, "since" | "stored">): Held {
    const held = { ...part, since: performance.now(), stored: Promise.resolve() };
    this.#held.add(held);
    return held;
  }

  #store(held: Held, rows: readonly Prepared[]): void {
    held.stored = this.#options.commits.add(held.sender, rows, "patient").then(
      (refused) => {
        // What no store can hold is refused when it is read, so this one is not as it should be.
        if (refused.size > 0) return this.#fail(held, new Error("the event store refuses what was acknowledged"));
        this.#done(held);
      },
      (error: unknown) => this.#fail(held, error),
    );
    // Who waits for it hears of it; it is tried again whether somebody does or not.
    held.stored.catch(() => undefined);
  }

  #done(held: Held): void {
    this.#held.delete(held);
    this.#bytes -= held.bytes;
    held.kept.done();
    held.onStored();
  }

  #fail(held: Held, error: unknown): never {
    this.#failed.add(held);
    this.#tryLater();
    throw error;
  }

  #tryLater(): void {
    this.#timer ??= setTimeout(() => this.#again().catch(() => undefined), AGAIN_MS).unref();
  }

  #again(): Promise<void> {
    this.#trying ??= this.#tryAgain().finally(() => {
      this.#trying = null;
      if (this.#failed.size > 0) this.#tryLater();
    });
    return this.#trying;
  }

  /** What was acknowledged first comes first: followers wait only so long for what turns up late. */
  async #tryAgain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const failed = [...this.#failed];
    const there = await findThere(
      this.#options.analytics,
      failed.flatMap(({ rows }) => rows),
    );
    for (const held of failed) {
      this.#failed.delete(held);
      const rows = held.rows.filter((row) => !there.has(row));
      if (rows.length > 0) this.#store(held, rows);
      else this.#done(held);
    }
    this.#options.commits.hurry();
    await Promise.all(failed.map(({ stored }) => stored));
  }
}

function bytesOf(rows: readonly Prepared[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}

function lineOf({ repeats, encoded }: Prepared): string {
  return `${repeats} ${encoded}`;
}

function readLine(line: string, head: string): Written {
  const [repeats = ""] = line.split(" ", 1);
  const row = decodeEvent(line.slice(repeats.length + 1), JSON.parse(head) as string[]);
  return { row: row as EventRow, repeats: repeats as Written["repeats"] };
}

/**
 * Those that an insert has stored of which nobody heard: of one that failed or was cut off, some months may be there. Told by
 * their arrival too, since an older repeat of a message may be there under its key.
 */
async function findThere(analytics: Analytics, rows: readonly Prepared[]): Promise<Set<Prepared>> {
  const found = new Set<Prepared>();
  for (let index = 0; index < rows.length; index += KEYS_A_QUERY) {
    const asked = new Map(
      rows.slice(index, index + KEYS_A_QUERY).map((row) => [`${row.key} ${decodeEvent(row.encoded).arrival}`, row]),
    );
    const keys = [...asked.values()].map(({ key }) => key);
    const names = [...new Set([...asked.values()].map(({ event }) => event))];
    const stored = await analytics.ask<{ message_key: string; arrival: string }>(
      sql`select message_key, arrival from events
          where event in ${typed.strings(names)}
            and message_key in (select arrayJoin(arrayMap(key -> toUInt64(key), ${typed.strings(keys)})))`,
      { tenant: null, sees: "everything" },
    );
    for (const { message_key, arrival } of stored) {
      const row = asked.get(`${message_key} ${arrival}`);
      if (row) found.add(row);
    }
  }
  return found;
}
