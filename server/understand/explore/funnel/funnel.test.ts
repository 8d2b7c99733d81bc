import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FunnelQueryInput } from "../../../../contracts/understand/funnel.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { track } from "../../../testing/messages.ts";

let t: TestApp;
let owner: Caller;
let writeKey: string;

const event = (value: string) => ({ field: "event", op: "eq" as const, value });
const step = (value: string) => ({ condition: event(value) });
const minute = (index: number) => new Date(Date.UTC(2026, 5, 10, 10, index)).toISOString();

beforeAll(async () => {
  t = await startTestApp();
  ({ owner, writeKey } = await t.freshWorkspace());
  const messages: object[] = [];
  // Ten people look; the first eight put into the cart, the first six of them pay, each a minute later than the one before.
  for (let who = 0; who < 10; who += 1) {
    const region = { region: who < 6 ? "North" : "South" };
    messages.push(track(`p${who}`, "Seen", minute(0), region));
    if (who < 8) messages.push(track(`p${who}`, "Added", minute(1 + who), region));
    if (who < 6) messages.push(track(`p${who}`, "Paid", minute(20 + who), region));
  }
  messages.push(track("p0", "Called", minute(10)));
  // The week before: six look, one pays.
  for (let who = 0; who < 6; who += 1) messages.push(track(`q${who}`, "Seen", "2026-06-03T10:00:00Z"));
  messages.push(track("q0", "Added", "2026-06-03T10:01:00Z"), track("q0", "Paid", "2026-06-03T10:02:00Z"));
  await t.track(writeKey, messages);
});
afterAll(() => t.close());

const base: FunnelQueryInput = {
  steps: [step("Seen"), step("Added"), step("Paid")],
  period: { from: "2026-06-08", to: "2026-06-14" },
  windowSeconds: 86_400,
};
const ask = (query: Partial<FunnelQueryInput> = {}) =>
  owner.request("POST /api/v1/query/funnel", { body: { ...base, ...query } });
const refusal = async (body: object) => {
  const answer = await owner.inject({ method: "POST", url: "/api/v1/query/funnel", payload: { ...base, ...body } });
  const problem = answer.json<{ code: string; fields?: { path: string; reason: string }[] }>();
  return { status: answer.statusCode, paths: problem.fields?.map((field) => field.path) };
};

describe("a funnel", () => {
  it("says how many got to each step, how long it took, and what share that is", async () => {
    const answer = await ask();
    expect(answer.definition).toBe("funnel@1");
    const [everybody] = answer.rows;
    expect(answer.rows).toHaveLength(1);
    expect(everybody?.group).toBeUndefined();
    expect(everybody?.steps.map((each) => each.people)).toEqual([10, 8, 6]);
    expect(everybody?.steps.map((each) => each.droppedOff)).toEqual([null, 2, 2]);
    expect(everybody?.steps.map((each) => each.ofFirst.value)).toEqual([1, 0.8, 0.6]);
    expect(everybody?.steps.map((each) => each.ofPrevious.value)).toEqual([null, 0.8, 0.75]);
    expect(everybody?.steps[0]?.elapsed).toEqual({ median: null, p90: null });
    // Added after 1 to 8 minutes; paid 19 minutes after that, all of them.
    expect(everybody?.steps[1]?.elapsed).toEqual({ median: 270, p90: 438 });
    expect(everybody?.steps[2]?.elapsed).toEqual({ median: 1140, p90: 1140 });
    expect(everybody?.steps[1]?.name).toBe("event is “Added”");
  });

  it("takes touchpoints as steps, and their names", async () => {
    const { id } = await owner.request("POST /api/v1/touchpoints", { body: { name: "Checkout", rule: event("Paid") } });
    const answer = await ask({ steps: [{ ...step("Seen"), name: "Looked" }, { touchpointId: id }] });
    expect(answer.rows[0]?.steps.map(({ name, people }) => [name, people])).toEqual([
      ["Looked", 10],
      ["Checkout", 6],
    ]);
  });

  it("leaves out who did what is excluded, and what the filter does not take", async () => {
    const without = await ask({ exclusions: [{ condition: event("Called"), after: 1, before: 2 }] });
    expect(without.rows[0]?.steps.map((each) => each.people)).toEqual([9, 7, 5]);
    const north = await ask({ filter: { field: "properties.region", op: "eq", value: "North" } });
    expect(north.rows[0]?.steps.map((each) => each.people)).toEqual([6, 6, 6]);
  });

  it("breaks down by the event that began, largest first, and names what is not set", async () => {
    const answer = await ask({ breakdown: "properties.region" });
    expect(answer.rows.map(({ group, isOther, steps }) => [group, isOther, steps.map((each) => each.people)])).toEqual([
      [undefined, false, [10, 8, 6]],
      ["North", false, [6, 6, 6]],
      ["South", false, [4, 2, 0]],
    ]);
    // Too few to say a share of.
    expect(answer.rows[2]?.steps[1]?.ofFirst.hidden).toBe(true);
    const unset = await ask({ breakdown: "properties.nothing" });
    expect(unset.rows[1]?.group).toBeNull();
    expect(unset.rows[1]?.steps[0]?.people).toBe(10);
  });

  it("gathers what is beyond twenty groups as other, and lists its people", async () => {
    const { owner: own, writeKey: key } = await t.freshWorkspace();
    const messages = Array.from({ length: 25 }, (_, index) => [
      track(`m${index}`, "Seen", minute(0), { shop: `shop ${String(index).padStart(2, "0")}` }),
      ...(index < 2 ? [track(`n${index}`, "Seen", minute(0), { shop: "shop 24" })] : []),
    ]).flat();
    await t.track(key, messages);
    const query = { ...base, breakdown: "properties.shop" };
    const answer = await own.request("POST /api/v1/query/funnel", { body: query });
    expect(answer.rows).toHaveLength(22);
    expect(answer.rows[1]).toMatchObject({ group: "shop 24", isOther: false });
    expect(answer.rows.at(-1)).toMatchObject({ group: null, isOther: true });
    expect(answer.rows.map((row) => row.steps[0]?.people)).toEqual([27, 3, ...Array(19).fill(1), 5]);
    const people = await own.request("POST /api/v1/query/funnel/people", {
      body: { query, step: 0, isOther: true },
    });
    expect(people.items.map((each) => each.name).sort()).toEqual(["m19", "m20", "m21", "m22", "m23"]);
    const one = await own.request("POST /api/v1/query/funnel/people", {
      body: { query, step: 0, group: "shop 24" },
    });
    expect(one.total).toBe(3);
  });

  it("compares with the period before and says what the change means", async () => {
    const answer = await ask({ compare: "previous_period", breakdown: "properties.region" });
    expect(answer.comparedWith?.from).toBe("2026-06-01T00:00:00.000Z");
    const { comparison } = answer.rows[0] ?? {};
    expect(comparison?.previous.value).toBeCloseTo(1 / 6);
    expect(comparison?.delta).toBeCloseTo(0.6 - 1 / 6);
    expect(comparison?.verdict).toBe("no_significant_change");
    expect(answer.rows.slice(1).map((row) => row.comparison)).toEqual([undefined, undefined]);
  });

  it("shows the share that completed by when they entered, complete when the whole window is over", async () => {
    const days = await ask({ interval: "day", period: { from: "2026-06-10", to: "2026-06-17" } });
    expect(days.rows[0]?.series).toHaveLength(8);
    expect(days.rows[0]?.series?.[0]).toMatchObject({ start: "2026-06-10T00:00:00.000Z", complete: true });
    expect(days.rows[0]?.series?.[0]?.result).toMatchObject({ value: 0.6, n: 10 });
    // It is the 17th at noon: of those who came on the 16th, some still have time.
    expect(days.rows[0]?.series?.map((each) => each.complete)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("lists people page by page, newest first", async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.request("POST /api/v1/query/funnel/people", {
        body: { query: base, step: 1, limit: 3, ...(cursor ? { cursor } : {}) },
      });
      expect(page.total).toBe(8);
      names.push(...page.items.map((each) => each.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(["p7", "p6", "p5", "p4", "p3", "p2", "p1", "p0"]);
    const lost = await owner.request("POST /api/v1/query/funnel/people", {
      body: { query: base, step: 2, which: "droppedOff" },
    });
    expect(lost.items).toMatchObject([
      { name: "p7", lastAt: minute(8) },
      { name: "p6", lastAt: minute(7) },
    ]);
  });

  it("answers nothing with nothing, and sees nobody of another workspace", async () => {
    const { owner: other } = await t.freshWorkspace();
    const answer = await other.request("POST /api/v1/query/funnel", { body: { ...base, compare: "previous_year" } });
    expect(answer.rows[0]?.steps[0]).toMatchObject({ people: 0, ofFirst: { value: null, n: 0 } });
    expect(answer.rows[0]?.comparison?.verdict).toBe("not_enough_data");
  });
});

describe("who a person is", () => {
  it("joins what somebody did before they were known, and counts merged people once", async () => {
    const { owner: own, writeKey: key } = await t.freshWorkspace();
    const anonymous = (name: string, minutes: number) => ({
      type: "track",
      messageId: `anonymous-${minutes}`,
      anonymousId: "visitor",
      event: name,
      timestamp: minute(minutes),
    });
    await t.track(key, [
      anonymous("Seen", 0),
      { type: "identify", messageId: "known", anonymousId: "visitor", userId: "ann", timestamp: minute(3) },
      track("ann", "Added", minute(5)),
      track("bob", "Paid", minute(9)),
    ]);
    const reached = async (query: Partial<FunnelQueryInput> = {}) => {
      const answer = await own.request("POST /api/v1/query/funnel", { body: { ...base, ...query } });
      return answer.rows[0]?.steps.map((each) => each.people);
    };
    expect(await reached()).toEqual([1, 1, 0]);
    const { items } = await own.request("GET /api/v1/contacts", {});
    const idOf = (name: string) => items.find((each) => each.name === name)?.id ?? "";
    await own.request("POST /api/v1/contacts/:id/merge", {
      params: { id: idOf("ann") },
      body: { merged: idOf("bob"), reason: "the same person" },
    });
    await t.settled();
    expect(await reached()).toEqual([1, 1, 1]);
    // What only identifies lies between, and does not count as something done.
    expect(await reached({ order: "strict" })).toEqual([1, 1, 1]);
  });

  it("measures the window in hours that pass, also where the clocks change, to the millisecond", async () => {
    const { owner: own, writeKey: key } = await t.freshWorkspace("Europe/Berlin");
    // The night to 29 March 2026 has 23 hours in Berlin.
    await t.track(key, [
      track("ann", "Seen", "2026-03-28T12:00:00.000Z"),
      track("ann", "Added", "2026-03-29T12:00:00.000Z"),
      track("bob", "Seen", "2026-03-28T12:00:00.000Z"),
      track("bob", "Added", "2026-03-29T12:00:00.001Z"),
    ]);
    const answer = await own.request("POST /api/v1/query/funnel", {
      body: { ...base, period: { from: "2026-03-28", to: "2026-03-28" } },
    });
    expect(answer.rows[0]?.steps.map((each) => each.people)).toEqual([2, 1, 0]);
  });
});

describe("what makes no sense is refused, with the place and a remedy", () => {
  const exclusion = (condition: object, after: number, before: number) => ({ condition, after, before });
  it.each([
    ["one step", { steps: [step("Seen")] }, "steps"],
    ["twenty-one steps", { steps: Array(21).fill(step("Seen")) }, "steps"],
    ["a step that is neither", { steps: [step("Seen"), { name: "x" }] }, "steps.1"],
    ["no time", { windowSeconds: 0 }, "windowSeconds"],
    ["a negative window", { windowSeconds: -1 }, "windowSeconds"],
    ["an exclusion beyond the end", { exclusions: [exclusion(event("x"), 1, 3)] }, "exclusions.0.before"],
    ["an exclusion the wrong way", { exclusions: [exclusion(event("x"), 1, 1)] }, "exclusions.0.after"],
    ["the step after excluded", { exclusions: [exclusion(event("Paid"), 1, 2)] }, "exclusions.0.condition"],
    [
      "the step before excluded, written otherwise",
      { exclusions: [exclusion({ value: "Added", op: "eq", field: "event" }, 1, 2)] },
      "exclusions.0.condition",
    ],
    ["exclusions without order", { order: "unordered", exclusions: [exclusion(event("x"), 0, 1)] }, "exclusions"],
    [
      "something between neighbours",
      { order: "strict", exclusions: [exclusion(event("x"), 0, 1)] },
      "exclusions.0.before",
    ],
    ["an unknown field", { breakdown: "nonsense" }, "breakdown"],
    [
      "a touchpoint that is not there",
      { steps: [step("Seen"), { touchpointId: "0190a000-0000-7000-8000-000000000000" }] },
      "steps.1.touchpointId",
    ],
  ])("%s", async (_name, body, path) => {
    const { status, paths } = await refusal(body);
    expect(status).toBe(400);
    expect(paths).toContain(path);
  });

  it.each([
    ["a step that is not there", { step: 3 }, "step"],
    ["who dropped off before the first", { step: 0, which: "droppedOff" }, "step"],
    ["a group of no breakdown", { step: 0, group: "North" }, "group"],
    ["a cursor of another list", { step: 0, cursor: "e30" }, undefined],
  ])("people of %s", async (_name, body, path) => {
    const answer = await owner.inject({
      method: "POST",
      url: "/api/v1/query/funnel/people",
      payload: { query: base, ...body },
    });
    expect(answer.statusCode).toBe(400);
    const { fields } = answer.json<{ fields?: { path: string }[] }>();
    if (path !== undefined) expect(fields?.map((field) => field.path)).toContain(path);
  });
});
