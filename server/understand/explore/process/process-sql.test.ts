import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "../../../../contracts/words/durations.ts";
import type { EventRow } from "../../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { appendEvents } from "../../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../../testing/event-log.ts";
import { numberEvents } from "../query/naming-sql.ts";
import { logSql, OF, type Process, processSql } from "./process-sql.ts";

let analytics: Analytics;

beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const START = Date.UTC(2026, 2, 1);
const span = { from: new Date(START - MINUTE), to: new Date(START + 400 * 86_400_000) };

interface Happened {
  who: number;
  /** Milliseconds after the start. */
  time: number;
  event: string;
}

function rowOf(workspace: string, { who, time, event }: Happened): EventRow {
  const properties = JSON.stringify({ order: who % 5 ? `o${who % 5}` : who % 10 ? null : "" });
  const type = event === "" ? "page" : "track";
  return eventRow(new Date(START + time), {
    workspace,
    event,
    type,
    identifier_key: String(who),
    channel: "web",
    properties,
  });
}

const LETTERS = ["a", "b", "c", "d"];
function processOf(more: Partial<Process> = {}): Process {
  const names = numberEvents(LETTERS);
  return { traceBy: { by: "person" }, names, filter: sql`1`, span, mergeRepeats: false, minimumTraces: 1, ...more };
}
const nameOf = (node: number) => (node === 0 ? "-" : (processOf().names.nameOf(node) ?? "rare"));

interface Picture {
  follows: string[];
  variants: string[];
  /** How many traces, and the milliseconds from first event to last. */
  all: string;
  totals: number[];
}

type Row = Record<"count" | "traces" | "total" | "activity_events" | "activity_traces" | "all_events", string> &
  Record<"of" | "a" | "b", number> & { spent: number[] };
const spent = (row: Row) => row.spent.map((each) => each.toFixed(3)).join(" ");
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

async function picture(workspace: string, process: Process): Promise<Picture> {
  const rows = await analytics.ask<Row>(processSql(process, 100), { tenant: wholeOf(workspace) });
  const of = (kind: keyof typeof OF) => rows.filter((row) => row.of === OF[kind]);
  const [all] = of("trace");
  const ways = of("shown").filter((row) => row.b > 0);
  const sizes = (count: (row: Row) => number) => sum(of("size").map((row) => Number(row.traces) * count(row)));
  return {
    follows: of("pair")
      .filter((row) => row.b !== 1)
      .map((row) => {
        const events = row.a === 0 ? "" : ` (${row.activity_events}, ${row.activity_traces})`;
        return `${nameOf(row.a)}>${nameOf(row.b)} ${row.count} ${row.traces}${row.a * row.b === 0 ? "" : ` ${spent(row)}`}${events}`;
      })
      .sort(),
    variants: of("shown")
      .filter((row) => row.b === 0)
      .map(({ a, ...row }) => {
        const nodes = ways.filter((way) => way.a === a).map((way) => nameOf(Number(way.total)));
        return `${nodes.join("")} ${row.count} ${spent({ a, ...row })}`;
      })
      .sort(),
    all: all ? `${all.count} ${spent(all)}` : "none",
    totals: [
      sum(of("size").map((row) => Number(row.count))),
      sizes((row) => Number(row.count)),
      Number(of("pair")[0]?.all_events ?? 0),
      sizes((row) => Number(row.total)),
    ],
  };
}

interface Trace {
  events: { time: number; name: string; since: number }[];
  took: number;
}

/** Traces by going through the log once for each: slow, and plainly right. */
function tracesOf(log: readonly Happened[], { traceBy, mergeRepeats }: Process): Trace[] {
  const keyOf = ({ who }: Happened) => (traceBy.by === "field" ? (who % 5 ? `o${who % 5}` : null) : String(who));
  const traces: Trace[] = [];
  for (const key of new Set(log.map(keyOf))) {
    if (key === null) continue;
    const own = log.filter((each) => keyOf(each) === key && each.event !== "");
    let last: Happened | undefined;
    let current: Trace | undefined;
    for (const each of own.toSorted((a, b) => a.time - b.time)) {
      const since = last ? each.time - last.time : 0;
      if (!current || (traceBy.by === "session" && since > traceBy.gapMinutes * MINUTE)) {
        current = { events: [], took: 0 };
        traces.push(current);
      }
      const isFirst = current.events.length === 0;
      if (!isFirst) current.took += since;
      const name = LETTERS.includes(each.event) ? each.event : "rare";
      if (isFirst || !mergeRepeats || name === "rare" || current.events.at(-1)?.name !== name)
        current.events.push({ time: each.time, name, since: isFirst ? 0 : since });
      last = each;
    }
  }
  return traces;
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place - Math.floor(place));
};
const both = (values: readonly number[]) => [0.5, 0.9].map((share) => quantile(values, share).toFixed(3)).join(" ");
const pathOf = ({ events }: Trace) => events.map(({ name }) => name).join("");

function expected(log: readonly Happened[], process: Process): Picture {
  const all = tracesOf(log, process);
  const traces = all.filter(
    (each) => all.filter((other) => pathOf(other) === pathOf(each)).length >= process.minimumTraces,
  );
  const names = [...new Set(traces.flatMap(({ events }) => events.map(({ name }) => name)))].filter(
    (name) => name !== "rare",
  );
  const follows: string[] = [];
  for (const from of ["-", ...names]) {
    const events = traces.flatMap((each) => each.events.filter(({ name }) => name === from)).length;
    const within = traces.filter((each) => each.events.some(({ name }) => name === from)).length;
    for (const to of ["-", ...names]) {
      const times = traces.map((each) => {
        const ends = [{ name: "-", since: 0 }, ...each.events, { name: "-", since: 0 }];
        return ends
          .slice(1)
          .flatMap(({ name, since }, index) => (name === to && ends[index]?.name === from ? [since] : []));
      });
      const taken = times.flat();
      if (taken.length === 0) continue;
      const lasted = from === "-" || to === "-" ? "" : ` ${both(taken)}`;
      const own = from === "-" ? "" : ` (${events}, ${within})`;
      follows.push(`${from}>${to} ${taken.length} ${times.filter((each) => each.length > 0).length}${lasted}${own}`);
    }
  }
  const variants = [...new Set(traces.map(pathOf))].map((path) => traces.filter((each) => pathOf(each) === path));
  const isReworked = ({ events }: Trace) => {
    const known = events.map(({ name }) => name).filter((name) => name !== "rare");
    return new Set(known).size < known.length;
  };
  return {
    follows: follows.sort(),
    variants: variants
      .map((own) => `${own[0] ? pathOf(own[0]) : ""} ${own.length} ${both(own.map(({ took }) => took))}`)
      .sort(),
    all: traces.length === 0 ? "none" : `${traces.length} ${both(traces.map(({ took }) => took))}`,
    totals: [
      variants.length,
      traces.length,
      traces.flatMap(({ events }) => events).length,
      traces.filter(isReworked).length,
    ],
  };
}

async function stored(log: readonly Happened[]): Promise<string> {
  const workspace = uuidv7();
  await appendEvents(
    analytics,
    log.map((each) => rowOf(workspace, each)),
  );
  return workspace;
}

describe("the process", () => {
  it("counts where one directly follows another, in order of time and then of arrival", async () => {
    const workspace = await stored([
      { who: 1, time: 0, event: "a" },
      { who: 1, time: 4, event: "b" },
      { who: 1, time: 4, event: "a" },
      { who: 1, time: 9, event: "b" },
      { who: 2, time: 5, event: "b" },
    ]);
    expect(await picture(workspace, processOf())).toEqual({
      follows: ["->a 1 1", "->b 1 1", "a>b 2 1 4.500 4.900 (2, 1)", "b>- 2 2 (3, 2)", "b>a 1 1 0.000 0.000 (3, 2)"],
      variants: ["abab 1 9.000 9.000", "b 1 0.000 0.000"],
      all: "2 4.500 8.100",
      totals: [2, 2, 5, 1],
    });
  });

  const happened = fc.record({
    who: fc.integer({ min: 1, max: 14 }),
    time: fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 90 }).map((minutes) => minutes * MINUTE),
    ),
    event: fc.constantFrom(...LETTERS, "z", "", "a", "a"),
  });
  const logs = fc.sample(fc.array(happened, { minLength: 60, maxLength: 90, size: "max" }), { numRuns: 6, seed: 7 });
  const queries: Partial<Process>[] = [
    {},
    { mergeRepeats: true },
    { traceBy: { by: "session", gapMinutes: 7 } },
    { traceBy: { by: "session", gapMinutes: 3 }, mergeRepeats: true, minimumTraces: 2 },
    { traceBy: { by: "field", field: "properties.order" } },
  ];

  it("is that of going through the log trace by trace, on random logs", { timeout: 60_000 }, async () => {
    for (const log of logs) {
      const workspace = await stored(log);
      for (const asked of queries)
        expect(await picture(workspace, processOf(asked))).toEqual(expected(log, processOf(asked)));
    }
  });

  it("leaves whole traces out of the log where it would be too long, and says how many events there are", async () => {
    const log = logs[0] ?? [];
    const workspace = await stored(log);
    for (const asked of queries) {
      const process = processOf(asked);
      const all = tracesOf(log, { ...process, minimumTraces: 1 });
      const frequent = all.filter(
        (each) => all.filter((other) => pathOf(other) === pathOf(each)).length >= process.minimumTraces,
      );
      const rows = (most: number) =>
        analytics.ask<{ name: string; nodes: number[]; times: string[]; all_events: string }>(logSql(process, most), {
          tenant: wholeOf(workspace),
        });
      const spell = (each: { time: number; name: string }[]) =>
        each.map(({ time, name }) => `${name}@${time}`).join(" ");
      const whole = await rows(1000);
      expect(new Set(whole.map(({ name }) => name)).size).toBe(whole.length);
      const read = whole.map(({ nodes, times }) =>
        spell(nodes.map((node, index) => ({ name: nameOf(node), time: Number(times[index]) - START }))),
      );
      expect(read.toSorted()).toEqual(frequent.map(({ events }) => spell(events)).sort());
      const some = await rows(20);
      expect(some).toEqual(whole.slice(0, some.length));
      const events = (list: typeof whole) => list.flatMap(({ nodes }) => nodes).length;
      expect(events(some)).toBeLessThanOrEqual(20);
      if (whole[some.length]) expect(events(whole.slice(0, some.length + 1))).toBeGreaterThan(20);
      expect(whole.every(({ all_events }) => Number(all_events) === events(whole))).toBe(true);
    }
  });
});
