import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller, TestApp } from "../../testing/app.ts";
import { startTestApp } from "../../testing/app.ts";
import { erased } from "../../testing/invented-person.ts";
import { track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const instant = "2026-06-10T10:00:00.000Z";
const completed = { field: "event", op: "eq", value: "Order Completed" } as const;

async function erase(owner: Caller, contact: string) {
  const { id } = await owner.request("POST /api/v1/erasures", { body: { contacts: [contact], now: true } });
  return erased(owner, id);
}

/** Somebody who chose to be called like what the workspace works with. */
async function called(name: string, userId: string) {
  const fresh = await t.freshWorkspace();
  await t.track(fresh.writeKey, [
    { type: "identify", userId, messageId: `named ${userId}`, timestamp: instant, traits: { name } },
    track("other", "Order Completed", instant, { total: 5 }),
  ]);
  return { ...fresh, contact: keyOfIdentifier(fresh.workspace.id, "user_id", userId) };
}

describe("what a workspace works with, when somebody is erased who is called like it", () => {
  it("stays as it is, and what people wrote goes on without the name", async () => {
    const { owner, contact } = await called("Order Completed", "order-2026");
    const touchpoint = await owner.request("POST /api/v1/touchpoints", {
      body: { name: "Till", description: "Where Order Completed comes from", rule: completed, channels: ["web"] },
    });
    const segment = await owner.request("POST /api/v1/segments", {
      body: {
        name: "Buyers",
        condition: {
          all: [
            { did: { event: "Order Completed", where: { field: "properties.kind", op: "eq", value: "order-2026" } } },
            { any: [{ field: "traits.user_id", op: "in", value: ["order-2026", "other"] }] },
          ],
        },
      },
    });
    const query = {
      funnel: { steps: [{ name: "Order Completed", condition: completed }, { condition: completed }] },
    };
    const saved = await owner.request("POST /api/v1/saved-queries", { body: { name: "Sold", query } });
    const { tiles } = await owner.request("GET /api/v1/overview", {});
    const tile = {
      ...{ id: "sold", title: "Order Completed", width: 1 as const, view: "number" as const },
      query: { metrics: [{ metric: "volume", where: completed }], breakdowns: ["properties.order-2026"] },
    };
    await owner.request("PUT /api/v1/overview", { body: { tiles: [...tiles, tile] } });

    await erase(owner, contact);
    const points = await owner.request("GET /api/v1/touchpoints", {});
    expect(points.items.find(({ id }) => id === touchpoint.id)).toMatchObject({
      ...{ name: "Till", description: "Where [erased] comes from", rule: completed, channels: ["web"] },
    });
    const after = await owner.request("GET /api/v1/segments/:id", { params: { id: segment.id } });
    expect(after.condition).toEqual({
      all: [
        { did: { event: "Order Completed", where: { field: "properties.kind", op: "eq", value: "order-2026" } } },
        { any: [{ field: "traits.user_id", op: "in", value: ["[erased]", "other"] }] },
      ],
    });
    expect((await owner.request("GET /api/v1/saved-queries/:id", { params: { id: saved.id } })).query).toEqual({
      funnel: { steps: [{ name: "[erased]", condition: completed }, { condition: completed }] },
    });
    const overview = await owner.request("GET /api/v1/overview", {});
    expect(overview.tiles.at(-1)).toEqual({
      ...tile,
      ...{ title: "[erased]" },
    });
  });

  it("stays in imports, where only cells, names of files and what was said of them go", async () => {
    const { owner, contact } = await called("Order Date", "2");
    const upload = await owner.inject({
      ...{ method: "POST", url: "/api/v1/imports?name=Order%20Date.csv" },
      headers: { "content-type": "application/octet-stream" },
      payload: "user,event,Order Date\n2,Order Completed,2026-06-10T10:00:00Z\n3,Order Date,2026-06-11T10:00:00Z\n",
    });
    const before = upload.json<{ id: string; recognised: { columns: object[]; rowsSeen: number } }>();
    await erase(owner, contact);
    const after = await owner.request("GET /api/v1/imports/:id", { params: { id: before.id } });
    expect(after.recognised.rowsSeen).toBe(2);
    expect(after.recognised.columns.map(({ name, distinct }) => [name, distinct])).toEqual([
      ...[
        ["user", 2],
        ["event", 2],
        ["Order Date", 2],
      ],
    ]);
    expect(after.recognised.preview.map(({ values }) => Object.values(values).slice(0, 2))).toEqual([
      ["[erased]", "Order Completed"],
      ["3", "[erased]"],
    ]);
    expect(after.name).toBe("[erased].csv");
  });

  it("keeps names apart that were those of one person, and no longer than they may be", async () => {
    const { owner, contact } = await called("Ann Lee", "ann");
    const body = { condition: { did: { event: "X" } } };
    const long = "Ann Lee ".repeat(15);
    for (const name of ["[erased]", "Ann Lee", "ANN  LEE", "Ann Lee.", long])
      await owner.request("POST /api/v1/segments", { body: { ...body, name, description: "Ann Lee".repeat(285) } });
    await owner.request("POST /api/v1/segments", {
      body: { ...body, name: "Full", description: "Ann Lee ".repeat(250) },
    });
    await erase(owner, contact);
    const { items } = await owner.request("GET /api/v1/segments", {});
    expect(items.map(({ name }) => name).sort()).toEqual(
      ["Full", "[erased]", "[erased] 2", "[erased].", "ANN  LEE", "[…] ".repeat(15).trim()].sort(),
    );
    expect(items.find(({ name }) => name === "Full")?.description).toBe("[…] ".repeat(250));
  });
});
