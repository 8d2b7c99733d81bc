import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JourneyNumbers, StepNumbers } from "../../../../contracts/understand/journeys.ts";
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
  numbers(body?: object): Promise<JourneyNumbers>;
  step(id: string, body?: object): Promise<StepNumbers>;
  send(...messages: object[]): Promise<void>;
}

/** A journey of three bound steps (look, buy, parcel) and an idea in between. */
async function openShop(): Promise<Shop> {
  const { owner, workspace, writeKey } = await t.freshWorkspace("Europe/Berlin");
  const touchpoint = async (name: string, rule: object) =>
    (await owner.inject({ method: "POST", url: "/api/v1/touchpoints", payload: { name, rule } })).json<{ id: string }>()
      .id;
  const happens = (value: string) => ({ field: "event", op: "eq", value });
  const steps = [
    { id: "look", name: "Look", touchpointId: await touchpoint("Product page", happens("Product Viewed")) },
    { id: "idea", name: "Idea" },
    { id: "buy", name: "Buy", touchpointId: await touchpoint("Check-out", happens("Order Completed")) },
    { id: "parcel", name: "Parcel", touchpointId: await touchpoint("Delivery", happens("Order Delivered")) },
    {
      id: "asked",
      name: "Asked",
      touchpointId: await touchpoint("Relationship", { field: "feedback.type", op: "eq", value: "nps" }),
    },
  ];
  const journey = await owner.request("POST /api/v1/journeys", {
    body: { name: "Order", windowDays: 10, phases: [{ id: "p", name: "All", steps }] },
  });
  const numbers = (body: object = {}) =>
    owner.request("POST /api/v1/journeys/:id/numbers", { params: { id: journey.id }, body });
  return {
    ...{ owner, workspaceId: workspace.id, journeyId: journey.id, numbers },
    async step(id, body) {
      const found = (await numbers(body)).steps.find((each) => each.step === id);
      if (!found) throw new Error(`no step ${id}`);
      return found;
    },
    send: (...messages) => t.track(writeKey, messages),
  };
}

let sent = 0;
function did(userId: string, event: string, timestamp: string, channel = "web", more: object = {}): object {
  sent += 1;
  return { type: "track", messageId: `m${sent}`, userId, event, timestamp, properties: { channel, ...more } };
}

interface Answered {
  touchpoint: string;
  type: string;
  score?: number;
  text?: string;
  field?: string;
  scale?: number;
  submission?: string;
  instant?: string;
}

function said(userId: string, { touchpoint, type, score, text, field, scale, submission, instant }: Answered): object {
  return did(userId, "Feedback Received", instant ?? "2026-06-10T10:00:00Z", "email", {
    ...{ touchpoint, submission_id: submission ?? `s${sent}`, field_id: field ?? "score", field_type: type },
    ...(score === undefined ? {} : { value_number: score }),
    ...(text === undefined ? {} : { value_text: text }),
    ...(scale === undefined ? {} : { scale_max: scale }),
  });
}

const scores = (touchpoint: string, type: string, given: number[], more: Partial<Answered> = {}) =>
  given.map((score, index) => said(`u${index}`, { touchpoint, type, score, ...more }));

describe("the numbers of a journey", () => {
  it("count people, who passed, who dropped off and on which channels, and nothing where nothing is bound", async () => {
    const shop = await openShop();
    await shop.send(
      did("ann", "Product Viewed", "2026-06-01T10:00:00Z"),
      did("ann", "Order Completed", "2026-06-02T10:00:00Z", "app"),
      did("ann", "Order Delivered", "2026-06-11T10:00:00Z", "post"),
      did("bob", "Product Viewed", "2026-06-01T10:00:00Z", "app"),
      did("bob", "Product Viewed", "2026-06-03T10:00:00Z", "web"),
      did("bob", "Order Completed", "2026-06-13T10:00:00.001Z"),
      did("cid", "Order Completed", "2026-06-05T10:00:00Z", "store"),
      did("dan", "Product Viewed", "2020-06-05T10:00:00Z"),
    );
    const [look, idea, buy, parcel] = (await shop.numbers()).steps;
    expect(look).toMatchObject({ people: 2, passed: 2, droppedOff: null, satisfaction: null });
    expect(look?.channels).toEqual([
      { channel: "web", people: 2 },
      { channel: "app", people: 1 },
    ]);
    expect(idea).toMatchObject({ people: null, passed: null, droppedOff: null, quotes: [], channels: [] });
    // Bob bought one millisecond after the window of his last look.
    expect(buy).toMatchObject({ people: 3, passed: 1, droppedOff: 1 });
    expect(parcel).toMatchObject({ people: 1, passed: 1, droppedOff: 0 });
  });

  it("follow a person from the anonymous part to the known one", async () => {
    const shop = await openShop();
    const anonymous = { type: "track", messageId: "anon-1", anonymousId: "a-1", event: "Product Viewed" };
    await shop.send({ ...anonymous, timestamp: "2026-06-01T10:00:00Z" });
    await shop.send(did("eve", "Order Completed", "2026-06-01T11:00:00Z"));
    expect(await shop.step("buy")).toMatchObject({ people: 1, passed: 0 });
    await shop.send({
      type: "identify",
      messageId: "anon-2",
      anonymousId: "a-1",
      userId: "eve",
      timestamp: "2026-06-01T12:00:00Z",
    });
    expect(await shop.step("buy")).toMatchObject({ people: 1, passed: 1, droppedOff: 0 });
  });

  it("score what was said about a step, by rule or by name, each lane with its own definition", async () => {
    const shop = await openShop();
    await shop.send(
      ...scores("check_out", "csat", [5, 4, 4, 3, 3, 5, 2, 1, 4, 3]),
      ...scores("CHECK OUT", "ces", [7, 6, 6, 5, 5, 4, 3, 7, 6, 2]),
      ...scores("Check-out", "rating", [-2, -1, 0, 1, 2], { field: "emotion" }),
      ...scores("check-out", "rating", [4, 4, 5, 5, 5], { field: "expectation" }),
      ...scores("somewhere else", "csat", [1, 1, 1, 1, 1, 1]),
      ...scores("relationship", "nps", [10, 9, 9, 8, 7, 0]),
    );
    const buy = await shop.step("buy");
    expect(buy.satisfaction).toMatchObject({
      result: { value: 3.4, n: 10, hidden: false },
      definition: "csat@1",
      scale: [1, 5],
      leftOut: 0,
    });
    expect(buy.satisfaction?.result.low).toBeCloseTo(2.496, 2);
    expect(buy.satisfaction?.result.high).toBeCloseTo(4.304, 2);
    expect(buy.effort).toMatchObject({ result: { value: 5.1, n: 10 }, definition: "ces@1", scale: [1, 7] });
    expect(buy.emotion).toMatchObject({ result: { value: 0, n: 5 }, scale: [-2, 2] });
    expect(buy.expectation).toMatchObject({ result: { value: 4.6, n: 5 }, scale: [1, 5] });
    expect(buy.nps).toBeNull();
    expect(buy.people).toBe(0);
    // Where the rule asks for nothing but feedback, answering is the visit.
    const asked = await shop.step("asked");
    expect(asked).toMatchObject({ people: 6, nps: { result: { n: 6 }, definition: "nps@1", scale: [-100, 100] } });
    expect(asked.nps?.result.value).toBeCloseTo((100 * (3 - 1)) / 6, 10);
  });

  it("hide what too few have said, and never mix scales", async () => {
    const shop = await openShop();
    await shop.send(...scores("delivery", "csat", [5, 5, 5, 5]), ...scores("delivery", "ces", [5, 4], { scale: 5 }));
    const few = await shop.step("parcel");
    expect(few.satisfaction?.result).toEqual({ value: null, n: 4, low: null, high: null, hidden: true });
    await shop.send(...scores("delivery", "csat", [7, 7, 6, 6, 6, 7], { scale: 7 }));
    const mixed = await shop.step("parcel");
    expect(mixed.satisfaction).toMatchObject({ result: { value: 6.5, n: 6 }, scale: [1, 7], leftOut: 4 });
    expect(mixed.effort).toMatchObject({ result: { n: 2, hidden: true }, scale: [1, 5] });
  });

  it("say whether a change is more than chance", async () => {
    const shop = await openShop();
    const was = { instant: "2026-05-20T10:00:00Z" };
    await shop.send(
      ...scores("check-out", "csat", [5, 5, 5, 4, 5, 5, 4, 5], was),
      ...scores("check-out", "csat", [1, 2, 1, 2, 1, 1, 2, 1]),
      ...scores("delivery", "csat", [4, 3, 5, 4, 2, 4], was),
      ...scores("delivery", "csat", [4, 4, 5, 3, 2, 4]),
      ...scores("product page", "csat", [4, 4, 5, 3, 2, 4]),
    );
    const body = { period: { last: 14, unit: "day" }, compare: "previous_period" };
    expect((await shop.step("buy", body)).satisfaction?.comparison).toMatchObject({
      verdict: "not_enough_data",
      previous: { n: 0 },
    });
    const month = { period: { from: "2026-06-01", to: "2026-06-30" }, compare: "previous_period" };
    const { satisfaction } = await shop.step("buy", month);
    expect(satisfaction?.comparison).toMatchObject({ verdict: "worse", previous: { value: 4.75, n: 8 } });
    expect(satisfaction?.comparison?.delta).toBeCloseTo(1.375 - 4.75, 10);
    expect((await shop.step("parcel", month)).satisfaction?.comparison?.verdict).toBe("no_significant_change");
    expect((await shop.step("look", month)).satisfaction?.comparison?.verdict).toBe("not_enough_data");
    expect((await shop.step("look")).satisfaction?.comparison).toBeUndefined();
  });

  it("quote the latest sentences with what the same submission scored", async () => {
    const shop = await openShop();
    const day = (day: number) => ({ touchpoint: "Delivery", instant: `2026-06-0${day}T10:00:00Z` });
    await shop.send(
      said("a", { ...day(1), type: "text", field: "why", text: "first" }),
      said("b", { ...day(2), type: "text", field: "why", text: "second", submission: "x" }),
      said("b", { ...day(2), type: "nps", score: 9, submission: "x" }),
      said("b", { ...day(2), type: "csat", score: 2, submission: "x", field: "csat" }),
      said("c", { ...day(3), type: "text", field: "why", text: "Zustellung „super“ 👍" }),
      said("d", { ...day(4), type: "text", field: "why", text: "fourth" }),
      said("d", { ...day(5), type: "categorical", field: "reason", text: "late" }),
    );
    const { quotes } = await shop.step("parcel");
    expect(quotes.map(({ text, score }) => [text, score])).toEqual([
      ["fourth", null],
      ["Zustellung „super“ 👍", null],
      ["second", 2],
    ]);
    expect(quotes[0]?.at).toBe("2026-06-04T10:00:00.000Z");
    expect(quotes[0]?.contactId).toMatch(/^\d+$/);
    const viewer = await t.member("viewer", shop.workspaceId);
    const params = { id: shop.journeyId };
    const seen = await viewer.request("POST /api/v1/journeys/:id/numbers", { params, body: {} });
    expect(seen.steps[3]?.quotes.map(({ contactId }) => contactId)).toEqual(["", "", ""]);
  });

  it("resolve days in the zone asked for, else the workspace's", async () => {
    const shop = await openShop();
    await shop.send(did("ann", "Product Viewed", "2026-06-09T22:30:00Z"));
    const period = { from: "2026-06-10", to: "2026-06-10" };
    expect(await shop.numbers({ period })).toMatchObject({
      steps: [{ people: 1 }, {}, {}, {}, {}],
      period: { from: "2026-06-09T22:00:00.000Z", to: "2026-06-10T22:00:00.000Z", timezone: "Europe/Berlin" },
    });
    expect(await shop.step("look", { period, timezone: "UTC" })).toMatchObject({ people: 0 });
    await expect(shop.numbers({ period, timezone: "Mars/Olympus" })).rejects.toThrow(/time zone/);
  });
});

describe("the people behind a step's number", () => {
  it("are listed with names, newest first, page by page", async () => {
    const shop = await openShop();
    await shop.send(
      {
        type: "identify",
        messageId: "id-ann",
        userId: "ann",
        traits: { name: "Ann Apple" },
        timestamp: "2026-06-01T09:00:00Z",
      },
      did("ann", "Product Viewed", "2026-06-01T10:00:00Z"),
      did("bob", "Product Viewed", "2026-06-03T10:00:00Z"),
      did("cid", "Product Viewed", "2026-06-02T10:00:00Z"),
      did("cid", "Order Completed", "2026-06-02T11:00:00Z"),
    );
    const list = (step: string, body: object) =>
      shop.owner.request("POST /api/v1/journeys/:id/steps/:step/people", {
        params: { id: shop.journeyId, step },
        body,
      });
    const first = await list("look", { limit: 2 });
    expect(first).toMatchObject({ total: 3, items: [{ lastAt: "2026-06-03T10:00:00.000Z" }, {}] });
    const second = await list("look", { limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ total: 3, items: [{ name: "Ann Apple" }], nextCursor: null });
    expect(await list("buy", { which: "droppedOff" })).toMatchObject({ total: 2, items: [{}, { name: "Ann Apple" }] });
    expect(await list("buy", { which: "passed" })).toMatchObject({ total: 1, nextCursor: null });
    expect(await list("idea", {})).toEqual({ items: [], total: 0, nextCursor: null });
    await expect(list("none", {})).rejects.toThrow(/nothing here/);
    await expect(list("look", { cursor: "bm9uc2Vuc2U" })).rejects.toThrow(/cursor/);
  });
});
