import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { segmentBreakdown } from "../../../rules/segments-in.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const period = { from: "2026-06-01", to: "2026-06-17" };
const step = (event: string) => ({ condition: { field: "event", op: "eq" as const, value: event } });
const counts = ["people", "volume", "responses"];

/** What a breakdown by a segment counts of its people, of everybody else, and what a query without one counts of all. */
async function counted(owner: Caller, breakdown: string) {
  const metrics = counts.map((metric) => ({ metric }));
  const ask = async (by: string[]) => {
    const answer = await owner.request("POST /api/v1/query", { body: { metrics, period, breakdowns: by } });
    return answer.metrics.map(({ rows }) => rows);
  };
  const steps = [step("look"), step("buy")];
  const funnel = async (by?: string) =>
    (await owner.request("POST /api/v1/query/funnel", { body: { steps, period, breakdown: by } })).rows;
  const retention = async (by?: string) =>
    owner.request("POST /api/v1/query/retention", { body: { period, interval: "week", intervals: 1, breakdown: by } });
  const [split, all] = [await ask([breakdown]), await ask([])];
  const [ways, way] = [await funnel(breakdown), await funnel()];
  const [kept, keep] = [await retention(breakdown), await retention()];
  const of = (name: string | null) => [
    ...split.map((rows) => rows.find(({ group }) => group[0] === name)?.result.value ?? 0),
    ...[0, 1].map((index) => ways.find((row) => row.group === name)?.steps[index]?.people ?? 0),
    kept.groups.find(({ group }) => group === name)?.size ?? 0,
  ];
  const whole = [
    ...all.map((rows) => rows[0]?.result.value ?? 0),
    ...[0, 1].map((index) => way[0]?.steps[index]?.people ?? 0),
    keep.cohorts.reduce((sum, { size }) => sum + size, 0),
  ];
  return { inside: of("Buyers"), outside: of(null), whole };
}

describe("a breakdown by a segment", () => {
  it("tells its people, under its name, from everybody else, and both are all, on random logs", async () => {
    const deed = fc.record({
      who: fc.integer({ min: 0, max: 5 }),
      event: fc.constantFrom("look", "buy", "answer"),
      hour: fc.integer({ min: 0, max: 300 }),
    });
    const log = fc.array(deed, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(log, async (deeds) => {
        const { owner, writeKey } = await t.freshWorkspace();
        const messages = deeds.map(({ who, event, hour }) => {
          const instant = new Date(Date.UTC(2026, 5, 2) + hour * 3_600_000).toISOString();
          return event === "answer" ? feedback(`p${who}`, "nps", who, instant) : track(`p${who}`, event, instant);
        });
        await t.track(writeKey, messages);
        const bought: Condition = { did: { event: "buy" } };
        const { id } = await owner.request("POST /api/v1/segments", { body: { name: "Buyers", condition: bought } });
        const { inside, outside, whole } = await counted(owner, segmentBreakdown(id));
        expect(inside.map((count, index) => count + (outside[index] ?? 0))).toEqual(whole);
        const buyers = new Set(deeds.flatMap(({ who, event }) => (event === "buy" ? [who] : [])));
        expect(inside[0]).toBe(buyers.size);
      }),
      { numRuns: 12 },
    );
  });

  it("goes with another, counts cases and customers, and tests one group against the other", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [
      ...Array.from({ length: 12 }, (_, index) =>
        feedback(`a${index}`, "csat", 5, "2026-06-10T10:00:00Z", { channel: "web" }),
      ),
      ...Array.from({ length: 12 }, (_, index) =>
        feedback(`b${index}`, "csat", 2, "2026-06-10T10:00:00Z", { channel: "web" }),
      ),
      ...Array.from({ length: 12 }, (_, index) => track(`a${index}`, "buy", "2026-06-09T10:00:00Z")),
      track("a1", "Support Case Opened", "2026-06-10T10:00:00Z", { case_id: "1" }),
      track("b1", "Support Case Opened", "2026-06-10T10:00:00Z", { case_id: "2" }),
    ]);
    const body = { name: "Buyers", condition: { did: { event: "buy" } } };
    const { id } = await owner.request("POST /api/v1/segments", { body });
    const by = segmentBreakdown(id);
    const ask = async (metric: string, breakdowns: string[]) => {
      const answer = await owner.request("POST /api/v1/query", { body: { metrics: [{ metric }], period, breakdowns } });
      return answer.metrics[0]?.rows.map(({ group, result }) => [...group, result.n]).sort();
    };
    expect(await ask("csat", [by, "channel"])).toEqual([
      [null, "web", 12],
      ["Buyers", "web", 12],
    ]);
    expect(await ask("fcr", [by])).toHaveLength(2);
    expect(await ask("retention", [by])).toBeDefined();
    const found = await owner.request("POST /api/v1/query/consistency", {
      body: { metric: { metric: "csat", variant: "mean" }, by, period },
    });
    expect(found).toMatchObject({
      verdict: "inconsistent",
      words: "inconsistent: everybody else 2.0 against Buyers 5.0",
      groups: [
        { group: "", name: "everybody else", tested: true },
        { group: "Buyers", tested: true },
      ],
    });
  });

  it("asks for a segment that is there, and names the breakdown that does not", async () => {
    const { owner } = await t.freshWorkspace();
    const metrics = [{ metric: "people" }];
    const refused = (path: string) =>
      expect.objectContaining({
        problem: expect.objectContaining({ code: "unknown_record", fields: [expect.objectContaining({ path })] }),
      });
    await expect(
      owner.request("POST /api/v1/query", { body: { metrics, breakdowns: ["channel", "segment.gone"] } }),
    ).rejects.toEqual(refused("breakdowns.1"));
    const steps = [step("look"), step("buy")];
    await expect(
      owner.request("POST /api/v1/query/funnel", { body: { steps, breakdown: "segment." } }),
    ).rejects.toEqual(refused("breakdown"));
  });

  it("keeps the segment from being deleted while a tile is split by it", async () => {
    const { owner } = await t.freshWorkspace();
    const body = { name: "Buyers", condition: { did: { event: "buy" } } };
    const { id } = await owner.request("POST /api/v1/segments", { body });
    const query = { metrics: [{ metric: "people" }], breakdowns: [segmentBreakdown(id)] };
    const tile = { id: "a", title: "People in two", view: "breakdown" as const, width: 1 as const, query };
    await owner.request("PUT /api/v1/overview", { body: { tiles: [tile] } });
    await expect(owner.request("DELETE /api/v1/segments/:id", { params: { id } })).rejects.toThrow(/"People in two"/);
  });
});
