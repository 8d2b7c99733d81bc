import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueryInput } from "../../../../contracts/understand/metrics.ts";
import { startTestApp, type TestApp } from "../../../testing/app.ts";
import { feedback, track } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const instant = "2026-06-10T10:00:00Z";

async function workspaceWith(messages: object[], timezone?: string) {
  const { owner, writeKey } = await t.freshWorkspace(timezone);
  await t.track(writeKey, messages);
  return {
    ask: (body: QueryInput) => owner.request("POST /api/v1/query", { body }),
    one: async (metric: string, variant?: string, more: Partial<QueryInput> = {}) => {
      const body: QueryInput = { metrics: [{ metric, ...(variant ? { variant } : {}) }], ...more };
      const answer = await owner.request("POST /api/v1/query", { body });
      const row = answer.metrics[0]?.rows[0];
      if (!row) throw new Error("no row");
      return row;
    },
  };
}

describe("scores", () => {
  test("NPS: half promoters, a third passives, a sixth detractors is +33.3 with the published kind of margin", async () => {
    const scores = [...Array(30).fill(9), ...Array(20).fill(7), ...Array(5).fill(6), ...Array(5).fill(0)] as number[];
    const { one } = await workspaceWith(scores.map((score, person) => feedback(`p${person}`, "nps", score, instant)));
    const { result, parts } = await one("nps");
    expect(result.n).toBe(60);
    expect(result.value).toBeCloseTo(33.333, 2);
    // SE = 100·√((p + d − (p − d)²) / n)
    const margin = 1.96 * 100 * Math.sqrt((0.5 + 1 / 6 - (1 / 3) ** 2) / 60);
    expect((result.high ?? 0) - (result.value ?? 0)).toBeCloseTo(margin, 1);
    expect(parts?.detractors).toBeCloseTo(1 / 6, 6);
  });

  test("CSAT 5,4,4,3,3,5,2,1,4,3: top two 50 %, mean 3.4", async () => {
    const { one } = await workspaceWith(
      [5, 4, 4, 3, 3, 5, 2, 1, 4, 3].map((score, person) => feedback(`p${person}`, "csat", score, instant)),
    );
    expect((await one("csat")).result).toMatchObject({ value: 0.5, n: 10 });
    expect((await one("csat", "mean")).result.value).toBeCloseTo(3.4, 9);
    expect((await one("csat", "top_box")).result.value).toBeCloseTo(0.2, 9);
  });

  test("CES 7,6,6,5,5,4,3,7,6,2: mean 5.1, easy 70 %, very easy 50 %, net ease 50 − 20", async () => {
    const { one } = await workspaceWith(
      [7, 6, 6, 5, 5, 4, 3, 7, 6, 2].map((score, person) => feedback(`p${person}`, "ces", score, instant)),
    );
    expect((await one("ces")).result.value).toBeCloseTo(5.1, 9);
    expect((await one("ces", "agree")).result.value).toBeCloseTo(0.7, 9);
    expect((await one("ces", "top_two_box")).result.value).toBeCloseTo(0.5, 9);
    expect((await one("ces", "net")).result.value).toBeCloseTo(30, 9);
  });

  test("answers on scales of 2, 3 and 7 count by their own scale, and never enter the mean of 5 points", async () => {
    const of = (scale: number, score: number, person: string) =>
      feedback(person, "csat", score, instant, { scale_max: scale });
    const { one } = await workspaceWith([
      of(2, 2, "a"),
      of(2, 1, "b"),
      of(3, 3, "c"),
      of(3, 2, "d"),
      of(7, 6, "e"),
      of(7, 5, "f"),
    ]);
    expect((await one("csat")).result).toMatchObject({ value: 0.5, n: 6 });
    expect((await one("csat", "mean")).result).toMatchObject({ value: null, n: 0, hidden: false });
  });

  test("below the minimum a number exists but is hidden", async () => {
    const { one } = await workspaceWith(
      [1, 2, 3].map((score, person) => feedback(`p${person}`, "nps", score, instant)),
    );
    expect((await one("nps")).result).toEqual({ value: null, n: 3, low: null, high: null, hidden: true });
  });

  test("without data a number is null, never 0", async () => {
    const { one } = await workspaceWith([]);
    expect((await one("nps")).result).toEqual({ value: null, n: 0, low: null, high: null, hidden: false });
  });

  test("expectation gap is what was experienced less what was expected", async () => {
    const people = Array.from({ length: 8 }, (_, person) => `p${person}`);
    const { one } = await workspaceWith([
      ...people.map((person) => feedback(person, "csat", 3, instant)),
      ...people.map((person) => feedback(person, "rating", 5, instant, { field_id: "expectation" })),
    ]);
    expect((await one("expectation_gap")).result.value).toBeCloseTo(-2, 9);
    expect((await one("expectation")).result.value).toBeCloseTo(5, 9);
  });

  test("what lies off a query's scale is no answer to it", async () => {
    const people = Array.from({ length: 6 }, (_, person) => `p${person}`);
    const { one } = await workspaceWith([
      ...people.map((person) => feedback(person, "rating", 1, instant, { field_id: "emotion" })),
      feedback("q", "rating", 100, instant, { field_id: "emotion" }),
      ...people.map((person) => feedback(person, "csat", 3, instant)),
      ...people.map((person) => feedback(person, "rating", 5, instant, { field_id: "expectation" })),
      feedback("q", "rating", 50, instant, { field_id: "expectation" }),
      ...people.map((person) => feedback(person, "ces", 6, instant)),
    ]);
    expect((await one("emotion")).result).toMatchObject({ value: 1, n: 6 });
    expect((await one("expectation")).result).toMatchObject({ value: 5, n: 6 });
    expect((await one("expectation_gap")).result.value).toBeCloseTo(-2, 9);
    expect((await one("ces", "agree")).result).toMatchObject({ value: 1, n: 6 });
  });
});

test("a scale that the query does not have is refused by name", async () => {
  const { writeKey } = await t.freshWorkspace();
  const answer = await t.app.inject({
    method: "POST",
    url: "/v1/batch",
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
    payload: { batch: [feedback("q", "ces", 5, instant, { scale_max: 10 })] },
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    accepted: 0,
    errors: [{ index: 0, field: expect.stringContaining("scale_max") }],
  });
});

describe("groups, time and comparison", () => {
  test("weeks follow the workspace's time zone, and empty weeks are gaps", async () => {
    // Sunday 23:30 UTC is already Monday in Berlin.
    const answers = Array.from({ length: 6 }, (_, person) => feedback(`p${person}`, "nps", 10, "2026-06-07T23:30:00Z"));
    const { one } = await workspaceWith(answers, "Europe/Berlin");
    const { series } = await one("nps", undefined, {
      interval: "week",
      period: { from: "2026-05-25", to: "2026-06-14" },
    });
    expect(series?.map((each) => [each.start, each.result.value])).toEqual([
      ["2026-05-24T22:00:00.000Z", null],
      ["2026-05-31T22:00:00.000Z", null],
      ["2026-06-07T22:00:00.000Z", 100],
    ]);
  });

  test("a significant fall is called worse, a small one is not", async () => {
    const week = (day: string, promoters: number, detractors: number) => [
      ...Array.from({ length: promoters }, (_, person) => feedback(`${day}p${person}`, "nps", 10, `${day}T08:00:00Z`)),
      ...Array.from({ length: detractors }, (_, person) => feedback(`${day}d${person}`, "nps", 2, `${day}T08:00:00Z`)),
    ];
    const period = { from: "2026-06-08", to: "2026-06-14" };
    const clear = await workspaceWith([...week("2026-06-02", 60, 10), ...week("2026-06-09", 20, 50)]);
    const fell = (await clear.one("nps", undefined, { period, compare: "previous_period" })).comparison;
    expect(fell?.verdict).toBe("worse");
    expect(fell?.delta).toBeCloseTo(-(100 * 50) / 70 - (100 * 30) / 70, 6);
    const slight = await workspaceWith([...week("2026-06-02", 12, 8), ...week("2026-06-09", 11, 9)]);
    const same = (await slight.one("nps", undefined, { period, compare: "previous_period" })).comparison;
    expect(same?.verdict).toBe("no_significant_change");
    const few = await workspaceWith([...week("2026-06-02", 1, 0), ...week("2026-06-09", 11, 9)]);
    expect((await few.one("nps", undefined, { period, compare: "previous_period" })).comparison).toMatchObject({
      verdict: "not_enough_data",
      delta: null,
    });
  });

  test("the fifty most frequent values are named, the rest is gathered, and nothing is lost", async () => {
    const messages = Array.from({ length: 60 }, (_, city) =>
      Array.from({ length: city < 55 ? 2 : 1 }, (_, repeat) =>
        track(`p${city}-${repeat}`, "Visited", instant, city === 0 ? {} : { city: `c${city}` }),
      ),
    ).flat();
    const { ask } = await workspaceWith(messages);
    const answer = await ask({ metrics: [{ metric: "volume" }], breakdowns: ["properties.city"] });
    const rows = answer.metrics[0]?.rows ?? [];
    expect(rows).toHaveLength(51);
    expect(rows.at(-1)).toMatchObject({ isOther: true, group: [null] });
    expect(rows.some((row) => row.group[0] === null && !row.isOther)).toBe(true);
    expect(rows.reduce((sum, row) => sum + (row.result.value ?? 0), 0)).toBe(messages.length);
  });

  test("one query can ask for several metrics, each narrowed by itself", async () => {
    const { ask } = await workspaceWith([
      ...Array.from({ length: 6 }, (_, n) => feedback(`p${n}`, "csat", 5, instant, { channel: "web" })),
      ...Array.from({ length: 6 }, (_, n) => feedback(`q${n}`, "csat", 1, instant, { channel: "phone" })),
    ]);
    const onChannel = (value: string) => ({
      metric: "csat",
      where: { field: "channel", op: "eq" as const, value },
    });
    const answer = await ask({ metrics: [onChannel("web"), onChannel("phone"), { metric: "csat" }] });
    expect(answer.metrics.map((each) => each.rows[0]?.result.value)).toEqual([1, 0, 0.5]);
    const split = await ask({ metrics: [{ metric: "csat" }], breakdowns: ["channel"] });
    expect(split.metrics[0]?.rows.map((row) => [row.group[0], row.result.value]).sort()).toEqual([
      ["phone", 0],
      ["web", 1],
    ]);
  });
});
