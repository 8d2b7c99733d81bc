import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, MINUTE } from "../../../../contracts/words/durations.ts";
import type { EventRow } from "../../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import { appendEvents } from "../../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../../testing/event-log.ts";
import { numberEvents, RARE } from "../query/naming-sql.ts";
import { LEFT, pathsPeopleSql, pathsSql, type Ways } from "./paths-sql.ts";

let analytics: Analytics;

beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const START = Date.UTC(2026, 2, 1);
const span = { from: new Date(START - DAY), to: new Date(START + 400 * DAY) };

interface Happened {
  who: number;
  /** Milliseconds after the start. */
  time: number;
  /** What happened, a letter. */
  event: string;
}

function rowOf(workspace: string, { who, time, event }: Happened): EventRow {
  const type = event === "" ? "page" : "track";
  return eventRow(new Date(START + time), { workspace, event, type, identifier_key: String(who), channel: "web" });
}

async function logOf(...log: [who: number, time: number, event: string][]): Promise<string> {
  const workspace = uuidv7();
  await appendEvents(
    analytics,
    log.map(([who, time, event]) => rowOf(workspace, { who, time, event })),
  );
  return workspace;
}

interface Asked {
  from?: string;
  to?: string;
  /** What the anchor is called; as its event when absent. */
  called?: string;
  columns?: number;
  nodes?: number;
  mergeRepeats?: boolean;
  gapMinutes?: number;
}

const LETTERS = ["a", "b", "c", "d", "e"];
/** Names of `LETTERS`; "z" has no number of its own. */
function waysOf({ from, to, called, columns = 6, mergeRepeats = false, gapMinutes = 30 }: Asked): Ways {
  const names = numberEvents(LETTERS);
  const anchor = (event?: string) =>
    event === undefined ? undefined : { meets: sql`(event = ${event})`, number: names.numberOf(called ?? event) };
  return { from: anchor(from), to: anchor(to), names, filter: sql`1`, span, columns, mergeRepeats, gapMinutes };
}

interface LinkRow {
  link_column: number;
  from_node: number;
  to_node: number;
  people: string;
  spent: number[];
}

const named = (node: number) =>
  node === LEFT ? "left" : node === RARE ? "other" : (waysOf({}).names.nameOf(node) ?? "start");

/** Links as `column: from > to people (median)`. */
async function picture(workspace: string, asked: Asked): Promise<string[]> {
  const rows = await analytics.ask<LinkRow>(pathsSql(waysOf(asked), asked.nodes ?? 8), { tenant: wholeOf(workspace) });
  return rows
    .map((row) => spell(row.link_column, named(row.from_node), named(row.to_node), Number(row.people), row.spent))
    .sort();
}

function spell(column: number, from: string, to: string, people: number, spent: readonly number[]): string {
  const times = to === "left" ? "" : ` (${spent.map((each) => each.toFixed(3)).join(", ")})`;
  return `${column}: ${from} > ${to} ${people}${times}`;
}

interface Way {
  who: number;
  nodes: string[];
  /** When each was, and how long after what came before it. */
  times: number[];
  spans: number[];
}

/** Walks each person's events one by one: slow, and plainly right. */
function walk(
  log: readonly Happened[],
  { from, to, called, columns = 6, mergeRepeats, gapMinutes = 30 }: Asked,
): Way[] {
  const ways: Way[] = [];
  for (const who of new Set(log.map((each) => each.who))) {
    const own = log.map((each, arrival) => ({ ...each, arrival })).filter((each) => each.who === who);
    own.sort((a, b) => a.time - b.time || a.arrival - b.arrival);
    if (from === undefined) own.reverse();
    const begin = own.findIndex((each) => each.event === (from ?? to));
    if (begin < 0) continue;
    const end =
      from !== undefined && to !== undefined
        ? own.findIndex((each, index) => index > begin && each.event === to)
        : null;
    if (end === -1) continue;
    const seen = own
      .slice(begin, end === null ? undefined : end + 1)
      .filter((each, index, all) => index === 0 || (end !== null && index === all.length - 1) || each.event !== "");
    const way: Way = { who, nodes: [], times: [], spans: [] };
    const movedOn = seen.findIndex(({ event }) => event !== (from ?? to));
    for (const [index, { event, time }] of seen.entries()) {
      const spent = index === 0 ? 0 : Math.abs(time - (seen[index - 1]?.time ?? 0));
      if (spent > gapMinutes * MINUTE) break;
      const isAnchor = index === 0 || (mergeRepeats && (index < movedOn || movedOn < 0));
      const name = isAnchor && called ? called : LETTERS.includes(event) ? event : "rare";
      if (mergeRepeats && name !== "rare" && way.nodes.at(-1) === name) continue;
      if (way.nodes.length === columns) break;
      if (way.nodes.length > 0) way.spans.push(spent);
      way.nodes.push(name);
      way.times.push(time);
    }
    ways.push(way);
  }
  return ways;
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place - Math.floor(place));
};

/** Nodes of each column that are drawn by name. */
function drawnIn(ways: readonly Way[], column: number, most: number): string[] {
  const people = new Map<string, number>();
  for (const { nodes } of ways) {
    const name = nodes[column];
    if (name !== undefined && name !== "rare") people.set(name, (people.get(name) ?? 0) + 1);
  }
  return [...people]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, most)
    .map(([name]) => name);
}

const nodeOf = (way: Way, column: number, drawn: readonly string[]): string => {
  const name = way.nodes[column];
  return name === undefined ? "left" : drawn.includes(name) ? name : "other";
};

function expected(log: readonly Happened[], asked: Asked): string[] {
  const ways = walk(log, asked);
  const columns = asked.columns ?? 6;
  const drawn = Array.from({ length: columns }, (_, column) => drawnIn(ways, column, asked.nodes ?? 8));
  const links = new Map<string, { column: number; from: string; to: string; spans: number[]; people: number }>();
  for (const way of ways) {
    for (let column = 0; column < columns - 1 && column < way.nodes.length; column += 1) {
      const from = nodeOf(way, column, drawn[column] ?? []);
      const to = nodeOf(way, column + 1, drawn[column + 1] ?? []);
      const key = `${column} ${from} ${to}`;
      const link = links.get(key) ?? { column, from, to, spans: [], people: 0 };
      link.people += 1;
      const spent = way.spans[column];
      if (spent !== undefined) link.spans.push(spent);
      links.set(key, link);
    }
  }
  return [...links.values()]
    .map(({ column, from, to, spans, people }) =>
      spell(column, from, to, people, [quantile(spans, 0.5), quantile(spans, 0.9)]),
    )
    .sort();
}

describe("paths", () => {
  it("go from the first start, in order of time and then of arrival, until nothing follows", async () => {
    const log = await logOf(
      [1, 9000, "b"],
      [1, 5000, "a"],
      [1, 1000, "c"],
      [1, 9000, "c"],
      [1, 9500, "a"],
      [2, 0, "b"],
    );
    expect(await picture(log, { from: "a" })).toEqual([
      "0: a > b 1 (4000.000, 4000.000)",
      "1: b > c 1 (0.000, 0.000)",
      "2: c > a 1 (500.000, 500.000)",
      "3: a > left 1",
    ]);
  });

  it("end where the next event comes a millisecond after the gap", async () => {
    const log = await logOf([1, 0, "a"], [1, 30 * MINUTE, "b"], [1, 60 * MINUTE + 1, "c"]);
    expect(await picture(log, { from: "a" })).toEqual([
      `0: a > b 1 (${30 * MINUTE}.000, ${30 * MINUTE}.000)`,
      "1: b > left 1",
    ]);
  });

  it("lead backwards from the last end", async () => {
    const log = await logOf([1, 0, "d"], [1, 1, "a"], [1, 2, "b"], [1, 5, "d"], [1, 6, "c"]);
    expect(await picture(log, { to: "d", columns: 3 })).toEqual([
      "0: d > b 1 (3.000, 3.000)",
      "1: b > a 1 (1.000, 1.000)",
    ]);
  });

  it("between two, go from the first start that an end follows to that end, and no event is both", async () => {
    const log = await logOf(
      ...([1, 2] as const).flatMap((who): [number, number, string][] => [
        [who, 0, "b"],
        [who, 1, "a"],
        [who, 2, "c"],
      ]),
      [2, 3, "b"],
      [2, 4, "c"],
      [3, 0, "a"],
    );
    expect(await picture(log, { from: "a", to: "b" })).toEqual([
      "0: a > c 1 (1.000, 1.000)",
      "1: c > b 1 (1.000, 1.000)",
      "2: b > left 1",
    ]);
    const twice = await logOf([1, 0, "a"], [2, 0, "a"], [2, 7, "a"]);
    expect(await picture(twice, { from: "a", to: "a" })).toEqual(["0: a > a 1 (7.000, 7.000)", "1: a > left 1"]);
  });

  it("draw repeats as one on request; the time to the next is from the last of them", async () => {
    const log = await logOf([1, 0, "a"], [1, 5, "a"], [1, 7, "b"], [1, 8, "b"], [1, 9, "z"], [1, 10, "z"]);
    expect(await picture(log, { from: "a", mergeRepeats: true })).toEqual([
      "0: a > b 1 (2.000, 2.000)",
      "1: b > other 1 (1.000, 1.000)",
      "2: other > other 1 (1.000, 1.000)",
      "3: other > left 1",
    ]);
  });

  it("draw repeats of a start as one, whatever its condition is called", async () => {
    const log = await logOf([1, 0, "a"], [1, 5, "a"], [1, 6, "a"], [1, 7, "b"], [1, 8, "a"], [2, 0, "a"], [2, 3, "a"]);
    const asked = { from: "a", called: "start", mergeRepeats: true };
    expect(await picture(log, asked)).toEqual([
      "0: start > b 1 (1.000, 1.000)",
      "0: start > left 1",
      "1: b > a 1 (1.000, 1.000)",
      "2: a > left 1",
    ]);
    const back = await logOf([1, 0, "b"], [1, 5, "a"], [1, 6, "a"], [1, 7, "a"]);
    expect(await picture(back, { to: "a", called: "start", mergeRepeats: true })).toEqual([
      "0: start > b 1 (5.000, 5.000)",
      "1: b > left 1",
    ]);
  });

  it("follow a person through what was anonymous, and see nobody who is unknown", async () => {
    const log = await logOf([99801, 0, "a"], [99802, 1, "b"], [0, 0, "a"]);
    await analytics.insert("person_aliases", [{ identifier_key: "99801", person: "99802", version: "1" }]);
    await analytics.command(sql`system reload dictionary ${typed.name(analytics.database)}.person_of_identifier`);
    expect(await picture(log, { from: "a" })).toEqual(["0: a > b 1 (1.000, 1.000)", "1: b > left 1"]);
    expect(await picture(await logOf(), { from: "a" })).toEqual([]);
  });

  const happened = fc.record({
    who: fc.integer({ min: 1, max: 12 }),
    time: fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 90 }).map((minutes) => minutes * MINUTE),
    ),
    event: fc.constantFrom(...LETTERS, "z", "y", "", "a", "b"),
  });
  const logs = fc.sample(fc.array(happened, { minLength: 100, maxLength: 160, size: "max" }), {
    numRuns: 3,
    seed: 20_261_122,
  });
  const queries: Asked[] = [
    { from: "a" },
    { from: "a", mergeRepeats: true, nodes: 2, columns: 4 },
    { from: "a", called: "start", mergeRepeats: true, columns: 4 },
    { to: "b", called: "start", mergeRepeats: true, gapMinutes: 90 },
    { from: "b", nodes: 3, columns: 3, gapMinutes: 5 },
    { to: "c", nodes: 3 },
    { to: "a", mergeRepeats: true, gapMinutes: 90 },
    { from: "a", to: "b", gapMinutes: 60, columns: 5 },
    { from: "b", to: "b", mergeRepeats: true, nodes: 2, gapMinutes: 1000 },
  ];

  it("are those of walking each person's events one by one, on random logs", { timeout: 60_000 }, async () => {
    for (const log of logs) {
      const workspace = await logOf(...log.map(({ who, time, event }): [number, number, string] => [who, time, event]));
      for (const asked of queries) {
        const reference = expected(log, asked);
        expect(reference.length).toBeGreaterThan(2);
        expect(await picture(workspace, asked)).toEqual(reference);
      }
    }
  });

  it("list the people they count, on random logs", { timeout: 60_000 }, async () => {
    for (const log of logs.slice(0, 1)) {
      const workspace = await logOf(...log.map(({ who, time, event }): [number, number, string] => [who, time, event]));
      for (const asked of queries.filter(({ nodes }) => nodes !== undefined)) {
        const ways = waysOf(asked);
        const found = walk(log, asked);
        const columns = [0, 1, 2];
        for (const column of columns) {
          const drawn = [column, column + 1].map((each) => drawnIn(found, each, asked.nodes ?? 8));
          for (const from of [...(drawn[0] ?? []), "other"]) {
            const place = (index: number, name: string) => ({
              column: column + index,
              node: name === "left" ? LEFT : name === "other" ? RARE : ways.names.numberOf(name),
              drawn: (drawn[index] ?? []).map((each) => ways.names.numberOf(each)),
            });
            const here = found.filter(
              (way) => nodeOf(way, column, drawn[0] ?? []) === from && way.nodes.length > column,
            );
            const left = here.filter((way) => way.nodes.length === column + 1);
            expect(await people(workspace, ways, [place(0, from)])).toEqual(listed(here, column));
            expect(await people(workspace, ways, [place(0, from), place(1, "left")])).toEqual(listed(left, column));
          }
        }
      }
    }
  });

  const listed = (ways: readonly Way[], column: number) =>
    ways
      .map(({ who, times }) => [who, START + (times[column] ?? 0)] as const)
      .sort((a, b) => b[1] - a[1] || b[0] - a[0])
      .map(([who, time]) => `${who} ${time}`);

  async function people(
    workspace: string,
    ways: Ways,
    places: Parameters<typeof pathsPeopleSql>[1],
  ): Promise<string[]> {
    const statement = sql`select * from (${pathsPeopleSql(ways, places)}) order by at desc, who desc`;
    const rows = await analytics.ask<{ who: string; at: string }>(statement, { tenant: wholeOf(workspace) });
    return rows.map(({ who, at: instant }) => `${who} ${instant}`);
  }
});
