import { appendEncoded, type EventTable } from "../../../log/events/events.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import type { Prepared } from "../read/to-row.ts";
import { type Turn, Turns } from "./turns.ts";

/** Inserts that may fail while bad rows are looked for; beyond that the fault is not with single rows. */
const MAX_FAILURES = 100;

/** Rows that can wait go into the store together: after so long, or when there are so many. */
const PATIENCE_MS = 200;
const ENOUGH_ROWS = 5_000;

/** Error codes of ClickHouse that speak of the data sent, not of the state it is in. */
const DATA_FAULTS = new Set([
  "6",
  "25",
  "26",
  "27",
  "33",
  "38",
  "41",
  "53",
  "69",
  "70",
  "72",
  "117",
  "131",
  "321",
  "349",
  "376",
]);

/** Keys of the rows the store will never take. */
export type Refused = ReadonlySet<string>;

export interface CommitOptions {
  analytics: Analytics;
  table: EventTable;
  /** Keys of rows that are stored already and must not be stored again. */
  findStored(rows: readonly Prepared[]): Promise<ReadonlySet<string>>;
  /** Runs work that no other process does meanwhile: what is looked for and what is stored then are one step. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Called once rows are on disk, before those who wait for them hear of it. */
  onStored(rows: readonly Prepared[]): void;
  onFailed(error: unknown): void;
}

/**
 * One insert at a time; what arrives meanwhile goes together into the next, of every sender a share ({@link Turns}). Each caller
 * hears after the last insert that holds rows of theirs has returned.
 */
export class GroupCommit {
  readonly #options: CommitOptions;
  readonly #turns = new Turns();
  #running: Promise<void> | null = null;
  /** Whether the next insert waits for company, how many rows it has, and what ends its wait. */
  #isPatient = true;
  #rows = 0;
  #hurry: () => void = () => undefined;

  constructor(options: CommitOptions) {
    this.#options = options;
  }

  /**
   * Resolves when every row is stored or refused; rejects when the store failed, and then the rows may be sent again. With
   * `patient`, nobody waits for them: they are stored together with what comes in the next moment.
   */
  add(sender: string, rows: readonly Prepared[], patient?: "patient"): Promise<Refused> {
    return new Promise((resolve, reject) => {
      this.#turns.add(sender, { rows, resolve, reject });
      this.#rows += rows.length;
      if (!patient || this.#rows >= ENOUGH_ROWS) this.hurry();
      this.#running ??= this.#run();
    });
  }

  /** Somebody waits now for what is there. */
  hurry(): void {
    if (this.#turns.isEmpty) return;
    this.#isPatient = false;
    this.#hurry();
  }

  /** Resolves when nothing is waiting any more. */
  async drain(): Promise<void> {
    while (this.#running) {
      this.hurry();
      await this.#running;
    }
  }

  async #run(): Promise<void> {
    // Requests that came in the same turn of the event loop belong into the same insert.
    await new Promise((next) => setImmediate(next));
    while (!this.#turns.isEmpty) {
      if (this.#isPatient) await this.#company();
      const turn = this.#turns.take();
      // What found no room in it has waited long enough.
      this.#isPatient = this.#turns.isEmpty;
      this.#rows = this.#isPatient ? 0 : this.#rows - turn.rows.length;
      await this.#commit(turn);
    }
    this.#running = null;
  }

  #company(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#hurry(), PATIENCE_MS);
      this.#hurry = () => {
        clearTimeout(timer);
        this.#hurry = () => undefined;
        resolve();
      };
    });
  }

  async #commit({ rows, parts }: Turn): Promise<void> {
    const done = new Outcome();
    try {
      // Another process may be sent the same feedback at this moment, with another time, which no sorting key would fold.
      const isAsked = rows.some(({ repeats }) => repeats === "ever");
      await (isAsked ? this.#options.exclusively(() => this.#store(rows, done)) : this.#store(rows, done));
      this.#tell(parts, done, null);
    } catch (error) {
      this.#options.onFailed(error);
      this.#tell(parts, done, error);
    }
  }

  async #store(rows: readonly Prepared[], done: Outcome): Promise<void> {
    const stored = await this.#options.findStored(rows);
    const fresh = stored.size > 0 ? rows.filter(({ key }) => !stored.has(key)) : rows;
    if (fresh.length < rows.length)
      this.#settle(
        rows.filter(({ key }) => stored.has(key)),
        done,
      );
    if (fresh.length > 0) await this.#insert(fresh, done);
  }

  /** Those whose last rows these were hear of it, and those whose rows are not stored that it failed. */
  #tell(parts: Turn["parts"], done: Outcome, error: unknown): void {
    for (const [waiting, rows] of parts) {
      if (error !== null && !rows.every((row) => done.settled.has(row))) {
        this.#turns.drop(waiting);
        waiting.reject(error);
        continue;
      }
      for (const { key } of rows) if (done.refused.has(key)) waiting.refused.add(key);
      waiting.settled += rows.length;
      if (waiting.settled === waiting.rows.length) waiting.resolve(waiting.refused);
    }
  }

  /** Inserts rows; when one of them is bad, halves them until it stands alone, so that its neighbours are stored. */
  async #insert(rows: readonly Prepared[], done: Outcome): Promise<void> {
    try {
      await appendEncoded(
        this.#options.analytics,
        rows.map(({ encoded }) => encoded),
        this.#options.table,
      );
      this.#settle(rows, done);
    } catch (error) {
      done.failures += 1;
      if (!isDataFault(error) || done.failures > MAX_FAILURES) throw error;
      const [first] = rows;
      if (rows.length === 1 && first) {
        this.#options.onFailed(error);
        done.refused.add(first.key);
        done.settled.add(first);
        return;
      }
      const half = Math.ceil(rows.length / 2);
      await this.#insert(rows.slice(0, half), done);
      await this.#insert(rows.slice(half), done);
    }
  }

  #settle(rows: readonly Prepared[], done: Outcome): void {
    for (const row of rows) done.settled.add(row);
    this.#options.onStored(rows);
  }
}

class Outcome {
  readonly refused = new Set<string>();
  readonly settled = new Set<Prepared>();
  failures = 0;
}

function isDataFault(error: unknown): boolean {
  return DATA_FAULTS.has(String((error as { code?: unknown } | null)?.code ?? ""));
}
