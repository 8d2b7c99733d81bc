import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { touchpoints } from "./touchpoints.tables.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const rule = { field: "event", op: "eq" as const, value: "Order Completed" };
const create = (name: string, owner = t.owner) => owner.request("POST /api/v1/touchpoints", { body: { name, rule } });
const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

describe("touchpoints", () => {
  it("are made, read, listed by name, changed and deleted", async () => {
    const { owner } = await t.freshWorkspace();
    const order = await create("Order", owner);
    await create("basket", owner);
    expect(order).toMatchObject({ name: "Order", rule, channels: [], description: "", revision: 1, journeys: [] });
    const { items } = await owner.request("GET /api/v1/touchpoints", {});
    expect(items.map((each) => each.name)).toEqual(["basket", "Order"]);
    const params = { id: order.id };
    const changed = await owner.request("PUT /api/v1/touchpoints/:id", {
      params,
      ifMatch: 1,
      body: { name: "ORDER", rule: { any: [rule] }, channels: ["web"], description: "Paid" },
    });
    expect(changed).toMatchObject({ name: "ORDER", revision: 2, channels: ["web"], rule: { any: [rule] } });
    await owner.request("DELETE /api/v1/touchpoints/:id", { params });
    await expect(owner.request("GET /api/v1/touchpoints/:id", { params })).rejects.toEqual(problem("not_found"));
  });

  it("keep what somebody else saved meanwhile", async () => {
    const { id } = await create("Stale");
    const save = (ifMatch: number, description: string) =>
      t.owner.request("PUT /api/v1/touchpoints/:id", {
        params: { id },
        ifMatch,
        body: { name: "Stale", rule, description },
      });
    await save(1, "first");
    await expect(save(1, "second")).rejects.toEqual(problem("stale_revision"));
    const now = await t.owner.request("GET /api/v1/touchpoints/:id", { params: { id } });
    expect(now).toMatchObject({ description: "first", revision: 2 });
  });

  it("have names that differ in more than case, blanks and punctuation, however they are composed", async () => {
    await create("Check-out");
    const { id } = await create("Something else");
    await expect(create("check out")).rejects.toEqual(problem("name_taken"));
    await expect(
      t.owner.request("PUT /api/v1/touchpoints/:id", { params: { id }, body: { name: "CHECK_OUT", rule } }),
    ).rejects.toEqual(problem("name_taken"));
    await expect(create("Checkout")).rejects.toEqual(problem("name_taken"));
    await create("Café");
    await expect(create("Cafe\u0301")).rejects.toEqual(problem("name_taken"));
    const { owner } = await t.freshWorkspace();
    await expect(create("check out", owner)).resolves.toMatchObject({ revision: 1 });
  });

  it("are not deleted while a journey uses them, and name the journeys", async () => {
    const { id } = await create("Used");
    const steps = [{ id: "s", name: "Step", touchpointId: id }];
    const phases = [{ id: "p", name: "Phase", steps }];
    const journey = await t.owner.request("POST /api/v1/journeys", { body: { name: "The way", phases } });
    const used = await t.owner.request("GET /api/v1/touchpoints/:id", { params: { id } });
    expect(used.journeys).toEqual([{ id: journey.id, name: "The way" }]);
    const remove = () => t.owner.request("DELETE /api/v1/touchpoints/:id", { params: { id } });
    await expect(remove()).rejects.toThrow(/"The way"/);
    await t.owner.request("PUT /api/v1/journeys/:id", { params: { id: journey.id }, body: { name: "The other way" } });
    await expect(remove()).resolves.toBeUndefined();
  });

  it("refuse rules about persons, at the part that asks for it", async () => {
    const save = (bad: object) =>
      t.owner.inject({ method: "POST", url: "/api/v1/touchpoints", payload: { name: "Bad", rule: bad } });
    const traits = await save({ all: [rule, { field: "traits.plan", op: "exists" }] });
    expect([traits.statusCode, traits.json().fields[0].path]).toEqual([400, "rule.all.1.field"]);
    const did = await save({ not: { did: { event: "Order Completed" } } });
    expect([did.statusCode, did.json().fields[0].path]).toEqual([400, "rule.not.did"]);
    const unclean = await t.owner.inject({
      method: "POST",
      url: "/api/v1/touchpoints",
      payload: { name: "a\0b", rule },
    });
    expect(unclean.statusCode).toBe(400);
  });

  it("are not there for others", async () => {
    const { id } = await create("Mine");
    const { owner } = await t.freshWorkspace();
    const inject = (method: "GET" | "PUT" | "DELETE", instant: string) =>
      owner.inject({
        method,
        url: `/api/v1/touchpoints/${instant}`,
        ...(method === "PUT" ? { payload: { name: "X", rule } } : {}),
      });
    for (const method of ["GET", "PUT", "DELETE"] as const)
      for (const instant of [id, "nonsense"]) expect((await inject(method, instant)).statusCode).toBe(404);
  });

  it("number at most 500", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const now = t.clock.now();
    const rows = Array.from({ length: 500 }, (_, index) => ({
      ...{ workspace: workspace.id, id: uuidv7(), name: `T ${index}`, nameKey: `t-${index}`, description: "" },
      ...{ channels: [], rule, revision: 1, createdAt: now, updatedAt: now },
    }));
    await t.system.db.insert(touchpoints).values(rows);
    await expect(create("One more", owner)).rejects.toEqual(problem("too_many_records"));
  });
});
