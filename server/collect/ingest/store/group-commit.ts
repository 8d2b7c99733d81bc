import { appendEncoded, type EventTable } from "../../../log/events/events.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import type { Prepared } from "../read/to-row.ts";

const MAX_ROWS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** ClickHouse refuses an insert that touches more than 100 partitions; a partition is a month. */
const MAX_MONTHS = 90;
/** Inserts that may fail while bad rows are looked for; beyond that the fault is not with single rows. */
const MAX_FAILURES = 100;

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
  /** Called once rows are on disk, before those who wait for them hear of it. */
  onStored(rows: readonly Prepared[]): void;
  onFailed(error: unknown): void;
}

interface Waiting {
  rows: readonly Prepared[];
  resolve(refused: Refused): void;
  reject(error: unknown): void;
}

/**
 * One insert at a time; what arrives meanwhile goes together into the next. Each caller hears after the insert that holds
 * its rows has returned.
 */
export class GroupCommit {
  readonly #options: CommitOptions;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(options: CommitOptions) {
    this.#options = options;
  }

  /** Resolves when every row is stored or refused; rejects when the store failed, and then the rows may be sent again. */
  add(rows: readonly Prepared[]): Promise<Refused> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ rows, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is waiting any more. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Requests that came in the same turn of the event loop belong into the same insert.
    await new Promise((next) => setImmediate(next));
    while (this.#queue.length > 0) await this.#commit(this.#take());
    this.#running = null;
  }

  #take(): Waiting[] {
    let rows = 0;
    let bytes = 0;
    let count = 0;
    for (const waiting of this.#queue) {
      rows += waiting.rows.length;
      bytes += waiting.rows.reduce((sum, row) => sum + row.bytes, 0);
      if (count > 0 && (rows > MAX_ROWS || bytes > MAX_BYTES)) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const rows = group.length === 1 && group[0] ? group[0].rows : group.flatMap((waiting) => waiting.rows);
    const done = new Outcome();
    try {
      const stored = await this.#options.findStored(rows);
      const fresh = stored.size > 0 ? rows.filter(({ key }) => !stored.has(key)) : rows;
      if (fresh.length < rows.length)
        this.#settle(
          rows.filter(({ key }) => stored.has(key)),
          done,
        );
      for (const slice of slices(fresh)) await this.#insert(slice, done);
      for (const waiting of group) waiting.resolve(done.refused);
    } catch (error) {
      this.#options.onFailed(error);
      for (const waiting of group) {
        if (waiting.rows.every((row) => done.settled.has(row))) waiting.resolve(done.refused);
        else waiting.reject(error);
      }
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

/** Cuts rows into inserts the store takes: in their order, or by month where there are more months than one insert may touch. */
function* slices(rows: readonly Prepared[]): Generator<readonly Prepared[]> {
  const sorted = new Set(rows.map(monthOf)).size > MAX_MONTHS ? rows.toSorted(byMonth) : rows;
  let from = 0;
  let bytes = 0;
  let months = new Set<string>();
  for (const [index, row] of sorted.entries()) {
    const month = monthOf(row);
    const full =
      index - from >= MAX_ROWS || bytes + row.bytes > MAX_BYTES || (months.size >= MAX_MONTHS && !months.has(month));
    if (index > from && full) {
      yield sorted.slice(from, index);
      from = index;
      bytes = 0;
      months = new Set();
    }
    bytes += row.bytes;
    months.add(month);
  }
  if (from < sorted.length) yield from === 0 ? sorted : sorted.slice(from);
}

function monthOf({ day }: Prepared): string {
  return day.slice(0, 7);
}

function byMonth(a: Prepared, b: Prepared): number {
  return monthOf(a) < monthOf(b) ? -1 : Number(monthOf(a) > monthOf(b));
}
