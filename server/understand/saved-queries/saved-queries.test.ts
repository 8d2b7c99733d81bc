import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnyQuery } from "../../../contracts/understand/any-query.ts";
import type { Tile } from "../../../contracts/understand/overview.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
const step = (value: string) => ({ condition: { field: "event", op: "eq" as const, value } });
const funnel = { funnel: { steps: [step("Seen"), step("Bought")], period: { last: 30, unit: "day" as const } } };
const nps: AnyQuery = { metrics: [{ metric: "nps" }] };

function save(owner: Caller, name: string, query: AnyQuery = funnel, description = "") {
  return owner.request("POST /api/v1/saved-queries", { body: { name, description, query } });
}
const tileOf = (savedQuery: string, title = "Buying"): Tile => ({ id: "q", title, width: 2, savedQuery });
const putTiles = (owner: Caller, tiles: Tile[]) => owner.request("PUT /api/v1/overview", { body: { tiles } });

/** Ann and Bob looked in June and only Ann bought; Cid did both in May. */
async function shop() {
  const fresh = await t.freshWorkspace();
  await t.track(fresh.writeKey, [
    track("ann", "Seen", "2026-06-10T10:00:00Z"),
    track("ann", "Bought", "2026-06-10T11:00:00Z"),
    track("bob", "Seen", "2026-06-11T10:00:00Z"),
    track("cid", "Seen", "2026-05-10T10:00:00Z"),
    track("cid", "Bought", "2026-05-10T11:00:00Z"),
  ]);
  const segment = await fresh.owner.request("POST /api/v1/segments", {
    body: { name: "Buyers", condition: { did: { event: "Bought" } } },
  });
  return { ...fresh, segment: segment.id };
}

describe("saved queries", () => {
  it("are kept as they were written, listed by name, changed and deleted", async () => {
    const { owner } = await t.freshWorkspace();
    const made = await save(owner, "Buying", funnel, "How far they get");
    expect(made).toMatchObject({ name: "Buying", description: "How far they get", kind: "funnel", revision: 1 });
    expect(made.query).toEqual(funnel);
    expect((await save(owner, "a number", nps)).kind).toBe("metrics");
    const { items } = await owner.request("GET /api/v1/saved-queries", {});
    expect(items.map(({ name }) => name)).toEqual(["a number", "Buying"]);

    const params = { id: made.id };
    const change = (ifMatch: number, name: string) =>
      owner.request("PUT /api/v1/saved-queries/:id", { params, ifMatch, body: { name, query: { process: {} } } });
    expect(await change(1, "Handling")).toMatchObject({ revision: 2, kind: "process", query: { process: {} } });
    await expect(change(1, "Late")).rejects.toEqual(problem("stale_revision"));
    await expect(change(2, "A NUMBER")).rejects.toThrow(/There is a saved query called/);
    await owner.request("DELETE /api/v1/saved-queries/:id", { params });
    await expect(owner.request("GET /api/v1/saved-queries/:id", { params })).rejects.toEqual(problem("not_found"));
  });

  it.each<[string, object, string]>([
    ["a funnel of one step", { funnel: { steps: [step("Seen")] } }, "query.funnel.steps"],
    ["an unknown period", { metrics: [{ metric: "nps" }], period: { last: 0, unit: "day" } }, "query.period"],
    ["two kinds at once", { funnel: {}, paths: {} }, "query"],
    [
      "a condition that is none",
      { process: { filter: { field: "nope", op: "eq", value: 1 } } },
      "query.process.filter",
    ],
    ["no query at all", {}, "query.metrics"],
  ])("say where %s is wrong", async (_what, query, path) => {
    const { owner } = await t.freshWorkspace();
    const answer = await owner.inject({
      method: "POST",
      url: "/api/v1/saved-queries",
      payload: { name: "X", query },
    });
    expect(answer.statusCode).toBe(400);
    const { fields } = answer.json<{ fields: { path: string }[] }>();
    expect(fields.some((field) => field.path.startsWith(path))).toBe(true);
  });

  it("are saved by analysts and read by viewers", async () => {
    const { workspace, owner } = await shop();
    const analyst = await t.member("analyst", workspace.id);
    const viewer = await t.member("viewer", workspace.id);
    const { id } = await save(analyst, "Buying");
    await expect(save(viewer, "Mine")).rejects.toEqual(problem("forbidden"));
    const asked = await viewer.request("POST /api/v1/saved-queries/:id/answer", { params: { id }, body: {} });
    expect(asked.kind).toBe("funnel");
    expect((await owner.request("GET /api/v1/saved-queries", {})).items).toHaveLength(1);
  });
});

describe("asking a saved query", () => {
  const ask = (owner: Caller, id: string, body: object = {}) =>
    owner.request("POST /api/v1/saved-queries/:id/answer", { params: { id }, body });

  it("answers every kind in its own shape, as of now", async () => {
    const { owner } = await shop();
    const queries: AnyQuery[] = [
      nps,
      funnel,
      { retention: { period: { last: 2, unit: "week" } } },
      { paths: { anchor: { from: step("Seen") } } },
      { process: {} },
    ];
    const kinds = [];
    for (const [index, query] of queries.entries()) {
      const { id } = await save(owner, `Query ${index}`, query);
      kinds.push((await ask(owner, id)).kind);
    }
    expect(kinds).toEqual(["metrics", "funnel", "retention", "paths", "process"]);
  });

  it("keeps a relative period relative, and takes another where one is given", async () => {
    const { owner, segment } = await shop();
    const { id } = await save(owner, "Buying");
    const people = async (body: object = {}) => {
      const asked = await ask(owner, id, body);
      return asked.kind === "funnel" ? asked.answer.rows[0]?.steps.map((each) => each.people) : null;
    };
    expect(await people()).toEqual([2, 1]);
    expect(await people({ period: { from: "2026-05-01", to: "2026-06-30" } })).toEqual([3, 2]);
    expect(await people({ period: { from: "2026-05-01", to: "2026-05-31" } })).toEqual([1, 1]);
    expect(await people({ filter: { segment } })).toEqual([1, 1]);
    t.clock.set("2026-05-20T12:00:00Z");
    expect(await people()).toEqual([1, 1]);
    t.clock.set("2026-06-17T12:00:00Z");
  });

  it("compares and gives a series as it is told to", async () => {
    const { owner } = await shop();
    const { id } = await save(owner, "Volume", {
      metrics: [{ metric: "volume" }],
      compare: "previous_period",
      interval: "month",
      filter: { field: "event", op: "eq", value: "Seen" },
    });
    const rowOf = async (body: object) => {
      const asked = await ask(owner, id, body);
      return asked.kind === "metrics" ? asked.answer.metrics[0]?.rows[0] : undefined;
    };
    const period = { from: "2026-06-01", to: "2026-06-14" };
    expect(await rowOf({ period })).toMatchObject({ result: { value: 2 }, comparison: { previous: { value: 0 } } });
    const plain = await rowOf({ period, compare: "none", interval: "week" });
    expect(plain?.comparison).toBeUndefined();
    expect(plain?.series).toHaveLength(2);
    const narrowed = await rowOf({ period, filter: { field: "user_id", op: "eq", value: "ann" } });
    expect(narrowed?.result.value).toBe(1);
  });
});

describe("what a tile or a query uses is not deleted", () => {
  it("a saved query on the Overview", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await save(owner, "Buying");
    expect((await putTiles(owner, [tileOf(id)])).tiles).toEqual([tileOf(id)]);
    const remove = () => owner.request("DELETE /api/v1/saved-queries/:id", { params: { id } });
    await expect(remove()).rejects.toEqual(problem("in_use"));
    await expect(remove()).rejects.toThrow(/used by the tile "Buying"/);
    await putTiles(owner, []);
    await remove();
    await expect(putTiles(owner, [tileOf(id)])).rejects.toEqual(problem("unknown_record"));
  });

  it("a segment that a saved query or a tile asks for", async () => {
    const { owner, segment } = await shop();
    const filter = { all: [{ segment }, { not: { field: "channel", op: "eq" as const, value: "web" } }] };
    const { id } = await save(owner, "Of buyers", { process: { filter } });
    const remove = () => owner.request("DELETE /api/v1/segments/:id", { params: { id: segment } });
    await expect(remove()).rejects.toThrow(/used by the saved query "Of buyers"/);
    await save(owner, "By buyers", { funnel: { ...funnel.funnel, breakdown: `segment.${segment}` } });
    await expect(remove()).rejects.toThrow(/"By buyers", the saved query "Of buyers"/);
    const { items } = await owner.request("GET /api/v1/saved-queries", {});
    await owner.request("DELETE /api/v1/saved-queries/:id", { params: { id: items[0]?.id ?? "" } });
    await owner.request("DELETE /api/v1/saved-queries/:id", { params: { id } });
    const query = { metrics: [{ metric: "people" }], breakdowns: [], filter };
    const tile: Tile = { id: "p", title: "People", view: "number", width: 1, query };
    await putTiles(owner, [tile]);
    await expect(remove()).rejects.toThrow(/used by the tile "People"/);
    await putTiles(owner, []);
    await remove();
    const refused = (path: string) => ({
      problem: {
        code: "unknown_record",
        detail: `${path}: there is no segment with the id "${segment}"; choose another, or leave it out.`,
        fields: [{ path, reason: "asks for a segment that is not there" }],
      },
    });
    await expect(putTiles(owner, [tile])).rejects.toMatchObject(refused("tiles.0.query.filter.all.0.segment"));
    await expect(save(owner, "Late", { process: { filter } })).rejects.toMatchObject(
      refused("query.process.filter.all.0.segment"),
    );
  });

  it("also when both happen at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { owner } = await t.freshWorkspace();
      const { id } = await save(owner, "Buying");
      const [put, removed] = await Promise.allSettled([
        putTiles(owner, [tileOf(id)]),
        owner.request("DELETE /api/v1/saved-queries/:id", { params: { id } }),
      ]);
      expect([put.status, removed.status].filter((status) => status === "fulfilled")).toHaveLength(1);
      const { tiles } = await owner.request("GET /api/v1/overview", {});
      const { items } = await owner.request("GET /api/v1/saved-queries", {});
      const shown = tiles.flatMap((tile) => ("savedQuery" in tile ? [tile.savedQuery] : []));
      expect(shown.every((each) => items.some((item) => item.id === each))).toBe(true);
    }
  });
});

it("a segment and a tile that asks for it, both at once: one of them stays out", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { owner } = await t.freshWorkspace();
    const { id: segment } = await owner.request("POST /api/v1/segments", {
      body: { name: "Buyers", condition: { did: { event: "Bought" } } },
    });
    const query = { metrics: [{ metric: "people" }], breakdowns: [], filter: { segment } };
    const [put, removed] = await Promise.allSettled([
      putTiles(owner, [{ id: "p", title: "People", view: "number", width: 1, query }]),
      owner.request("DELETE /api/v1/segments/:id", { params: { id: segment } }),
    ]);
    expect([put.status, removed.status].filter((status) => status === "fulfilled")).toHaveLength(1);
  }
});

describe("a tile", () => {
  it("says where it is wrong", async () => {
    const { owner } = await t.freshWorkspace();
    const refused = async (tile: object) => {
      const answer = await owner.inject({ method: "PUT", url: "/api/v1/overview", payload: { tiles: [tile] } });
      return answer.json<{ fields: { path: string }[] }>().fields.map(({ path }) => path);
    };
    expect(await refused({ id: "a", title: "", width: 5, savedQuery: "x" })).toEqual(["tiles.0.width"]);
    expect(await refused({ id: "a", title: "", width: 1, view: "number", query: { metrics: [] } })).toEqual([
      "tiles.0.query.metrics",
    ]);
  });
});

describe("a saved query of many levels", () => {
  it("is refused, as it could not be written down", async () => {
    const payload = `{"name":"Deep","query":{"metrics":[{"metric":"people"}],"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`;
    const headers = { "content-type": "application/json" };
    const answer = await t.owner.inject({ method: "POST", url: "/api/v1/saved-queries", payload, headers });
    expect(answer.statusCode).toBe(400);
  });
});
