import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "../../../../contracts/words/durations.ts";
import type { EventRow } from "../../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { appendEvents } from "../../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../../testing/event-log.ts";
import { deviationsSql, KIND, satisfactionSql, unexpectedSql } from "./conformance-sql.ts";
import type { BoundStep } from "./numbers-sql.ts";

let analytics: Analytics;

beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const START = Date.UTC(2026, 2, 1);
const span = { from: new Date(START), to: new Date(START + DAY) };

/** Whose, when (ms after the start), and the letters of the steps whose rules the event meets. */
type Visit = [who: number, time: number, letters: string];

const stepsOf = (letters: string): BoundStep[] =>
  [...letters].map((letter) => ({
    visit: sql`(position(event, ${letter}) > 0)`,
    feedback: sql`event = 'Feedback Received'`,
  }));

function rowOf(workspace: string, [who, time, event]: Visit): EventRow {
  const feedback_score = event === "Feedback Received" ? 3 : null;
  return eventRow(new Date(START + time), {
    workspace,
    event,
    identifier_key: String(who),
    channel: "web",
    feedback_score,
  });
}

async function logOf(...visits: Visit[]): Promise<string> {
  const workspace = uuidv7();
  await appendEvents(
    analytics,
    visits.map((visit) => rowOf(workspace, visit)),
  );
  return workspace;
}

interface Row {
  kind: number;
  a: number;
  b: number;
  people: string;
  fitted: number;
  examples: string[];
}

/** What a log says, a line each: kind and steps, people, and examples. */
async function deviations(workspace: string, letters: string): Promise<string[]> {
  const rows = await analytics.ask<Row>(deviationsSql(stepsOf(letters), span, true), { tenant: wholeOf(workspace) });
  const lines = rows.map(({ kind, a, b, people, fitted, examples }) =>
    lineOf([kind, a, b], Number(people), kind === KIND.everyone ? fitted : 0, examples),
  );
  return lines.sort();
}

function lineOf(code: number[], people: number, fitted: number, examples: readonly string[]): string {
  return `${code.join(" ")}: ${people} ${fitted.toFixed(9)} ${examples.join(",")}`;
}

const ordered = (visits: readonly Visit[]) =>
  visits.map((visit, arrival) => ({ visit, arrival })).sort((a, b) => a.visit[1] - b.visit[1] || a.arrival - b.arrival);

/** Steps, counted from 1, as the contract says it: slow, and plainly right. */
function traceOf(visits: readonly Visit[], letters: string): number[] {
  const served = ordered(visits)
    .map(({ visit }) => [...letters].flatMap((letter, index) => (visit[2].includes(letter) ? [index + 1] : [])))
    .filter((steps) => steps.length > 0);
  const trace: number[] = [];
  for (const steps of served) {
    const before = trace.at(-1) ?? 0;
    const next = steps.find((step) => step > before) ?? steps.at(-1) ?? 0;
    if (next !== before) trace.push(next);
  }
  return trace;
}

/** Tries every choice of visits. */
function longestRise(trace: readonly number[], above = 0): number {
  return Math.max(0, ...trace.map((step, index) => (step > above ? 1 + longestRise(trace.slice(index + 1), step) : 0)));
}

function expected(visits: readonly Visit[], letters: string): string[] {
  const counted = new Map<string, { code: number[]; fitted: number; who: number[] }>();
  for (const who of new Set(visits.map(([each]) => each))) {
    const trace = traceOf(
      visits.filter(([each]) => each === who),
      letters,
    );
    if (trace.length === 0) continue;
    const steps = Array.from(letters, (_, index) => index + 1);
    const kept = longestRise(trace);
    const size = trace.length + letters.length;
    const part = Math.min(4, Math.floor((10 * kept) / size));
    const ways = trace.flatMap((step, index) => {
      const before = trace[index - 1] ?? 0;
      return step < before ? [`${KIND.reversed} ${before} ${step}`] : [];
    });
    const codes = [
      `${KIND.everyone} 0 0`,
      `${KIND.fitness} ${part} 0`,
      ...(trace.every((step, index) => step === index + 1) ? [`${KIND.asDesigned} 0 0`] : []),
      ...steps
        .filter((step) => step < Math.max(...trace) && !trace.includes(step))
        .map((step) => `${KIND.skipped} ${step} 0`),
      ...steps
        .filter((step) => trace.filter((each) => each === step).length > 1)
        .map((step) => `${KIND.repeated} ${step} 0`),
      ...new Set(ways),
    ];
    for (const code of codes) {
      const known = counted.get(code) ?? { code: code.split(" ").map(Number), fitted: 0, who: [] };
      known.fitted += (2 * kept) / size;
      known.who.push(who);
      counted.set(code, known);
    }
  }
  return [...counted.values()]
    .map(({ code, fitted, who }) => {
      const examples = who.sort((a, b) => a - b).slice(0, 3);
      return lineOf(code, who.length, code[0] === KIND.everyone ? fitted : 0, examples.map(String));
    })
    .sort();
}

const visit: fc.Arbitrary<Visit> = fc.tuple(
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom("a", "b", "c", "d", "e", "a", "b", "c", "ab", "bd", "ace", "x", "y"),
);
const logs = fc.sample(fc.array(visit, { minLength: 1, maxLength: 40 }), { numRuns: 300, seed: 20_260_318 });

describe("what people did against the design", () => {
  const check = async (letters: string, ...visits: Visit[]) =>
    expect(await deviations(await logOf(...visits), letters)).toEqual(expected(visits, letters));
  const kinds = async (letters: string, ...visits: Visit[]) =>
    (await deviations(await logOf(...visits), letters))
      .filter((line) => !line.startsWith(`${KIND.fitness} `))
      .map((line) => line.split(" ").slice(0, 4).join(" "));

  it("keeps the order of arrival where times are the same", async () => {
    expect(await kinds("ab", [1, 5, "a"], [1, 5, "b"])).toEqual(["0 0 0: 1", "1 0 0: 1"]);
    expect(await kinds("ab", [1, 5, "b"], [1, 5, "a"])).toEqual(["0 0 0: 1", "5 2 1: 1"]);
  });

  it("lets an event that meets several rules serve the next step, or the last of them", async () => {
    expect(await kinds("abc", [1, 0, "ab"], [1, 1, "ab"], [1, 2, "ab"], [1, 3, "c"])).toEqual(["0 0 0: 1", "1 0 0: 1"]);
    expect(await kinds("abc", [1, 0, "c"], [1, 1, "ab"])).toEqual(["0 0 0: 1", "3 1 0: 1", "5 3 2: 1"]);
    expect(await kinds("aba", [1, 0, "a"], [1, 1, "b"], [1, 2, "a"])).toEqual(["0 0 0: 1", "1 0 0: 1"]);
  });

  it("takes stopping early for no skip and the same step in a row for one visit", async () => {
    expect(await kinds("abc", [1, 0, "a"], [1, 1, "a"], [1, 2, "b"], [1, 3, "b"])).toEqual(["0 0 0: 1", "1 0 0: 1"]);
    expect(await kinds("abc", [1, 0, "b"])).toEqual(["0 0 0: 1", "3 1 0: 1"]);
  });

  it("looks at the first hundred visits, repeats in a row not counted, and at the period", async () => {
    const walk = (length: number): Visit[] =>
      Array.from({ length }, (_, index) => [1, index, index % 2 === 0 ? "b" : "c"]);
    expect(await kinds("abc", ...walk(100), [1, 100, "a"])).toContain("3 1 0: 1");
    expect(await kinds("abc", ...walk(99), [1, 100, "a"])).not.toContain("3 1 0: 1");
    const repeats: Visit[] = Array.from({ length: 300 }, (_, index) => [1, index, "a"]);
    expect(await kinds("ab", ...repeats, [1, 400, "b"])).toEqual(["0 0 0: 1", "1 0 0: 1"]);
    expect(await kinds("ab", [1, DAY - 1, "a"], [1, DAY, "b"], [2, -1, "b"], [2, 0, "a"])).toEqual([
      "0 0 0: 2",
      "1 0 0: 2",
    ]);
  });

  it("manages sixty steps, knows nobody without a name and says nothing of an empty log", async () => {
    const letters = String.fromCharCode(...Array.from({ length: 60 }, (_, index) => 0x100 + index));
    const walk = [...letters].map((letter, index): Visit => [1, index, letter]);
    expect(await kinds(letters, ...walk)).toEqual(["0 0 0: 1", "1 0 0: 1"]);
    await check(letters, ...walk.map(([who, time, letter]): Visit => [who, 60 - time, letter]).slice(-19));
    await check(letters, [1, 0, letters], [1, 1, letters], [1, 2, letters.slice(0, 3)]);
    expect(await kinds("ab", [0, 0, "a"])).toEqual([]);
    expect(await kinds("ab", [1, 0, "x"])).toEqual([]);
  });

  it("agrees with the definition on random logs", async () => {
    // People of different logs differ, so that one query can be asked about many.
    const together = logs.flatMap((log, index) => log.map(([who, ...rest]): Visit => [who + 10 * index, ...rest]));
    await check("abcde", ...together);
    await check("cab", ...together);
    for (const log of logs.slice(0, 15)) await check("abcd", ...log);
  });
});

describe("what is not on the map", () => {
  it("agrees with looking at every event, on random logs", async () => {
    for (const log of logs.slice(0, 20)) {
      const people = new Map<string, Set<number>>();
      for (const who of new Set(log.map(([each]) => each))) {
        const own = ordered(log.filter(([each]) => each === who)).map(({ visit: [, , letters] }) => letters);
        const onMap = own.map((letters) => /[ab]/.test(letters));
        own.slice(onMap.indexOf(true) + 1, onMap.lastIndexOf(true)).forEach((letters) => {
          if (onMap.includes(true) && !/[ab]/.test(letters))
            people.set(letters, (people.get(letters) ?? new Set()).add(who));
        });
      }
      const rows = await analytics.ask<{ name: string; people: string; examples: string[] }>(
        unexpectedSql(stepsOf("ab"), span, { name: sql`event`, has: sql`1` }, true),
        { tenant: wholeOf(await logOf(...log)) },
      );
      expect(rows.map(({ name, people: of, examples }) => [name, Number(of), examples.length])).toEqual(
        [...people]
          .map(([name, who]): [string, number, number] => [name, who.size, Math.min(3, who.size)])
          .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      );
    }
  });
});

describe("the answers of those who deviated", () => {
  it("are counted one by one, apart from those of the others", async () => {
    const said: Visit[] = [1, 1, 2, 3, 9].map((who) => [who, 50, "Feedback Received"]);
    const workspace = await logOf([1, 0, "B"], [1, 1, "A"], [2, 0, "A"], [2, 1, "B"], [3, 0, "A"], ...said);
    const steps = stepsOf("AB");
    const rows = await analytics.ask<{ deviated: number; n: string }>(
      satisfactionSql(steps, span, sql`1`, [sql`count() as n`]),
      { tenant: wholeOf(workspace) },
    );
    expect(rows.map(({ deviated, n }) => [Number(deviated), Number(n)]).sort()).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
});
