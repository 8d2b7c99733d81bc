import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../../contracts/log/conditions.ts";
import type { ConsistencyQuery } from "../../../../contracts/understand/consistency.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { feedback } from "../../../testing/messages.ts";
import { explainedShare } from "./explained.ts";

let t: TestApp;
let owner: Caller;
beforeAll(async () => {
  t = await startTestApp();
  const fresh = await t.freshWorkspace();
  owner = fresh.owner;
  const said = (channel: string, type: string, scores: readonly number[]) =>
    scores.map((score, index) =>
      feedback(`${channel}${type}${index}`, type, score, "2026-06-10T10:00:00Z", { channel }),
    );
  const repeat = (scores: readonly number[], times: number) => Array.from({ length: times }, () => scores).flat();
  await t.track(fresh.writeKey, [
    ...said("web", "csat", repeat([5, 5, 4, 5, 3], 8)),
    ...said("phone", "csat", repeat([5, 4, 4, 5, 4], 8)),
    ...said("store", "csat", repeat([2, 3, 1, 4, 2], 8)),
    // Too few to say anything of.
    ...said("chat", "csat", [1, 1, 1]),
    ...said("web", "nps", repeat([10, 8, 6, 9, 3], 12)),
    ...said("phone", "nps", repeat([9, 7, 5, 10, 0], 12)),
  ]);
});
afterAll(() => t.close());

const ask = (query: Partial<ConsistencyQuery> & Pick<ConsistencyQuery, "metric">) =>
  owner.request("POST /api/v1/query/consistency", { body: query });

describe("consistency", () => {
  it("tells a mean that differs from channel to channel, and between which", async () => {
    const found = await ask({ metric: { metric: "csat", variant: "mean" } });
    expect(found).toMatchObject({
      verdict: "inconsistent",
      words: "inconsistent: store 2.4 against web 4.4",
      test: { name: "kruskal_wallis", degreesOfFreedom: 2 },
      effect: { measure: "epsilon_squared", size: "large" },
    });
    expect(found.groups.map(({ group, tested }) => [group, tested])).toEqual([
      ["chat", false],
      ["store", true],
      ["phone", true],
      ["web", true],
    ]);
  });

  it("tells shares that differ, by χ²", async () => {
    const found = await ask({ metric: { metric: "csat" } });
    // Satisfied: 32 of 40, 40 of 40, 8 of 40.
    expect(found).toMatchObject({
      verdict: "inconsistent",
      words: "inconsistent: store 20 % against phone 100 %",
      test: { name: "chi_squared", degreesOfFreedom: 2, statistic: expect.closeTo(62.4, 6) },
    });
  });

  it("says so when the parts of an NPS are the same", async () => {
    const found = await ask({ metric: { metric: "nps" } });
    expect(found).toMatchObject({
      verdict: "consistent",
      words: "consistent across 2 groups",
      test: { statistic: 0, pValue: 1 },
    });
  });

  it("sees no difference at all where everybody says the same", async () => {
    const { owner: calm, writeKey } = await t.freshWorkspace();
    const all = (channel: string, type: string, score: number) =>
      Array.from({ length: 60 }, (_, index) =>
        feedback(`${channel}${type}${index}`, type, score, "2026-06-10T10:00:00Z", { channel }),
      );
    await t.track(writeKey, [...all("web", "csat", 4), ...all("phone", "csat", 4), ...all("web", "ces", 6)]);
    const of = (metric: string, variant?: string) =>
      calm.request("POST /api/v1/query/consistency", { body: { metric: { metric, ...(variant ? { variant } : {}) } } });
    const same = { verdict: "consistent", words: "consistent across 2 groups" };
    const [scores, shares, alone] = [await of("csat", "mean"), await of("csat"), await of("ces")];
    expect(scores).toMatchObject({
      ...same,
      test: { statistic: 0, pValue: 1 },
      effect: { value: 0, size: "negligible" },
    });
    expect(shares).toMatchObject({
      ...same,
      test: { statistic: 0, pValue: 1 },
      effect: { value: 0, size: "negligible" },
    });
    expect(alone).toMatchObject({ verdict: "one_group", words: "only one group: web", test: null });
  });

  it("does not judge where too few have answered", async () => {
    const filter: Condition = { field: "channel", op: "in", value: ["chat", "web"] };
    const found = await ask({ metric: { metric: "csat", variant: "mean" }, filter });
    expect(found).toMatchObject({ verdict: "not_enough_data", test: null, effect: null });
    const nobody = await ask({ metric: { metric: "ces" } });
    expect(nobody).toMatchObject({ verdict: "not_enough_data", groups: [] });
  });

  it("names touchpoints", async () => {
    for (const channel of ["web", "store"])
      await owner.request("POST /api/v1/touchpoints", {
        body: { name: `In the ${channel}`, rule: { field: "channel", op: "eq", value: channel } },
      });
    const found = await ask({ metric: { metric: "csat", variant: "mean" }, by: "touchpoint_rule" });
    expect(found.words).toBe("inconsistent: In the store 2.4 against In the web 4.4");
  });

  it("refuses a metric or a field that cannot be tested, and says which", async () => {
    await expect(ask({ metric: { metric: "volume" } })).rejects.toMatchObject({
      problem: { status: 400, code: "metric_not_testable" },
    });
    await expect(ask({ metric: { metric: "csat" }, by: "nope" })).rejects.toMatchObject({
      problem: { status: 400, fields: [{ path: "by" }] },
    });
    await expect(ask({ metric: { metric: "csat", variant: "nope" } })).rejects.toMatchObject({
      problem: { status: 400, fields: [{ path: "metric.variant" }] },
    });
  });
});

describe("what tells answers apart", () => {
  it("is the field whose groups differ, as far as single answers do", async () => {
    const body = { metric: { metric: "csat", variant: "mean" }, fields: ["language", "channel", "event"] };
    const { items, oneOf } = await owner.request("POST /api/v1/query/explained", { body });
    expect(oneOf).toBe(1);
    // Three answers over chat are too few to count.
    expect(items[0]).toMatchObject({ by: "channel", groups: 3, n: 120 });
    // Means of 4.4, 4.4 and 2.4 of 40 answers each: 106.67 of 183.47 lies between them, 76.8 within, over 117 degrees of freedom.
    expect(items[0]?.share).toBeCloseTo((106.6667 - (2 * 76.8) / 117) / 183.4667, 5);
    expect(items.slice(1).map(({ by, share, groups }) => [by, share, groups])).toEqual([
      ["language", 0, 0],
      ["event", 0, 1],
    ]);
    await expect(
      owner.request("POST /api/v1/query/explained", { body: { metric: { metric: "orders" }, fields: ["channel"] } }),
    ).rejects.toThrow(/score or share/);
  });

  it("is ε², by hand", () => {
    // 1, 2, 3 and 5, 6, 7: between 24 of 28, within 4 over 4 degrees of freedom.
    const groups = [
      { n: 3, sum: 6, squares: 14 },
      { n: 3, sum: 18, squares: 110 },
    ];
    expect(explainedShare(groups)).toBeCloseTo(23 / 28, 12);
    expect(explainedShare(groups.slice(1))).toBe(0);
    expect(explainedShare([groups[0], groups[0]].flatMap((each) => each ?? []))).toBe(0);
  });
});
