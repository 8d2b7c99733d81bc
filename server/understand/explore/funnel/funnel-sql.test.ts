import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventRow } from "../../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { appendEvents } from "../../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../../testing/event-log.ts";
import { sharedEvents } from "../query/explore-steps.ts";
import type { Walk } from "../query/keys-sql.ts";
import { type Funnel, type FunnelRow, funnelSql, groupOf } from "./funnel-sql.ts";

let analytics: Analytics;

beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const START = Date.UTC(2026, 2, 1);
/** The period of entries: its first 30 ms. */
const span = { from: new Date(START), to: new Date(START + 30) };
const WINDOW = 10;

/** An event: whose, when (ms after the start), and which rules it meets: steps a, b, c …, exclusions x and y. */
type Happening = [who: number, time: number, letters: string];

function rowOf(workspace: string, [who, time, letters]: Happening): EventRow {
  return eventRow(new Date(START + time), {
    ...{ workspace, event: letters, identifier_key: String(who), user_id: String(who) },
    type: letters === "i" ? "identify" : "track",
    channel: letters.includes("w") ? "web" : "",
  });
}

async function logOf(happenings: readonly Happening[]): Promise<string> {
  const workspace = uuidv7();
  await appendEvents(
    analytics,
    happenings.map((each) => rowOf(workspace, each)),
  );
  return workspace;
}

interface Asked extends Pick<Walk, "order" | "counting"> {
  steps: string;
  /** `x0-2`: x lies between the first and the third step; with `!` also where nobody got to the third. */
  exclusions?: string[];
  /** No event meets two steps. */
  apart?: boolean;
}

const rule = (letter: string) => sql`position(event, ${letter}) > 0`;
const excluded = ({ exclusions = [] }: Asked) =>
  exclusions.map((text) => ({
    ...{ letter: text[0] ?? "", after: Number(text[1]), before: Number.parseInt(text.slice(3), 10) },
    unfinished: text.endsWith("!") ? ("drop" as const) : ("keep" as const),
  }));

function funnelOf(asked: Asked, group: Funnel["group"] = sql`toNullable(user_id)`): Funnel {
  const exclusions = excluded(asked);
  const shared = sharedEvents([...asked.steps].map((letter) => ({ events: asked.apart ? [letter] : null })));
  return {
    walk: { ...asked, windowMs: WINDOW, steps: asked.steps.length, exclusions, shared },
    serves: [...asked.steps].map(rule),
    excludes: exclusions.map(({ letter }) => rule(letter)),
    filter: sql`1`,
    span,
    until: new Date(START + 60),
    group,
  };
}

/** Of each person with an attempt that counts: when it began, and the milliseconds to each further step it got to. */
type Attempts = Record<string, { entered: number; times: number[] }>;

const STARTS = Array.from({ length: 30 }, (_, index) => new Date(START + index));

async function attempts(workspace: string, asked: Asked): Promise<Attempts> {
  const rows = await analytics.ask<FunnelRow>(funnelSql(funnelOf(asked), STARTS, { most: 1e6 }), {
    tenant: wholeOf(workspace),
  });
  const everybody = rows.find((row) => Number(row.everybody) === 1);
  const people = rows.filter((row) => Number(row.everybody) === 0);
  const got = people.map((row) => row.people.map(Number));
  // The row of everybody adds up.
  if (everybody)
    expect(everybody.people.map(Number)).toEqual(
      [...asked.steps].map((_, step) => got.reduce((sum, own) => sum + (own[step] ?? 0), 0)),
    );
  return Object.fromEntries(
    people.map((row) => [
      groupOf(row.name),
      {
        entered: Number(row.moments[0][0]) - START,
        times: [...asked.steps].slice(1).flatMap((_, index) => {
          const [median] = row[`times_${index + 1}`] ?? [];
          return median === null || median === undefined ? [] : [median];
        }),
      },
    ]),
  );
}

/** Walks from every entry as the definition says: slow, and plainly right. */
function expected(happenings: readonly Happening[], asked: Asked): Attempts {
  const found: Attempts = {};
  for (const who of new Set(happenings.map(([each]) => each))) {
    const own = happenings
      .map(([person, time, letters], arrival) => ({ person, time, letters, arrival }))
      .filter(({ person, letters }) => person === who && letters !== "i")
      .sort((a, b) => a.time - b.time || a.arrival - b.arrival);
    const entries = own.flatMap(({ time, letters }, index) =>
      time >= 0 && time < 30 && letters.includes(asked.steps[0] ?? "") ? [index] : [],
    );
    const tried = (asked.counting === "first" ? entries.slice(0, 1) : entries).flatMap((entry) => {
      const served = [entry];
      for (const letter of asked.steps.slice(1)) {
        const last = served.at(-1) ?? entry;
        const next = own.findIndex(({ time, letters }, index) => {
          if (index <= entry || served.includes(index) || !letters.includes(letter)) return false;
          if (time > (own[entry]?.time ?? 0) + WINDOW) return false;
          if (asked.order === "ordered") return index > last;
          return asked.order === "unordered" || index === last + 1;
        });
        if (next < 0) break;
        served.push(next);
      }
      const dropped = excluded(asked).some(({ letter, after, before, unfinished }) => {
        const [opens, closes] = [served[after], served[before]];
        if (opens === undefined || (closes === undefined && unfinished === "keep")) return false;
        return own
          .slice(opens + 1, closes)
          .some(({ time, letters }) => time <= (own[entry]?.time ?? 0) + WINDOW && letters.includes(letter));
      });
      if (dropped) return [];
      const when = served.map((index) => own[index]?.time ?? 0);
      const [entered = 0] = when;
      const times = when.slice(1).map((time, before) => {
        if (asked.order === "unordered") return Math.max(...when.slice(0, before + 2)) - entered;
        return time - (when[before] ?? 0);
      });
      return [{ entered, times, took: Math.max(...when) - entered }];
    });
    const [best] = tried.sort((a, b) => b.times.length - a.times.length || a.took - b.took || a.entered - b.entered);
    if (best) found[String(who)] = { entered: best.entered, times: best.times };
  }
  return found;
}

const orders = ["ordered", "strict", "unordered"] as const;
const countings = ["first", "every"] as const;

describe("attempts on random logs", () => {
  const letters = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("a", "b", "c", "d", "x", "y", "z", "i") },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "x", "y"), { minLength: 2, maxLength: 4 }),
    },
  );
  const happening = fc.tuple(fc.oneof(fc.integer({ min: -3, max: 14 }), fc.integer({ min: 20, max: 45 })), letters);
  const logs = fc.sample(fc.array(happening, { maxLength: 22 }), { numRuns: 500, seed: 20_260_607 });
  const happenings = logs.flatMap((log, who) =>
    log.map(([time, text]): Happening => [who + 1, time, [text].flat().join("")]),
  );
  const cases: Asked[] = orders.flatMap((order) =>
    countings.flatMap((counting) => [
      { order, counting, steps: "ab" },
      { order, counting, steps: "abc" },
      { order, counting, steps: "abad" },
      { order, counting, steps: "aabbc" },
      ...(order === "unordered"
        ? []
        : [
            { order, counting, steps: "abc", exclusions: ["x0-1"] },
            { order, counting, steps: "abc", exclusions: ["x1-2", "y0-2"] },
            { order, counting, steps: "aabd", exclusions: ["x0-3", "y1-3", "c2-3"] },
            ...(counting === "first" ? [{ order, counting, steps: "abc", exclusions: ["x0-2!", "y1-2"] }] : []),
          ]),
    ]),
  );

  let log = "";
  beforeAll(async () => {
    log = await logOf(happenings);
  });

  it.each(cases)("$order, $counting, $steps, without $exclusions", async (asked) => {
    expect(await attempts(log, asked)).toEqual(expected(happenings, asked));
  });
});

describe("attempts by hand", () => {
  const ordered = { order: "ordered", counting: "first" } as const;
  const reached = async (happenings: Happening[], asked: Asked) => {
    const found = await attempts(await logOf(happenings), asked);
    return Object.fromEntries(Object.entries(found).map(([who, { times }]) => [who, times.length + 1]));
  };

  it("keeps the order of arrival where times are the same", async () => {
    const log: Happening[] = [
      [1, 5, "a"],
      [1, 5, "b"],
      [2, 5, "b"],
      [2, 5, "a"],
    ];
    expect(await reached(log, { ...ordered, steps: "ab" })).toEqual({ 1: 2, 2: 1 });
    expect(await reached(log, { ...ordered, order: "strict", steps: "ab" })).toEqual({ 1: 2, 2: 1 });
  });

  it("has the end of the window in it, to the millisecond, and entries in the period only", async () => {
    const log: Happening[] = [
      [1, 0, "a"],
      [1, WINDOW, "b"],
      [2, 0, "a"],
      [2, WINDOW + 1, "b"],
      [3, 29, "a"],
      [3, 29 + WINDOW, "b"],
      [4, 30, "a"],
      [4, 31, "b"],
      [5, -1, "a"],
      [5, 1, "b"],
    ];
    expect(await reached(log, { ...ordered, steps: "ab" })).toEqual({ 1: 2, 2: 1, 3: 2 });
  });

  it("lets an event serve one step, and needs another for the same again", async () => {
    const log: Happening[] = [
      [1, 0, "ab"],
      [2, 0, "ab"],
      [2, 1, "ab"],
    ];
    for (const order of orders) expect(await reached(log, { ...ordered, order, steps: "ab" })).toEqual({ 1: 1, 2: 2 });
    expect(await reached(log, { ...ordered, steps: "aaa" })).toEqual({ 1: 1, 2: 2 });
  });

  it("excludes between the events that served, not before, after or where nothing followed", async () => {
    const log: Happening[] = [
      [1, 1, "x"],
      [1, 2, "a"],
      [1, 3, "b"],
      [1, 4, "x"],
      [2, 2, "a"],
      [2, 2, "x"],
      [2, 2, "b"],
      [3, 2, "a"],
      [3, 3, "x"],
    ];
    const without = { ...ordered, steps: "ab", exclusions: ["x0-1"] };
    expect(await reached(log, without)).toEqual({ 1: 2, 3: 1 });
    const again: Happening[] = [
      [1, 1, "a"],
      [1, 2, "x"],
      [1, 3, "a"],
      [1, 4, "b"],
    ];
    expect(await reached(again, without)).toEqual({});
    expect(await reached(again, { ...without, counting: "every" })).toEqual({ 1: 2 });
  });

  it.each(["ordered", "strict"] as const)(
    "manages twenty steps, %s, and people who come a thousand times",
    async (order) => {
      const steps = "abcdefghijklmnopqrst";
      const log = Array.from(
        { length: 1000 },
        (_, index): Happening => [1, Math.floor(index / 100), steps[index % 20] ?? ""],
      );
      const exclusions = ["x0-2", "y1-9", "z0-19", "x4-19", "y0-9"];
      for (const counting of countings)
        expect(await reached(log, { order, counting, steps, exclusions, apart: true })).toEqual({ 1: 20 });
    },
  );

  it.each(orders)("manages twenty steps of one kind, %s", async (order) => {
    const steps = "a".repeat(20);
    const log = Array.from({ length: 25 }, (_, index): Happening => [1, Math.floor(index / 4), "a"]);
    expect(await reached(log, { order, counting: "first", steps })).toEqual({ 1: 20 });
    expect(await reached(log.slice(6), { order, counting: "first", steps })).toEqual({ 1: 19 });
  });
});
