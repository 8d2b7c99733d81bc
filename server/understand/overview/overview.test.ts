import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../../../contracts/understand/metrics.ts";
import { overview } from "../../../contracts/understand/overview.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { firstTiles } from "./first-tiles.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const tile = {
  id: "mine",
  title: "Mine",
  view: "number" as const,
  width: 2 as const,
  query: { metrics: [{ metric: "nps" }] },
};

describe("the overview", () => {
  it("begins with tiles that can be asked", async () => {
    const { owner } = await t.freshWorkspace();
    const first = await owner.request("GET /api/v1/overview", {});
    expect(first).toEqual({ tiles: firstTiles, revision: 0 });
    expect(overview.parse(first)).toEqual(first);
    for (const each of first.tiles) {
      const answer = await owner.request("POST /api/v1/query", {
        body: query.parse("query" in each ? each.query : null),
      });
      expect(answer.metrics).toHaveLength(1);
    }
  });

  it("keeps what is saved, and refuses who has not seen it", async () => {
    const { owner } = await t.freshWorkspace();
    const save = (tiles: (typeof tile)[], ifMatch?: number) =>
      owner.request("PUT /api/v1/overview", { body: { tiles }, ...(ifMatch === undefined ? {} : { ifMatch }) });
    expect((await save([tile], 0)).revision).toBe(1);
    await expect(save([], 0)).rejects.toThrow(/Somebody changed/);
    expect((await owner.request("GET /api/v1/overview", {})).tiles.map((each) => each.id)).toEqual(["mine"]);
    expect(await save([], 1)).toEqual({ tiles: [], revision: 2 });
    expect(await owner.request("GET /api/v1/overview", {})).toEqual({ tiles: [], revision: 2 });
  });

  it("keeps the conditions of a query", async () => {
    const { owner } = await t.freshWorkspace();
    const filter = { field: "channel", op: "eq" as const, value: "web" };
    const asked = { ...tile, query: { metrics: [{ metric: "nps", where: { not: filter } }], filter } };
    const saved = await owner.request("PUT /api/v1/overview", { body: { tiles: [asked] } });
    expect(saved.tiles[0]).toMatchObject({ query: { filter, metrics: [{ where: { not: filter } }] } });
  });

  it("refuses two tiles with one id", async () => {
    const answer = await t.owner.inject({ method: "PUT", url: "/api/v1/overview", payload: { tiles: [tile, tile] } });
    expect(answer.statusCode).toBe(400);
  });
});
