import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { evaluate, type PastEvent } from "../../../rules/evaluate.ts";
import type { EventRow } from "../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../platform/analytics/analytics.ts";
import { appendEvents } from "../../testing/append-events.ts";
import { eventRow, openEventLog } from "../../testing/event-log.ts";
import { personsSql } from "./persons-sql.ts";

let analytics: Analytics;

beforeAll(async () => {
  analytics = await openEventLog();
});
afterAll(() => analytics.close());

const NOW = Date.UTC(2026, 2, 10);

/** An event of a log: whose, and how many milliseconds before now (negative: after it). */
type Happening = { who: number; ago: number } & (
  | { kind: "track"; event: string; channel: string }
  | { kind: "answer"; type: "nps" | "csat"; score: number | null }
  | { kind: "identify" | "beside"; traits: Record<string, unknown> }
  | { kind: "group"; group: string }
);

function rowOf(workspace: string, happening: Happening): EventRow {
  const { who, ago, kind } = happening;
  const names = { answer: "Feedback Received", identify: "Identify", beside: "Seen", group: "Group", track: "" };
  return eventRow(new Date(NOW - ago), {
    ...{ workspace, event: kind === "track" ? happening.event : names[kind] },
    ...{ identifier_key: String(who), user_id: String(who) },
    type: kind === "identify" || kind === "group" ? kind : "track",
    group_id: kind === "group" ? happening.group : "",
    channel: kind === "track" ? happening.channel : "",
    properties: kind === "identify" ? JSON.stringify(happening.traits) : "{}",
    context: kind === "beside" ? JSON.stringify({ traits: happening.traits }) : "{}",
    feedback_type: kind === "answer" ? happening.type : "",
    feedback_question: kind === "answer" ? `q-${happening.type}` : "",
    feedback_score: kind === "answer" ? happening.score : null,
  });
}

/** Lists of people by id; the second names somebody who was never seen. */
const LISTS = new Map([
  ["few", ["1", "3"]],
  ["more", ["2", "3", "4", "99"]],
]);

/** People by walking through their events one by one, and deciding in JavaScript. */
function slowly(log: readonly Happening[], condition: Condition): number[] {
  const people = [...new Set(log.filter(({ ago }) => ago >= 0).map(({ who }) => who))].filter((who) => who !== 0);
  return people
    .filter((who) => {
      const own = log.filter((each) => each.who === who && each.ago >= 0);
      const traits: Record<string, unknown> = {};
      for (const each of [...own].sort((a, b) => b.ago - a.ago))
        if (each.kind === "identify" || each.kind === "beside") Object.assign(traits, each.traits);
      const lists = new Set([...LISTS].flatMap(([id, people]) => (people.includes(String(who)) ? [id] : [])));
      return evaluate(condition, { traits }, { events: own.map(pastOf), now: new Date(NOW), lists });
    })
    .sort((a, b) => a - b);
}

function pastOf(happening: Happening): PastEvent {
  const instant = new Date(NOW - happening.ago);
  switch (happening.kind) {
    case "track":
      return { instant, event: happening.event, type: "track", channel: happening.channel };
    case "answer": {
      const { type, score } = happening;
      return {
        instant,
        event: "Feedback Received",
        type: "track",
        feedback: { type, question: `q-${type}`, score },
      };
    }
    case "group":
      return { instant, event: "Group", type: "group", groupId: happening.group };
    default:
      return { instant, event: happening.kind === "identify" ? "Identify" : "Seen", type: "track" };
  }
}

async function bySql(log: readonly Happening[], conditions: readonly Condition[]): Promise<number[][]> {
  const workspace = uuidv7();
  await appendEvents(
    analytics,
    log.map((each) => rowOf(workspace, each)),
  );
  return Promise.all(
    conditions.map(async (condition) => {
      const rows = await analytics.ask<{ who: string }>(personsSql(condition, new Date(NOW), LISTS), {
        tenant: wholeOf(workspace),
      });
      return rows.map(({ who }) => Number(who)).sort((a, b) => a - b);
    }),
  );
}

const who = fc.integer({ min: 0, max: 6 });
const ago = fc.oneof(
  fc.constantFrom(0, 1, -1, DAY, DAY + 1, DAY - 1, 3 * DAY, 3 * DAY + 1),
  fc.integer({ min: -DAY, max: 5 * DAY }),
);
const value = fc.constantFrom<unknown>("pro", "free", 1, 2.5, true, null, "", "1", { city: "Bonn" }, [1], "ä\"'\\😀");
const traits = fc.dictionary(fc.constantFrom("plan", "a.b", 'q"uote'), value, { maxKeys: 3 });
const base = { who, ago };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    ...base,
    kind: fc.constant("track" as const),
    event: fc.constantFrom("A", "B", "Feedback Received"),
    channel: fc.constantFrom("web", "app"),
  }),
  fc.record({
    ...base,
    kind: fc.constant("answer" as const),
    type: fc.constantFrom("nps" as const, "csat" as const),
    score: fc.option(fc.integer({ min: 0, max: 10 })),
  }),
  fc.record({ ...base, kind: fc.constantFrom("identify" as const, "beside" as const), traits }),
  fc.record({ ...base, kind: fc.constant("group" as const), group: fc.constantFrom("acme", "umbrella") }),
);

const withinDays = fc.option(fc.constantFrom(1, 3, 0.5), { nil: undefined });
const trait = fc.constantFrom("traits.plan", "traits.plan.city", "traits.a\\.b", 'traits.q"uote');
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    did: fc.record({
      event: fc.constantFrom("A", "B", "Never"),
      atLeast: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      withinDays,
      where: fc.option(fc.constant<Condition>({ field: "channel", op: "eq", value: "web" }), { nil: undefined }),
    }),
  }),
  fc.record({
    last: fc.record({
      type: fc.option(fc.constantFrom("nps" as const, "csat" as const), { nil: undefined }),
      question: fc.constantFrom("q-nps", "q-csat"),
      op: fc.constantFrom("eq" as const, "gt" as const, "gte" as const, "lt" as const, "lte" as const),
      value: fc.integer({ min: 0, max: 10 }),
      withinDays,
    }),
  }),
  fc.constantFrom("few", "more").map((list) => ({ people: { list, count: 2, chosenAt: "2026-03-01T00:00:00.000Z" } })),
  fc.record({ group: fc.constantFrom("acme", "umbrella", "nobody") }),
  fc.record({ field: trait, op: fc.constantFrom("eq", "ne"), value: fc.constantFrom("pro", "free", 1, true, "Bonn") }),
  fc.record({ field: trait, op: fc.constantFrom("exists", "not_exists") }),
);
const condition = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 3, arbitrary: leaf },
    fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
})).tree;

describe("the people who meet a condition", () => {
  it("are those of whom it holds, one by one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 60 }),
        fc.array(condition, { minLength: 5, maxLength: 8 }),
        async (log, conditions) => {
          const found = await bySql(log, conditions);
          for (const [index, each] of conditions.entries())
            expect({ condition: each, who: found[index] }).toEqual({ condition: each, who: slowly(log, each) });
        },
      ),
      { numRuns: 40, interruptAfterTimeLimit: 25_000 },
    );
  }, 60_000);

  it("are counted to the millisecond at both ends of the days", async () => {
    const log = [0, DAY, DAY + 1, -1].map((past, index): Happening => {
      return { who: index + 1, ago: past, kind: "track", event: "A", channel: "web" };
    });
    const within: Condition = { did: { event: "A", withinDays: 1 } };
    expect(await bySql(log, [within, { not: within }])).toEqual([[1, 2], [3]]);
  });
});
