import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "../../../../contracts/words/durations.ts";
import type { EventRow } from "../../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import { appendEvents } from "../../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../../testing/event-log.ts";
import { type BoundStep, channelsSql, peopleSql, stepPeopleSql, waitsSql } from "./numbers-sql.ts";

let analytics: Analytics;

beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const START = Date.UTC(2026, 2, 1);
const span = { from: new Date(START - DAY), to: new Date(START + 400 * DAY) };

/** An event of a log: whose, when (ms after the start), and which steps' rules it meets, in its name. */
interface Visit {
  who: number;
  time: number;
  steps: number[];
}

/** Steps are the letters a, b, c …; an event visits those in its name. */
const stepsOf = (letters: string): BoundStep[] =>
  [...letters].map((letter) => ({ visit: sql`position(event, ${letter}) > 0`, feedback: sql`0` }));
const nameOf = (steps: readonly number[]) => steps.map((step) => "abcdefgh"[step] ?? "").join("");

function rowOf(workspace: string, { who, time, steps }: Visit): EventRow {
  return eventRow(new Date(START + time), {
    workspace,
    event: nameOf(steps),
    identifier_key: String(who),
    channel: "web",
  });
}

async function passed(workspace: string, steps: BoundStep[], windowDays = 30): Promise<number[]> {
  const statement = peopleSql(steps, span, windowDays);
  const [row] = await analytics.ask<{ passed: string[] }>(statement, { tenant: wholeOf(workspace) });
  return steps.map((_, index) => Number(row?.passed[index] ?? 0));
}

/** Tries every choice of distinct events in order: slow, and plainly right. */
function reach(visits: readonly Visit[], length: number, windowMs: number): number {
  const ordered = visits
    .map((visit, arrival) => ({ ...visit, arrival }))
    .sort((a, b) => a.time - b.time || a.arrival - b.arrival);
  const from = (step: number, next: number, begun: number): number => {
    if (step === length) return step;
    let best = step;
    ordered.slice(next).forEach((visit, offset) => {
      if (!visit.steps.includes(step) || visit.time > begun + windowMs) return;
      best = Math.max(best, from(step + 1, next + offset + 1, step === 0 ? visit.time : begun));
    });
    return best;
  };
  return from(0, 0, Number.POSITIVE_INFINITY);
}

function expected(visits: readonly Visit[], length: number, windowMs: number): number[] {
  const people = new Map<number, Visit[]>();
  for (const visit of visits) people.set(visit.who, [...(people.get(visit.who) ?? []), visit]);
  const reached = [...people.values()].map((own) => reach(own, length, windowMs));
  return Array.from({ length }, (_, step) => reached.filter((each) => each > step).length);
}

async function logOf(...visits: [who: number, time: number, letters: string][]): Promise<string> {
  const workspace = uuidv7();
  const rows = visits.map(([who, time, letters]) =>
    rowOf(workspace, { who, time, steps: [...letters].map((letter) => "abcdefgh".indexOf(letter)) }),
  );
  await appendEvents(analytics, rows);
  return workspace;
}

describe("people who passed the steps in order", () => {
  it("lets other events lie between and does not mind steps skipped before they are needed", async () => {
    const log = await logOf([1, 0, "a"], [1, 5, "c"], [1, 6, "h"], [1, 7, "b"], [1, 9, "c"], [2, 0, "b"], [2, 1, "c"]);
    expect(await passed(log, stepsOf("abc"))).toEqual([1, 1, 1]);
  });

  it("counts nobody who came in the wrong order only", async () => {
    const log = await logOf([1, 0, "c"], [1, 1, "b"], [1, 2, "a"], [2, 0, "b"], [2, 1, "a"], [2, 2, "c"]);
    expect(await passed(log, stepsOf("abc"))).toEqual([2, 0, 0]);
  });

  it("keeps the order of arrival where times are the same", async () => {
    const log = await logOf([1, 50, "a"], [1, 50, "b"], [2, 50, "b"], [2, 50, "a"]);
    expect(await passed(log, stepsOf("ab"))).toEqual([2, 1]);
  });

  it("counts a step beside the way from the forward step before it, and goes on past it", async () => {
    const log = await logOf(
      ...([
        [1, 0, "a"],
        [1, 5, "b"],
        [1, 9, "c"],
        [2, 0, "a"],
        [2, 9, "c"],
      ] as [number, number, string][]),
      ...([
        [3, 0, "b"],
        [3, 5, "a"],
        [4, 0, "a"],
        [4, 5, "b"],
      ] as [number, number, string][]),
    );
    const [a, b, c] = stepsOf("abc");
    if (!a || !b || !c) throw new Error("There are three steps.");
    for (const kind of ["side", "exit", "failure"] as const) {
      const steps = [a, { ...b, kind }, c];
      expect(await passed(log, steps), kind).toEqual([4, 2, 2]);
      const lost = stepPeopleSql(steps, 2, "droppedOff", span, 30);
      const people = await analytics.ask<{ who: string }>(lost, { tenant: wholeOf(log) });
      expect(people.map(({ who }) => who).sort(), kind).toEqual(["3", "4"]);
      expect(await passed(log, [{ ...b, kind }, a, c]), kind).toEqual([3, 4, 2]);
    }
  });

  it("measures the window from the first step, its last millisecond included", async () => {
    const log = await logOf(
      [1, 0, "a"],
      [1, DAY, "b"],
      [2, 0, "a"],
      [2, DAY + 1, "b"],
      [3, 0, "a"],
      [3, DAY - 5, "b"],
      [3, DAY + 1, "c"],
    );
    expect(await passed(log, stepsOf("abc"), 1)).toEqual([3, 2, 0]);
  });

  it("measures the time from the step before in the latest passage that got there", async () => {
    const log = await logOf(
      ...([
        [1, 0, "a"],
        [1, 10, "a"],
        [1, 25, "b"],
        [1, 40, "b"],
        [1, 60, "c"],
      ] as [number, number, string][]),
      ...([
        [2, 0, "a"],
        [2, 5, "b"],
        [2, 2 * DAY, "a"],
      ] as [number, number, string][]),
      // Passed the second step in time and came to the third too late for it.
      ...([
        [3, 0, "a"],
        [3, 20, "b"],
        [3, 3 * DAY, "c"],
      ] as [number, number, string][]),
    );
    const statement = waitsSql(stepsOf("abc"), span, 1);
    const [row] = await analytics.ask<{ spent: number[][] }>(statement, { tenant: wholeOf(log) });
    expect(row?.spent.slice(1)).toEqual([
      [15, 19],
      [35, 35],
    ]);
  });

  it("takes the best of all attempts, also one that begins later or goes back to an earlier beginning", async () => {
    const late = await logOf([1, 0, "a"], [1, 3 * DAY, "a"], [1, 3 * DAY + 1, "b"]);
    expect(await passed(late, stepsOf("ab"), 1)).toEqual([1, 1]);
    const early = await logOf([1, 0, "a"], [1, 1, "b"], [1, 2, "a"], [1, 3, "c"]);
    expect(await passed(early, stepsOf("abc"), 1)).toEqual([1, 1, 1]);
  });

  it("lets one event serve one step only", async () => {
    const once = await logOf([1, 0, "ab"], [2, 0, "ab"], [2, 1, "ab"], [3, 0, "ab"], [3, 1, "ab"], [3, 2, "bc"]);
    expect(await passed(once, stepsOf("ab"))).toEqual([3, 2]);
    expect(await passed(once, stepsOf("abc"))).toEqual([3, 2, 1]);
    const twice = await logOf([1, 0, "a"], [2, 0, "a"], [2, 1, "a"]);
    expect(await passed(twice, stepsOf("aa"))).toEqual([2, 1]);
  });

  it("counts a person once, whoever they were at the time", async () => {
    const log = await logOf(
      [99901, 0, "a"],
      [99902, 1, "b"],
      [99903, 0, "a"],
      [99903, 1, "a"],
      [0, 0, "a"],
      [0, 1, "b"],
    );
    await stitch(99901, 99902);
    expect(await passed(log, stepsOf("ab"))).toEqual([2, 1]);
    const [all] = await analytics.ask<{ people: string[] }>(peopleSql(stepsOf("ab"), span, 30), {
      tenant: wholeOf(log),
    });
    expect(all?.people.map(Number)).toEqual([2, 1]);
  });

  it("says nothing of an empty log, and manages sixty steps", async () => {
    expect(await passed(await logOf(), stepsOf("ab"))).toEqual([0, 0]);
    const many = await logOf(...Array.from({ length: 60 }, (_, index): [number, number, string] => [1, index, "a"]));
    expect((await passed(many, stepsOf("a".repeat(60)))).at(-1)).toBe(1);
  });

  it("counts people on each channel as the query about channels alone does, in as many numbers as that takes", async () => {
    const workspace = uuidv7();
    const channels = ["", "web", "app", "it's", "phone", "store", "kiosk", "mail"];
    const letters = "abcdefghijklmnop";
    await appendEvents(
      analytics,
      Array.from({ length: 400 }, (_, n) => {
        const event = [letters[(n * 7) % 16], letters[(n * 5) % 11]].join("");
        return {
          ...rowOf(workspace, { who: n % 17, time: n, steps: [] }),
          event,
          channel: channels[(n * n) % 8] ?? "",
        };
      }),
    );
    const steps = stepsOf(letters);
    const options = { tenant: wholeOf(workspace) };
    const [all] = await analytics.ask<{ on_channels: string[][] }>(peopleSql(steps, span, 30, channels), options);
    const alone = await analytics.ask<{ channel: string; people: string[] }>(channelsSql(steps, span), options);
    const expected = new Map(alone.map(({ channel, people }) => [channel, people]));
    const nobody = steps.map(() => "0");
    expect(all?.on_channels).toEqual(channels.map((channel) => expected.get(channel) ?? nobody));
    expect(new Set(alone.map(({ channel }) => channel)).size).toBeGreaterThan(2);
  });

  it("lists the people it counts, with when they were last there", async () => {
    const log = await logOf([1, 0, "a"], [1, 1, "b"], [2, 0, "a"], [3, 7, "a"], [4, 5, "a"], [4, 6, "b"], [5, 0, "b"]);
    const people = async (index: number, which: "people" | "passed" | "droppedOff") => {
      const statement = sql`select * from (${stepPeopleSql(stepsOf("ab"), index, which, span, 30)}) order by at, who`;
      const rows = await analytics.ask<{ who: string; at: string }>(statement, { tenant: wholeOf(log) });
      return rows.map((row) => `${row.who}/${Number(row.at) - START}`);
    };
    expect(await people(0, "people")).toEqual(["1/0", "2/0", "4/5", "3/7"]);
    expect(await people(1, "people")).toEqual(["5/0", "1/1", "4/6"]);
    expect(await people(1, "passed")).toEqual(["1/1", "4/6"]);
    expect(await people(1, "droppedOff")).toEqual(["2/0", "3/7"]);
  });

  it("agrees with trying every choice of events, on random logs", async () => {
    const visit = fc.record({
      who: fc.integer({ min: 1, max: 3 }),
      time: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(DAY - 1, DAY, DAY + 1, 2 * DAY)),
      steps: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
    });
    const logs = fc.sample(fc.array(visit, { maxLength: 14 }), { numRuns: 400, seed: 20_260_301 });
    // People of different logs differ, so that one query can be asked about many logs and one about each.
    const batches = [logs.slice(0, 150), logs.slice(150, 300), logs.slice(300)];
    for (const [index, letters] of ["abcde", "abc", "cab"].entries()) {
      for (const batch of batches) {
        const workspace = uuidv7();
        const visits = batch.flatMap((log, index) =>
          log.map((each) => ({ ...each, who: each.who + 10 * (index + 1) })),
        );
        await appendEvents(
          analytics,
          visits.map((each) => rowOf(workspace, each)),
        );
        const renamed = visits.map((each) => ({
          ...each,
          steps: each.steps.map((step) => letters.indexOf("abcde"[step] ?? "")),
        }));
        const windowDays = index === 1 ? 2 : 1;
        expect(await passed(workspace, stepsOf(letters), windowDays)).toEqual(
          expected(renamed, letters.length, windowDays * DAY),
        );
      }
    }
    for (const log of logs.slice(0, 60)) {
      const workspace = uuidv7();
      await appendEvents(
        analytics,
        log.map((each) => rowOf(workspace, each)),
      );
      expect(await passed(workspace, stepsOf("abcd"), 1)).toEqual(expected(log, 4, DAY));
    }
  });
});

async function stitch(identifier_key: number, to: number): Promise<void> {
  await analytics.insert("person_aliases", [
    { identifier_key: String(identifier_key), person: String(to), version: "1" },
  ]);
  await analytics.command(sql`system reload dictionary ${typed.name(analytics.database)}.person_of_identifier`);
}
