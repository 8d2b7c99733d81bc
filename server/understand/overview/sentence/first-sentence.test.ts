import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../../../../contracts/understand/metrics.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { feedback } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const NOW = "2026-06-10T10:00:00Z";
const BEFORE = "2026-06-03T10:00:00Z";
const weeks = { period: { from: "2026-06-08", to: "2026-06-14" }, timezone: "UTC" };
const ask = (owner: Caller, more: object = {}) =>
  owner.request("POST /api/v1/overview/first-sentence", { body: { ...weeks, ...more } });

/** So many people say so at a touchpoint over a channel, on both days alike where only one list of scores is given. */
function said(touchpoint: string, channel: string, before: readonly number[], now: readonly number[] = before) {
  const on = (timestamp: string, scores: readonly number[]) =>
    scores.map((score, index) =>
      feedback(`${touchpoint}-${channel}-${index}`, "nps", score, timestamp, {
        channel,
        touchpoint,
      }),
    );
  return [...on(BEFORE, before), ...on(NOW, now)];
}

const times = (count: number, scores: readonly number[]) => Array.from({ length: count }, () => scores).flat();
const usual = times(12, [10, 9, 8, 7, 3]);

describe("the first sentence", () => {
  it("says what fell, where that comes from and how many people are behind it, with the queries that prove it", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    for (const name of ["Delivery", "Checkout"])
      await owner.request("POST /api/v1/touchpoints", {
        body: { name, rule: { field: "touchpoint", op: "eq", value: name } },
      });
    await t.track(writeKey, [
      ...said("Checkout", "web", usual),
      ...said("Checkout", "store", usual),
      ...said("Delivery", "web", usual),
      ...said("Delivery", "store", usual, times(15, [1, 2, 5, 9])),
    ]);
    const sentence = await ask(owner);
    // Of 240 answers each: before 40 % less 20 %; now the 60 of the last are 25 % less 75 %.
    expect(sentence).toMatchObject({
      verdict: "changed",
      change: { metric: { metric: "nps" }, tile: "nps", touchpoint: null, people: 240 },
      from: [
        { by: "channel", group: "store", people: 120 },
        { by: "touchpoint_rule", name: "Delivery", people: 60 },
      ],
    });
    expect(sentence.words).toBe(
      "Net Promoter Score fell 17.5 (from 20.0 to 2.5). All of it comes from store (channel), and there mostly from Delivery (touchpoint). It rests on 60 people.",
    );
    for (const { query: evidence, result, comparison } of [sentence.change, ...sentence.from].flatMap(
      (each) => each ?? [],
    )) {
      const answer = await owner.request("POST /api/v1/query", { body: query.parse(evidence) });
      expect(answer.metrics[0]?.rows[0]).toMatchObject({ result, comparison });
    }
    // Of the web nothing changed, and of a year before there is nothing to tell.
    expect(await ask(owner, { filter: { field: "channel", op: "eq", value: "web" } })).toMatchObject({
      verdict: "quiet",
      words: expect.stringContaining("none changed beyond chance"),
      change: null,
    });
    expect(await ask(owner, { compare: "previous_year" })).toMatchObject({
      verdict: "too_few",
      from: [],
      looked: { compared: 0, changed: 0 },
    });
  });

  it("says of a place what is true of it alone, and nothing of tiles that are gone or ask for one customer", async () => {
    const { owner, writeKey, workspace } = await t.freshWorkspace();
    const { id } = await owner.request("POST /api/v1/touchpoints", {
      body: { name: "Branch", rule: { field: "touchpoint", op: "eq", value: "Branch" } },
    });
    const number = { view: "number" as const, width: 1 as const };
    const nps = { metrics: [{ metric: "nps" }] };
    await owner.request("PUT /api/v1/overview", {
      body: {
        tiles: [
          { ...number, id: "one", title: "", query: { ...nps, filter: { field: "user_id", op: "eq", value: "x" } } },
          { ...number, id: "there", title: "", query: { ...nps, touchpointId: id } },
        ],
      },
    });
    await t.track(writeKey, said("Branch", "store", times(20, [10, 9]), times(20, [1, 2])));
    const viewer = await t.member("viewer", workspace.id);
    for (const caller of [owner, viewer]) {
      const sentence = await ask(caller);
      expect(sentence.change).toMatchObject({ tile: null, touchpoint: { id, name: "Branch" }, people: 40 });
      expect(sentence.words).toBe(
        "Net Promoter Score at Branch fell 200.0 (from 100.0 to -100.0). It rests on 40 people.",
      );
      expect(sentence.looked).toMatchObject({ compared: 1, changed: 1, tooFew: caller === owner ? 1 : 0 });
    }
  });

  it("has too little to go by where nothing happened", async () => {
    const { owner } = await t.freshWorkspace();
    expect(await owner.request("POST /api/v1/overview/first-sentence", { body: {} })).toMatchObject({
      verdict: "too_few",
      words: "Too few answers to say what changed: no number has 30 in both periods.",
    });
  });
});
