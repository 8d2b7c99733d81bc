import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConformanceAnswer } from "../../../../contracts/understand/conformance.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

interface Shop {
  owner: Caller;
  workspaceId: string;
  journeyId: string;
  touchpoint(name: string, rule: object): Promise<string>;
  check(body?: object, caller?: Caller): Promise<ConformanceAnswer>;
  /** What a person did, a letter an event, a minute apart from the given one on. */
  walks(who: string, letters: string, minute?: number): object[];
  send(...messages: object[]): Promise<void>;
}

const happens = (value: string) => ({ field: "event", op: "eq", value });
let sent = 0;

/** A journey of the bound steps a, b, c and d, with an idea in between. */
async function openShop(steps = "abcd"): Promise<Shop> {
  const { owner, workspace, writeKey } = await t.freshWorkspace("Europe/Berlin");
  const touchpoint = async (name: string, rule: object) =>
    (await owner.inject({ method: "POST", url: "/api/v1/touchpoints", payload: { name, rule } })).json<{ id: string }>()
      .id;
  const bound = [];
  for (const letter of steps)
    bound.push({ id: letter, name: letter, touchpointId: await touchpoint(`Place ${letter}`, happens(letter)) });
  const phases = [
    { id: "p", name: "All", steps: [...bound.slice(0, 1), { id: "idea", name: "Idea" }, ...bound.slice(1)] },
  ];
  const journey = await owner.request("POST /api/v1/journeys", { body: { name: "Order", phases } });
  return {
    ...{ owner, workspaceId: workspace.id, journeyId: journey.id, touchpoint },
    check: (body = {}, caller = owner) =>
      caller.request("POST /api/v1/journeys/:id/conformance", { params: { id: journey.id }, body }),
    walks: (userId, letters, minute = 0) =>
      [...letters].map((event, index) => {
        sent += 1;
        const timestamp = new Date(Date.UTC(2026, 5, 10) + (minute + index) * 60_000).toISOString();
        return { type: "track", messageId: `m${sent}`, userId, event, timestamp };
      }),
    send: (...messages) => t.track(writeKey, messages),
  };
}

const byStep = ({ steps }: ConformanceAnswer, what: "skipped" | "repeated") =>
  steps.map((step) => step[what]?.people ?? null);
const reversals = ({ reversed }: ConformanceAnswer) => reversed.map(({ from, to, people }) => [from, to, people]);

describe("the observed over a designed journey", () => {
  it("counts who went as designed, and what the others skipped, came back to and took the other way round", async () => {
    const shop = await openShop();
    await shop.send(
      ...shop.walks("ann", "abcd"),
      ...shop.walks("bob", "aabbb"),
      ...shop.walks("cid", "ad"),
      ...shop.walks("dan", "abab"),
      ...shop.walks("eve", "dcba"),
      ...shop.walks("fay", "xyz"),
    );
    const answer = await shop.check();
    expect(answer).toMatchObject({ definition: "conformance@1", people: 5, asDesigned: 2 });
    expect(answer.steps.map(({ step }) => step)).toEqual(["a", "idea", "b", "c", "d"]);
    // Bob and Dan stopped before the end, which is no skip.
    expect(byStep(answer, "skipped")).toEqual([0, null, 1, 1, 0]);
    expect(byStep(answer, "repeated")).toEqual([1, null, 1, 0, 0]);
    expect(reversals(answer)).toEqual([
      ["b", "a", 2],
      ["c", "b", 1],
      ["d", "c", 1],
    ]);
    // 1, 2·2/6, 2·2/6, 2·2/8, 2·1/8
    expect(answer.fitness.mean).toBeCloseTo((1 + 4 / 6 + 4 / 6 + 0.5 + 0.25) / 5, 12);
    expect(answer.fitness.distribution.map(({ people }) => people)).toEqual([0, 1, 1, 2, 1]);
    expect(answer.fitness.distribution[4]).toMatchObject({ from: 0.8, to: 1 });
  });

  it("measures how long it took from step to step, of those who passed in order", async () => {
    const shop = await openShop();
    await shop.send(
      ...shop.walks("ann", "ab"),
      ...[...shop.walks("bob", "a"), ...shop.walks("bob", "b", 3), ...shop.walks("bob", "c", 10)],
      ...shop.walks("cid", "cb"),
    );
    const nothing = { median: null, p90: null };
    expect((await shop.check()).steps.map(({ sinceBefore }) => sinceBefore)).toEqual([
      nothing,
      nothing,
      { median: 120, p90: 168 },
      { median: 420, p90: 420 },
      nothing,
    ]);
  });

  it("names a few of them for who may see contacts, and nobody for others", async () => {
    const shop = await openShop();
    await shop.send(
      {
        type: "identify",
        messageId: "i1",
        userId: "ann",
        traits: { name: "Ann Apple" },
        timestamp: "2026-06-01T00:00:00Z",
      },
      ...shop.walks("ann", "axba"),
      ...["u1", "u2", "u3", "u4"].flatMap((who) => shop.walks(who, "ac")),
    );
    const answer = await shop.check();
    expect(answer.reversed[0]?.examples).toEqual([{ contactId: expect.stringMatching(/^\d+$/), name: "Ann Apple" }]);
    expect(answer.unexpected.items[0]?.examples).toMatchObject([{ name: "Ann Apple" }]);
    expect(answer.steps[2]?.skipped).toMatchObject({ people: 4 });
    expect(answer.steps[2]?.skipped?.examples).toHaveLength(3);
    const viewer = await t.member("viewer", shop.workspaceId);
    const seen = await shop.check({}, viewer);
    expect(seen.steps[2]?.skipped).toEqual({ people: 4, examples: [] });
    expect([seen.reversed[0]?.examples, seen.unexpected.items[0]?.examples]).toEqual([[], []]);
  });

  it("lists what happened between the first and the last visit and is not on the map", async () => {
    const shop = await openShop("ab");
    await shop.send(...shop.walks("ann", "xaxyxbz"), ...shop.walks("bob", "axb"), ...shop.walks("cid", "axyz"), {
      type: "identify",
      messageId: "i2",
      userId: "bob",
      traits: {},
      timestamp: "2026-06-10T00:01:00Z",
    });
    const items = ({ unexpected }: ConformanceAnswer) => unexpected.items.map(({ name, people }) => [name, people]);
    const byEvent = await shop.check();
    expect(byEvent.unexpected.by).toBe("event");
    expect(items(byEvent)).toEqual([
      ["x", 2],
      ["y", 1],
    ]);
    await shop.touchpoint("Help desk", { field: "event", op: "in", value: ["y", "z", "a"] });
    const byTouchpoint = await shop.check();
    expect(byTouchpoint.unexpected.by).toBe("touchpoint");
    expect(items(byTouchpoint)).toEqual([["Help desk", 1]]);
  });

  it("follows a person from the anonymous part to the known one", async () => {
    const shop = await openShop();
    await shop.send(
      { type: "track", messageId: "s1", anonymousId: "v", event: "a", timestamp: "2026-06-10T10:00:00Z" },
      { type: "track", messageId: "s2", anonymousId: "v", event: "b", timestamp: "2026-06-10T10:01:00Z" },
    );
    expect(await shop.check()).toMatchObject({ people: 1, asDesigned: 1 });
    await shop.send(
      { type: "identify", messageId: "s3", anonymousId: "v", userId: "ann", timestamp: "2026-06-10T10:02:00Z" },
      { type: "track", messageId: "s4", userId: "ann", event: "d", timestamp: "2026-06-10T10:03:00Z" },
    );
    await expect.poll(() => shop.check()).toMatchObject({ people: 1, asDesigned: 0 });
    expect(byStep(await shop.check(), "skipped")).toEqual([0, null, 0, 1, 0]);
  });

  it("compares how satisfied those were who deviated, and says nothing of too few", async () => {
    const shop = await openShop();
    const says = (userId: string, value_number: number, more: object = {}) => {
      sent += 1;
      const properties = { touchpoint: "place a", submission_id: `s${sent}`, field_id: "csat", field_type: "csat" };
      return {
        ...{ type: "track", messageId: `m${sent}`, userId, event: "Feedback Received" },
        timestamp: "2026-06-11T10:00:00Z",
        properties: { ...properties, scale_max: 5, value_number, ...more },
      };
    };
    const crowd = (name: string, letters: string, scores: number[]) =>
      scores.flatMap((score, index) => [...shop.walks(`${name}${index}`, letters), says(`${name}${index}`, score)]);
    await shop.send(...crowd("good", "abcd", [5, 4, 5, 5, 4]), ...crowd("bad", "acd", [1, 2, 1, 2]));
    await shop.send(
      says("bad0", 1, { touchpoint: "elsewhere" }),
      says("stranger", 1),
      says("bad0", 7, { scale_max: 7 }),
    );
    expect((await shop.check()).satisfaction).toMatchObject({
      definition: "csat@1",
      asDesigned: { value: 4.6, n: 5, hidden: false },
      deviated: { value: null, n: 4, hidden: true },
      delta: null,
      verdict: "not_enough_data",
    });
    await shop.send(...crowd("worse", "ba", [1]), says("bad0", 2));
    const { satisfaction } = await shop.check();
    expect(satisfaction).toMatchObject({ deviated: { value: 1.5, n: 6 }, verdict: "worse" });
    expect(satisfaction.delta).toBeCloseTo(1.5 - 4.6, 10);
    expect(satisfaction.deltaHigh).toBeLessThan(0);
  });

  it("looks at the period in the zone asked for, and at nothing where nothing is bound", async () => {
    const shop = await openShop();
    await shop.send({ type: "track", messageId: "z1", userId: "ann", event: "a", timestamp: "2026-06-09T22:30:00Z" });
    const period = { from: "2026-06-10", to: "2026-06-10" };
    expect(await shop.check({ period })).toMatchObject({ people: 1, period: { timezone: "Europe/Berlin" } });
    expect(await shop.check({ period, timezone: "UTC" })).toMatchObject({
      people: 0,
      asDesigned: 0,
      reversed: [],
      fitness: { mean: null },
      satisfaction: { deviated: { value: null, n: 0 }, verdict: "not_enough_data" },
    });
    await expect(shop.check({ timezone: "Mars/Olympus" })).rejects.toThrow(/time zone/);
    const ideas = await openShop("");
    expect(await ideas.check()).toMatchObject({ people: 0, steps: [{ step: "idea", skipped: null, repeated: null }] });
  });
});
