import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";
import { segments } from "./segments.tables.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
const bought = { did: { event: "Order Completed" } };
const create = (name: string, condition: Condition = bought, owner = t.owner) =>
  owner.request("POST /api/v1/segments", { body: { name, condition } });

const identify = (userId: string, traits: object, instant: string, more: object = {}) => ({
  ...{ type: "identify", userId, traits, timestamp: instant, messageId: `i-${userId}-${instant}` },
  ...more,
});

/** ann bought three times, bob once and long ago, cid never; ann is unhappy now, bob was. */
async function people() {
  const fresh = await t.freshWorkspace();
  await t.track(fresh.writeKey, [
    identify("ann", { plan: "pro", address: { city: "Bonn" } }, "2026-06-01T08:00:00Z"),
    identify("ann", { plan: "free" }, "2026-05-01T08:00:00Z"),
    identify("bob", { plan: "pro" }, "2026-06-01T08:00:00Z"),
    identify("bob", { plan: null }, "2026-06-02T08:00:00Z"),
    ...[10, 11, 12].map((day) => track("ann", "Order Completed", `2026-06-${day}T10:00:00Z`, { revenue: day })),
    track("bob", "Order Completed", "2026-02-01T10:00:00Z", { revenue: 99 }),
    track("cid", "Seen", "2026-06-10T10:00:00Z", {}, { context: { traits: { plan: "basic", age: 42 } } }),
    feedback("ann", "nps", 9, "2026-06-01T10:00:00Z"),
    feedback("ann", "nps", 3, "2026-06-10T10:00:00Z"),
    feedback("bob", "nps", 2, "2026-06-01T10:00:00Z"),
    feedback("bob", "nps", 10, "2026-06-05T10:00:00Z"),
    { type: "group", userId: "bob", groupId: "acme", timestamp: "2026-06-01T08:00:00Z", messageId: "g" },
  ]);
  const members = async (condition: Condition) => {
    const { items, size } = await fresh.owner.request("POST /api/v1/segments/preview", { body: { condition } });
    expect(size).toBe(items.length);
    return items.map(({ name }) => name).sort();
  };
  return { ...fresh, members };
}

describe("who is in a segment", () => {
  it("is decided by what they did, said, are and belong to", async () => {
    const { members } = await people();
    expect(await members(bought)).toEqual(["ann", "bob"]);
    expect(await members({ did: { event: "Order Completed", atLeast: 3, withinDays: 30 } })).toEqual(["ann"]);
    const dear: Condition = { field: "properties.revenue", op: "gt", value: 50 };
    expect(await members({ did: { event: "Order Completed", where: dear } })).toEqual(["bob"]);
    expect(await members({ not: bought })).toEqual(["cid"]);
    expect(await members({ all: [] })).toEqual(["ann", "bob", "cid"]);
    expect(await members({ any: [] })).toEqual([]);
    expect(await members({ last: { type: "nps", op: "lte", value: 6 } })).toEqual(["ann"]);
    expect(await members({ last: { question: "nps", op: "eq", value: 10, withinDays: 20 } })).toEqual(["bob"]);
    expect(await members({ last: { type: "csat", op: "gte", value: 0 } })).toEqual([]);
    expect(await members({ group: "acme" })).toEqual(["bob"]);
    expect(await members({ not: { group: "acme" } })).toEqual(["ann", "cid"]);
    expect(await members({ field: "traits.plan", op: "eq", value: "pro" })).toEqual(["ann"]);
    expect(await members({ field: "traits.address.city", op: "starts_with", value: "B" })).toEqual(["ann"]);
    expect(await members({ field: "traits.plan", op: "not_exists" })).toEqual(["bob"]);
    expect(await members({ field: "traits.age", op: "gte", value: 18 })).toEqual(["cid"]);
    expect(await members({ any: [{ group: "acme" }, { field: "traits.plan", op: "eq", value: "basic" }] })).toEqual([
      "bob",
      "cid",
    ]);
  });

  it("follows events as they arrive, and people as they are merged", async () => {
    const { owner, writeKey } = await people();
    const { id } = await create("Buyers", bought, owner);
    const size = async () => (await owner.request("GET /api/v1/segments/:id/size", { params: { id } })).size;
    expect(await size()).toBe(2);
    await t.track(writeKey, [track("cid", "Order Completed", "2026-06-11T10:00:00Z")]);
    expect(await size()).toBe(3);
    const { items } = await owner.request("GET /api/v1/contacts", {});
    const idOf = (name: string) => items.find((each) => each.name === name)?.id ?? "";
    await owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: idOf("ann") },
      body: { merged: idOf("bob"), reason: "the same" },
    });
    expect(await size()).toBe(2);
    const thrice: Condition = { did: { event: "Order Completed", atLeast: 4 } };
    const both = await owner.request("POST /api/v1/segments/preview", { body: { condition: thrice } });
    expect(both.items).toEqual([{ contactId: idOf("ann"), name: "ann" }]);
  });

  it("is listed a page at a time", async () => {
    const { owner } = await people();
    const { id } = await create("All", { all: [] }, owner);
    const page = (cursor?: string) =>
      owner.request("GET /api/v1/segments/:id/members", { params: { id }, query: { limit: 2, cursor } });
    const first = await page();
    const second = await page(first.nextCursor ?? "");
    expect([first.total, second.total, second.nextCursor]).toEqual([3, 3, null]);
    expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(["ann", "bob", "cid"]);
  });

  it("is shown by number only to those who may not see people", async () => {
    const viewer = await t.member("viewer");
    const preview = await viewer.request("POST /api/v1/segments/preview", { body: { condition: { all: [] } } });
    expect(preview).toMatchObject({ items: [], words: "always" });
  });
});

describe("a segment as a filter", () => {
  it("leaves the events of its people in every query", async () => {
    const { owner } = await people();
    const { id } = await create("Unhappy", { last: { type: "nps", op: "lte", value: 6 } }, owner);
    const filter: Condition = { segment: id };
    const period = { from: "2026-01-01", to: "2026-06-30" };
    const step = (event: string) => ({ condition: { field: "event", op: "eq" as const, value: event } });
    const numbers = await owner.request("POST /api/v1/query", {
      body: {
        metrics: [{ metric: "people" }, { metric: "volume" }, { metric: "fcr" }, { metric: "churn" }],
        period,
        filter,
      },
    });
    expect(numbers.metrics[0]?.rows[0]?.result.value).toBe(1);
    const funnel = (own?: Condition) =>
      owner.request("POST /api/v1/query/funnel", {
        body: {
          ...{ period, filter: own, windowSeconds: 8_640_000 },
          steps: [step("Order Completed"), step("Feedback Received")],
        },
      });
    expect((await funnel()).rows[0]?.steps[0]?.people).toBe(2);
    expect((await funnel(filter)).rows[0]?.steps[0]?.people).toBe(1);
    expect((await funnel({ not: filter })).rows[0]?.steps[0]?.people).toBe(1);
    const naming = { by: "event" as const };
    const paths = await owner.request("POST /api/v1/query/paths", {
      body: { anchor: { from: step("Order Completed") }, naming, period, filter },
    });
    expect(paths.columns[0]?.reached).toBe(1);
    const process = await owner.request("POST /api/v1/query/process", {
      body: { traceBy: { by: "person" }, naming, period, filter },
    });
    expect(process.traces).toBe(1);
    const retention = await owner.request("POST /api/v1/query/retention", {
      body: { period, interval: "month", filter },
    });
    expect(retention.cohorts.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it("must be there, and cannot be where an event is asked for", async () => {
    const { owner } = await t.freshWorkspace();
    const ask = (filter: Condition, where?: Condition) =>
      owner.request("POST /api/v1/query", {
        body: { metrics: [{ metric: "people", where }], period: { from: "2026-06-01", to: "2026-06-17" }, filter },
      });
    const { id } = await create("Mine");
    for (const segment of [id, "nonsense"]) await expect(ask({ segment })).rejects.toEqual(problem("unknown_record"));
    const own = await create("Own", bought, owner);
    await expect(ask({ segment: own.id })).resolves.toBeDefined();
    await expect(ask({ all: [] }, { segment: own.id })).rejects.toEqual(problem("condition_needs_history"));
    const rule = { segment: own.id };
    await expect(owner.request("POST /api/v1/touchpoints", { body: { name: "T", rule } })).rejects.toEqual(
      problem("rule_not_of_events"),
    );
  });
});

describe("segments", () => {
  it("are made, read, listed by name, changed and deleted", async () => {
    const { owner } = await t.freshWorkspace();
    const made = await create("Buyers", bought, owner);
    await create("all", { all: [] }, owner);
    expect(made).toMatchObject({ name: "Buyers", condition: bought, description: "", revision: 1 });
    const { items } = await owner.request("GET /api/v1/segments", {});
    expect(items.map((each) => each.name)).toEqual(["all", "Buyers"]);
    const params = { id: made.id };
    const save = (ifMatch: number, name: string) =>
      owner.request("PUT /api/v1/segments/:id", { params, ifMatch, body: { name, condition: { all: [bought] } } });
    expect(await save(1, "BUYERS")).toMatchObject({ name: "BUYERS", revision: 2, condition: { all: [bought] } });
    await expect(save(1, "Late")).rejects.toEqual(problem("stale_revision"));
    await expect(save(2, "ALL")).rejects.toEqual(problem("name_taken"));
    await expect(create("buyers", bought, owner)).rejects.toEqual(problem("name_taken"));
    await owner.request("DELETE /api/v1/segments/:id", { params });
    await expect(owner.request("GET /api/v1/segments/:id", { params })).rejects.toEqual(problem("not_found"));
  });

  it("take one name once, also from two people at the same moment", async () => {
    const { owner } = await t.freshWorkspace();
    const both = await Promise.all(["A", "B"].map((name) => create(name, bought, owner)));
    const named = await Promise.allSettled(
      both.map(({ id }) =>
        owner.request("PUT /api/v1/segments/:id", { params: { id }, body: { name: "Same", condition: bought } }),
      ),
    );
    expect(named.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(named).toContainEqual({ status: "rejected", reason: problem("name_taken") });
  });

  it("are not deleted while a tile asks for them", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await create("Used", bought, owner);
    const tile = {
      ...{ id: "a", title: "People who buy", view: "number" as const, width: 1 as const },
      query: { metrics: [{ metric: "people" }], filter: { all: [{ not: { segment: id } }] } },
    };
    await owner.request("PUT /api/v1/overview", { body: { tiles: [tile] } });
    const remove = () => owner.request("DELETE /api/v1/segments/:id", { params: { id } });
    await expect(remove()).rejects.toThrow(/"People who buy"/);
    await owner.request("PUT /api/v1/overview", { body: { tiles: [] } });
    await expect(remove()).resolves.toBeUndefined();
  });

  it("refuse what is not of a person, at the part that asks for it", async () => {
    const save = async (condition: object) => {
      const answer = await t.owner.inject({
        ...{ method: "POST", url: "/api/v1/segments", payload: { name: "Bad", condition } },
      });
      return [answer.statusCode, answer.json().fields[0].path];
    };
    expect(await save({ all: [bought, { field: "channel", op: "exists" }] })).toEqual([400, "condition.all.1.field"]);
    expect(await save({ not: { segment: "x" } })).toEqual([400, "condition.not.segment"]);
    const where = { field: "traits.plan", op: "exists" };
    expect(await save({ did: { event: "A", where } })).toEqual([400, "condition.did.where.field"]);
    expect(await save({ did: { event: "A", where: { group: "x" } } })).toEqual([400, "condition.did.where.group"]);
    expect(await save({ last: { op: "lte", value: 6 } })).toEqual([400, "condition.last"]);
    expect(await save({ last: { type: "nps", op: "ne", value: 6 } })).toEqual([400, "condition.last.op"]);
  });

  it("number at most 100", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const now = t.clock.now();
    const rows = Array.from({ length: 100 }, (_, index) => ({
      ...{ workspace: workspace.id, id: uuidv7(), name: `S ${index}`, nameKey: `s ${index}`, description: "" },
      ...{ condition: bought, revision: 1, createdAt: now, updatedAt: now },
    }));
    await t.system.db.insert(segments).values(rows);
    await expect(create("One more", bought, owner)).rejects.toEqual(problem("too_many_records"));
  });
});
