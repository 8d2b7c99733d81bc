import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
let viewer: Caller;
beforeAll(async () => {
  t = await startTestApp();
  viewer = await t.member("viewer");
});
afterAll(() => t.close());

const ann: Condition = { field: "user_id", op: "eq", value: "ann" };
const address: Condition = { field: "context.traits.email", op: "ends_with", value: "@example.com" };
const people = { metrics: [{ metric: "people" }] };

const plain = () => t.owner.request("POST /api/v1/saved-queries", { body: { name: "Everybody", query: people } });

async function ask(caller: Caller, url: string, payload: object) {
  const answer = await caller.inject({ method: "POST", url, payload });
  return [answer.statusCode, answer.json().fields?.[0]?.path];
}

describe("who may not see customers", () => {
  it("asks about none of them, wherever a condition may stand", async () => {
    expect(await ask(viewer, "/api/v1/query", { ...people, filter: ann })).toEqual([403, "filter"]);
    const nested = { all: [{ not: address }] };
    expect(await ask(viewer, "/api/v1/query", { metrics: [{ metric: "people", where: nested }] })).toEqual([
      403,
      "metrics.0.where.all.0.not",
    ]);
    const event: Condition = { field: "event", op: "eq", value: "A" };
    const steps = [{ condition: event }, { condition: { all: [event, ann] } }];
    expect(await ask(viewer, "/api/v1/query/funnel", { steps })).toEqual([403, "steps.1.condition.all.1"]);
    expect(await ask(viewer, "/api/v1/query/process", { filter: ann })).toEqual([403, "filter"]);
    const named: Condition = { field: "traits.name", op: "contains", value: "Ann" };
    expect(await ask(viewer, "/api/v1/segments/preview", { condition: named })).toEqual([403, "condition"]);
    expect(await ask(viewer, "/api/v1/query", { ...people, filter: { group: "acme" } })).toEqual([403, "filter"]);
  });

  it("asks about none of them through a query or with people that somebody saved", async () => {
    const query = { ...people, filter: ann };
    const { id } = await t.owner.request("POST /api/v1/saved-queries", { body: { name: "Ann", query } });
    expect(await ask(viewer, `/api/v1/saved-queries/${id}/answer`, {})).toEqual([403, "filter"]);
    expect(await ask(t.owner, `/api/v1/saved-queries/${id}/answer`, {})).toEqual([200, undefined]);
    const beside = { savedQuery: (await plain()).id, filter: ann };
    const together = await viewer.inject({ method: "POST", url: "/api/v1/queries", payload: { queries: [beside] } });
    expect(JSON.parse(together.body)).toMatchObject({ index: 0, problem: { status: 403 } });
    const chosen = { people: { list: id, count: 1, chosenAt: "2026-06-01T00:00:00Z" } };
    expect(await ask(viewer, "/api/v1/segments/preview", { condition: chosen })).toEqual([403, "condition"]);
  });

  it("asks about none of them by writing the condition down first", async () => {
    const key = await t.key("api", ["segments:read", "segments:edit", "metrics:read"]);
    const condition: Condition = { field: "traits.email", op: "eq", value: "ann@example.com" };
    expect(await ask(key, "/api/v1/segments", { name: "Ann", condition })).toEqual([403, "condition"]);
  });

  it("asks about all that says nothing of one", async () => {
    const known: Condition = { field: "user_id", op: "exists" };
    const product: Condition = { field: "properties.name", op: "eq", value: "Spade" };
    expect(await ask(viewer, "/api/v1/query", { ...people, filter: { all: [known, product] } })).toEqual([
      200,
      undefined,
    ]);
  });

  it("is not who may see them", async () => {
    expect(await ask(t.owner, "/api/v1/query", { ...people, filter: ann })).toEqual([200, undefined]);
  });
});
