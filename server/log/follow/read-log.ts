import type { Analytics } from "../../platform/analytics/analytics.ts";
import { joinSql, type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import { arrivalsIn, arrivedAt } from "../events/events.ts";

const SECOND = arrivalsIn(1000);
/**
 * Clients, processes and nodes finish their inserts in another order than they began them: events this much older than
 * the newest one handled may still turn up.
 */
const OVERLAP = 120n * SECOND;
const BUCKET = 5n * SECOND;
/** Buckets that the time before an event reaches into, its own among them. */
const BUCKETS = Number(OVERLAP / BUCKET) + 1;
/** Answers remembered for followers that stand at the same place. */
const SHARED = 8;

/** How far the log was followed. `seen` tells, by buckets of five seconds, what of the time shortly before was handled. */
export interface Position {
  arrival: bigint;
  seen: Record<string, string>;
}

/** Events to be handled next, and where the follower stands when they are. */
export interface Part {
  /** A predicate over the events table, read without folding repeats: whatever is done with them can be done twice. */
  rows: Sql;
  count: number;
  end: Position;
}

interface Content {
  n: bigint;
  content: bigint;
}

/** Reads the log in the order of arrival. */
export class LogReader {
  readonly #analytics: Analytics;
  /** What was found behind, or late before, a place: followers that stand at the same one ask one after the other. */
  readonly #shared = new Map<string, Promise<Part | null>>();

  constructor(analytics: Analytics) {
    this.#analytics = analytics;
  }

  /** Something may have come: what was found up to now is not told to anybody any more. */
  look(): void {
    this.#shared.clear();
  }

  /** The next events behind a place, about `size` of them; null: there are none, or none up to `until`. */
  async next(position: Position, size: number, until: bigint | null): Promise<Part | null> {
    const part = await this.#share("next", position, () => this.#read(position, size, null));
    if (part === null || (part.count <= size && (until === null || part.end.arrival <= until))) return part;
    return this.#read(position, size, until);
  }

  /** What has turned up late before a place, about `size` of it, with what was handled in the same five seconds; null for nothing. */
  async late(position: Position, size: number): Promise<Part | null> {
    const part = await this.#share("late", position, () => this.#readLate(position, size));
    return part === null || part.count <= size ? part : this.#readLate(position, size);
  }

  #share(what: string, { arrival, seen }: Position, ask: () => Promise<Part | null>): Promise<Part | null> {
    const name = [what, arrival, JSON.stringify(seen)].join(" ");
    const known = this.#shared.get(name);
    if (known) return known;
    const asked = ask();
    this.#shared.set(name, asked);
    asked.catch(() => this.#shared.delete(name));
    const [oldest] = this.#shared.keys();
    if (this.#shared.size > SHARED && oldest !== undefined) this.#shared.delete(oldest);
    return asked;
  }

  async #read({ arrival, seen }: Position, size: number, until: bigint | null): Promise<Part | null> {
    const behind = sql`arrival > ${typed.uint64(arrival)} ${until === null ? sql`` : sql`and arrival <= ${typed.uint64(until)}`}`;
    const found = await this.#contents(
      sql`(select arrival, message_key from events where ${behind} order by arrival limit ${size} with ties)`,
    );
    if (found.length === 0) return null;
    const last = found.reduce((most, row) => (BigInt(row.last) > most ? BigInt(row.last) : most), arrival);
    const handled = new Map(Object.entries(seen).map(([bucket, text]) => [bucket, read(text)]));
    for (const row of found) {
      const before = handled.get(row.bucket) ?? { n: 0n, content: 0n };
      handled.set(row.bucket, { n: before.n + BigInt(row.n), content: before.content ^ BigInt(row.content) });
    }
    return {
      rows: sql`(arrival > ${typed.uint64(arrival)} and arrival <= ${typed.uint64(last)})`,
      count: Number(found[0]?.all ?? 0),
      end: { arrival: last, seen: recent(handled, last) },
    };
  }

  async #readLate({ arrival, seen }: Position, size: number): Promise<Part | null> {
    const found = await this.#contents(sql`events where ${shortlyBefore(arrival)}`);
    const handled = new Map(Object.entries(seen).map(([bucket, text]) => [bucket, read(text)]));
    const differing: Sql[] = [];
    let count = 0;
    for (const { bucket, n, content } of found.sort((a, b) => Number(BigInt(a.bucket) - BigInt(b.bucket)))) {
      const is = { n: BigInt(n), content: BigInt(content) };
      if (count >= size || same(handled.get(bucket), is)) continue;
      handled.set(bucket, is);
      const [from, to] = [BigInt(bucket) * BUCKET, (BigInt(bucket) + 1n) * BUCKET];
      differing.push(sql`(arrival >= ${typed.uint64(from)} and arrival < ${typed.uint64(to)})`);
      count += Number(n);
    }
    if (differing.length === 0) return null;
    return {
      rows: sql`((${joinSql(differing, " or ")}) and arrival <= ${typed.uint64(arrival)})`,
      count,
      end: { arrival, seen: recent(handled, arrival) },
    };
  }

  /** The place of the newest event, with everything before it taken as handled. */
  async head(): Promise<Position> {
    const [newest] = await this.#analytics.ask<{ arrival: string }>(
      sql`select max(arrival) as arrival from events`,
      UPKEEP,
    );
    const arrival = BigInt(newest?.arrival ?? 0);
    const found = await this.#contents(sql`events where ${shortlyBefore(arrival)}`);
    const all = found.map(({ bucket, n, content }): [string, Content] => [
      bucket,
      { n: BigInt(n), content: BigInt(content) },
    ]);
    return { arrival, seen: recent(new Map(all), arrival) };
  }

  /** Events behind each place, and when the first of them came, in milliseconds since 1970; null where there are none. */
  async behind(places: readonly bigint[]): Promise<{ events: number; since: number | null }[]> {
    const [least] = places.toSorted((one, other) => Number(one - other));
    if (least === undefined) return [];
    const columns = places.flatMap((place, index) => {
      const is = sql`arrival > ${typed.uint64(place)}`;
      return [
        sql`countIf(${is}) as ${typed.name(`events_${index}`)}`,
        sql`minIf(arrival, ${is}) as ${typed.name(`first_${index}`)}`,
      ];
    });
    const [row] = await this.#analytics.ask<Record<string, string>>(
      sql`select ${joinSql(columns, ", ")} from events where arrival > ${typed.uint64(least)}`,
      UPKEEP,
    );
    return places.map((_, index) => {
      const events = Number(row?.[`events_${index}`] ?? 0);
      return { events, since: events === 0 ? null : arrivedAt(BigInt(row?.[`first_${index}`] ?? 0)) };
    });
  }

  /**
   * The last buckets of some events: more are not kept, and events that came over years fill hundreds of thousands, which
   * would hold up everybody else while they are read here.
   */
  #contents(from: Sql): Promise<ContentRow[]> {
    return this.#analytics.ask<ContentRow>(
      sql`select intDiv(arrival, ${typed.uint64(BUCKET)}) as bucket, count() as n, max(arrival) as last,
            groupBitXor(cityHash64(message_key, arrival)) as content, sum(count()) over () as all
          from ${from} group by bucket order by bucket desc limit ${BUCKETS}`,
      UPKEEP,
    );
  }
}

interface ContentRow {
  bucket: string;
  n: string;
  last: string;
  content: string;
  /** Events in all buckets together. */
  all: string;
}

const UPKEEP = { tenant: null };

/** From the start of a bucket, so that a bucket is looked at whole or not at all. */
function shortlyBefore(arrival: bigint): Sql {
  return sql`arrival >= ${typed.uint64(firstBucket(arrival) * BUCKET)} and arrival <= ${typed.uint64(arrival)}`;
}

function firstBucket(arrival: bigint): bigint {
  return (arrival > OVERLAP ? arrival - OVERLAP : 0n) / BUCKET;
}

function recent(handled: ReadonlyMap<string, Content>, arrival: bigint): Record<string, string> {
  const first = firstBucket(arrival);
  const kept = [...handled].filter(([bucket]) => BigInt(bucket) >= first);
  return Object.fromEntries(kept.map(([bucket, { n, content }]) => [bucket, `${n}:${content}`]));
}

function read(text: string): Content {
  const [n = "0", content = "0"] = text.split(":");
  return { n: BigInt(n), content: BigInt(content) };
}

function same(one: Content | undefined, other: Content): boolean {
  return one?.n === other.n && one.content === other.content;
}
