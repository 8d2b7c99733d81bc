import type { Prepared } from "../read/to-row.ts";

const MAX_ROWS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** ClickHouse refuses an insert that touches more than 100 partitions; a partition is a month. */
const MAX_MONTHS = 90;
/** Every month costs a file of its own, however little is in it: so many may one sender bring into an insert that all wait for. */
const MONTHS_A_SENDER = 8;
/** Rows that are taken of one sender before the next has its turn. */
const ROWS_A_VISIT = 500;

/** What one caller waits for: all of its rows. */
export interface Waiting {
  /** By month where they are of many, so that few of them are in each insert. */
  rows: readonly Prepared[];
  /** How many went into inserts already. */
  taken: number;
  /** How many of these are stored or refused. */
  settled: number;
  refused: Set<string>;
  resolve(refused: ReadonlySet<string>): void;
  reject(error: unknown): void;
}

/** What goes into one insert, and whose it is. */
export interface Turn {
  rows: Prepared[];
  parts: Map<Waiting, Prepared[]>;
}

/**
 * What waits to be stored, by sender. Each insert takes of every sender in turn, and of each no more months than few: however
 * much one of them brings, or however far apart, it holds up itself.
 */
export class Turns {
  readonly #senders = new Map<string, Waiting[]>();

  get isEmpty(): boolean {
    return this.#senders.size === 0;
  }

  add(sender: string, { rows, ...caller }: Pick<Waiting, "rows" | "resolve" | "reject">): void {
    const own = this.#senders.get(sender) ?? [];
    const isScattered = new Set(rows.map(monthOf)).size > MONTHS_A_SENDER;
    own.push({
      ...{ rows: isScattered ? rows.toSorted(byMonth) : rows, taken: 0, settled: 0, refused: new Set() },
      ...caller,
    });
    this.#senders.set(sender, own);
  }

  /** What the next insert holds. Who came first this time comes last the next. */
  take(): Turn {
    const filling = new Filling();
    let visited = [...this.#senders].map(([sender, own]) => ({ sender, own, months: new Set<string>() }));
    const [first] = visited;
    while (visited.length > 0) visited = visited.filter(({ own, months }) => filling.visit(own, months));
    for (const [sender, own] of this.#senders) if (own.length === 0) this.#senders.delete(sender);
    if (first && first.own.length > 0) {
      this.#senders.delete(first.sender);
      this.#senders.set(first.sender, first.own);
    }
    return filling;
  }

  /** Takes out what a caller still waits for, who was told that it failed. */
  drop(waiting: Waiting): void {
    for (const [sender, own] of this.#senders) {
      const index = own.indexOf(waiting);
      if (index >= 0) own.splice(index, 1);
      if (own.length === 0) this.#senders.delete(sender);
    }
  }
}

class Filling implements Turn {
  readonly rows: Prepared[] = [];
  readonly parts = new Map<Waiting, Prepared[]>();
  readonly #months = new Set<string>();
  #bytes = 0;

  /** Takes some rows of a sender; false when nothing more of theirs fits in. */
  visit(own: Waiting[], months: Set<string>): boolean {
    for (let given = 0; given < ROWS_A_VISIT; given += 1) {
      const [next] = own;
      if (!next) return false;
      const row = next.rows[next.taken];
      if (row) {
        if (!this.#fits(row, months)) return false;
        this.#put(row, next, months);
        next.taken += 1;
      } else if (!this.parts.has(next)) this.parts.set(next, []);
      if (next.taken >= next.rows.length) own.shift();
    }
    return own.length > 0;
  }

  #fits(row: Prepared, months: ReadonlySet<string>): boolean {
    if (this.rows.length === 0) return true;
    if (this.rows.length >= MAX_ROWS || this.#bytes + row.bytes > MAX_BYTES) return false;
    if (this.#months.has(monthOf(row))) return true;
    return this.#months.size < MAX_MONTHS && months.size < MONTHS_A_SENDER;
  }

  #put(row: Prepared, waiting: Waiting, months: Set<string>): void {
    const month = monthOf(row);
    if (!this.#months.has(month)) {
      this.#months.add(month);
      months.add(month);
    }
    this.#bytes += row.bytes;
    this.rows.push(row);
    const part = this.parts.get(waiting);
    if (part) part.push(row);
    else this.parts.set(waiting, [row]);
  }
}

function monthOf({ day }: Prepared): string {
  return day.slice(0, 7);
}

function byMonth(a: Prepared, b: Prepared): number {
  return monthOf(a) < monthOf(b) ? -1 : Number(monthOf(a) > monthOf(b));
}
