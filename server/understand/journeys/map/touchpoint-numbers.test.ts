import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";

let t: TestApp;
let owner: Caller;
let delivery: string;
let journey: string;
const period = { from: "2026-06-01", to: "2026-06-30" };

beforeAll(async () => {
  t = await startTestApp();
  const shop = await t.freshWorkspace("Europe/Berlin");
  owner = shop.owner;
  const rule = { field: "event", op: "eq" as const, value: "Order Delivered" };
  delivery = (await owner.request("POST /api/v1/touchpoints", { body: { name: "Delivery", rule } })).id;
  const steps = [{ id: "parcel", name: "Parcel", touchpointId: delivery }];
  journey = (
    await owner.request("POST /api/v1/journeys", {
      body: { name: "Order", phases: [{ id: "p", name: "All", steps }] },
    })
  ).id;
  const delivered = (userId: string, day: number, channel: string) => ({
    ...{ type: "track", messageId: `d-${userId}-${day}`, userId, event: "Order Delivered" },
    ...{ timestamp: `2026-06-${10 + day}T10:00:00Z`, properties: { channel } },
  });
  const answered = (userId: string, score: number, text: string) => ({
    ...{ type: "track", messageId: `a-${userId}`, userId, event: "Feedback Received" },
    timestamp: "2026-06-20T10:00:00Z",
    properties: {
      ...{ touchpoint: "delivery", submission_id: userId, field_id: "csat", field_type: "csat" },
      ...{ value_number: score, value_text: text, scale_max: 5 },
    },
  });
  const people = ["ann", "ben", "cem", "dan", "eva", "fay"];
  await t.track(shop.writeKey, [
    ...people.map((who, index) => delivered(who, index % 3, index < 4 ? "courier" : "pickup")),
    delivered("ann", 5, "pickup"),
    ...people.map((who, index) => answered(who, (index % 2) + 3, index === 0 ? "A day late" : "")),
    // Before the period.
    { ...delivered("gus", 1, "courier"), timestamp: "2026-05-10T10:00:00Z" },
  ]);
});
afterAll(() => t.close());

const numbers = (caller = owner, body: object = { period }) =>
  caller.request("POST /api/v1/touchpoints/:id/numbers", { params: { id: delivery }, body });

describe("the numbers of a touchpoint", () => {
  it("are those of a map whose only step it is", async () => {
    const onMap = await owner.request("POST /api/v1/journeys/:id/numbers", {
      params: { id: journey },
      body: { period },
    });
    const { period: span, asOf, ...own } = await numbers();
    expect(onMap.steps[0]).toEqual({ step: "parcel", passed: 6, passedBefore: null, droppedOff: null, ...own });
    expect(span).toEqual(onMap.period);
    expect(own.people).toBe(6);
    expect(own.channels).toEqual([
      { channel: "courier", people: 4 },
      { channel: "pickup", people: 3 },
    ]);
    expect(own.satisfaction?.result).toMatchObject({ value: 3.5, n: 6 });
    expect(own.quotes.map(({ text, score }) => [text, score])).toEqual([["A day late", 3]]);
  });

  it("are compared with the period before", async () => {
    const { satisfaction } = await numbers(owner, { period, compare: "previous_period" });
    expect(satisfaction?.comparison?.previous.n).toBe(0);
  });

  it("are of the people of a segment", async () => {
    const condition = { field: "traits.plan", op: "eq" as const, value: "gold" };
    const { id } = await owner.request("POST /api/v1/segments", { body: { name: "Gold", condition } });
    expect((await numbers(owner, { period, segment: id })).people).toBe(0);
  });

  it("are the people who can be listed, saved as a table and kept as a segment", async () => {
    const list = await owner.request("POST /api/v1/touchpoints/:id/people", {
      params: { id: delivery },
      body: { period, limit: 4 },
    });
    expect(list.total).toBe(6);
    // Her second visit makes Ann the latest.
    expect(list.items[0]?.lastAt).toBe("2026-06-15T10:00:00.000Z");
    const rest = await owner.request("POST /api/v1/touchpoints/:id/people", {
      params: { id: delivery },
      body: { period, limit: 4, cursor: list.nextCursor ?? "" },
    });
    expect(new Set([...list.items, ...rest.items].map(({ contactId }) => contactId)).size).toBe(6);
    const of = { touchpoint: { id: delivery, period } };
    const table = await owner.inject({ method: "POST", url: "/api/v1/people/csv", payload: { of } });
    expect(table.body.trim().split("\n")).toHaveLength(7);
    const kept = await owner.request("POST /api/v1/people/segment", { body: { name: "Delivered to", of } });
    expect((await owner.request("GET /api/v1/segments/:id/size", { params: { id: kept.id } })).size).toBe(6);
  });

  it("are not there for a touchpoint that is not there", async () => {
    for (const path of ["numbers", "people"]) {
      const answer = await owner.inject({ method: "POST", url: `/api/v1/touchpoints/none/${path}`, payload: {} });
      expect(answer.statusCode).toBe(404);
    }
  });
});
