import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { underKey } from "../../platform/analytics/under-key.ts";
import { queryKey } from "../../platform/http/query-id.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const id = "0190a000-0000-7000-8000-0000000000aa";
const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

describe("the progress of a query", () => {
  it("is told to who asked it, and to nobody else", async () => {
    const me = await t.owner.request("GET /api/v1/me", {});
    const asker = { workspace: t.workspace, actor: { kind: "user" as const, id: me.id, name: me.name } };
    const controller = new AbortController();
    const endless = underKey(t.system.analytics, queryKey(asker, id))
      .ask(sql`select max(cityHash64(number)) as n from numbers(1000000000000)`, {
        tenant: wholeOf(t.workspace.id),
        signal: controller.signal,
      })
      .catch(() => "stopped");
    const progress = (caller: Pick<TestApp["owner"], "request"> = t.owner, of = id) =>
      caller.request("GET /api/v1/query/progress/:id", { params: { id: of } });
    await vi.waitFor(async () => expect((await progress()).rowsRead).toBeGreaterThan(0), 10_000);
    expect(await progress()).toMatchObject({ statement: 1, statements: null, rowsTotal: 1_000_000_000_000 });
    await expect(progress(t.owner, `${id}b`)).rejects.toEqual(problem("no_such_query"));
    await expect(progress(await t.member("admin"))).rejects.toEqual(problem("no_such_query"));
    await expect(progress(await t.key("api"))).rejects.toEqual(problem("no_such_query"));
    await expect(progress((await t.freshWorkspace()).owner)).rejects.toEqual(problem("no_such_query"));
    controller.abort();
    expect(await endless).toBe("stopped");
    await expect(progress()).rejects.toEqual(problem("no_such_query"));
  });

  it("takes an id that is one, and answers the query all the same", async () => {
    const ask = (queryId: string) =>
      t.owner.request("POST /api/v1/query", { body: { metrics: [{ metric: "people" }] }, queryId });
    expect((await ask(id)).metrics).toHaveLength(1);
    await expect(ask("short")).rejects.toEqual(problem("invalid_query_id"));
  });
});

describe("how many statements a query takes is known before it is over", () => {
  const period = { from: "2026-06-01", to: "2026-06-16" };
  const twoChannels = { metrics: [{ metric: "people" }], breakdowns: ["channel"], period };
  const sixtyPlans = { metrics: [{ metric: "people" }], breakdowns: ["properties.plan"], period };
  const named = { naming: { by: "event" as const }, period };
  const rule = (event: string) => ({ field: "event", op: "eq" as const, value: event });
  const steps = ["Viewed", "Bought"].map((event) => ({ condition: rule(event) }));

  type Asks = (owner: Caller, queryId: string, journey: string) => Promise<unknown>;
  const kinds: [string, number[], Asks][] = [
    ["a metric", [1], (owner, queryId) => owner.request("POST /api/v1/query", { body: twoChannels, queryId })],
    [
      "a metric compared, as a series",
      [3, 3, 3],
      (owner, queryId) =>
        owner.request("POST /api/v1/query", {
          body: { ...twoChannels, compare: "previous_period", interval: "day" },
          queryId,
        }),
    ],
    [
      "metrics of two sources",
      [2, 2],
      (owner, queryId) =>
        owner.request("POST /api/v1/query", {
          body: { metrics: [{ metric: "people" }, { metric: "resolution_time" }], period },
          queryId,
        }),
    ],
    [
      "a breakdown of more values than are named, which is asked again",
      [2, 3, 3],
      (owner, queryId) => owner.request("POST /api/v1/query", { body: { ...sixtyPlans, interval: "day" }, queryId }),
    ],
    [
      "consistency",
      [2, 2],
      (owner, queryId) =>
        owner.request("POST /api/v1/query/consistency", {
          body: { metric: { metric: "nps" }, by: "channel", period },
          queryId,
        }),
    ],
    [
      "a funnel, compared",
      [2, 2],
      (owner, queryId) =>
        owner.request("POST /api/v1/query/funnel", {
          body: { steps, period, compare: "previous_period" },
          queryId,
        }),
    ],
    [
      "retention",
      [1],
      (owner, queryId) => owner.request("POST /api/v1/query/retention", { body: { period }, queryId }),
    ],
    [
      "paths by names",
      [2, 2],
      (owner, queryId) =>
        owner.request("POST /api/v1/query/paths", {
          body: { ...named, anchor: { from: { condition: rule("Viewed") } } },
          queryId,
        }),
    ],
    [
      "paths by rules",
      [1],
      (owner, queryId) =>
        owner.request("POST /api/v1/query/paths", {
          body: {
            naming: { by: "rules", rules: [{ name: "See", condition: rule("Viewed") }] },
            anchor: { from: { condition: rule("Viewed") } },
            period,
          },
          queryId,
        }),
    ],
    ["the process", [2, 2], (owner, queryId) => owner.request("POST /api/v1/query/process", { body: named, queryId })],
    [
      "a map from what people do",
      [2, 2],
      (owner, queryId) => owner.request("POST /api/v1/journeys/discover", { body: named, queryId }),
    ],
    [
      "the numbers of a map",
      [4, 4, 4, 4],
      (owner, queryId, id) =>
        owner.request("POST /api/v1/journeys/:id/numbers", { params: { id }, body: { period }, queryId }),
    ],
    [
      "conformance",
      [4, 4, 4, 4],
      (owner, queryId, id) =>
        owner.request("POST /api/v1/journeys/:id/conformance", { params: { id }, body: { period }, queryId }),
    ],
    [
      "people, of whom it is not known",
      [0],
      (owner, queryId) =>
        owner.request("POST /api/v1/query/funnel/people", {
          body: { query: { steps, period }, step: 1, which: "reached" },
          queryId,
        }),
    ],
  ];

  let owner: Caller;
  let journey: string;
  beforeAll(async () => {
    const fresh = await t.freshWorkspace();
    owner = fresh.owner;
    const instant = (minute: number) => new Date(Date.UTC(2026, 5, 10) + minute * 60_000).toISOString();
    await t.track(
      fresh.writeKey,
      Array.from({ length: 60 }, (_, n) => [
        track(`p${n}`, "Viewed", instant(n), { plan: `plan ${n}` }),
        track(`p${n}`, "Bought", instant(n + 5), { plan: `plan ${n}` }),
        feedback(`p${n}`, "nps", n % 11, instant(n + 9), { channel: n % 2 ? "email" : "web" }),
      ]).flat(),
    );
    const touchpoint = await owner.request("POST /api/v1/touchpoints", {
      body: { name: "Shop", rule: rule("Viewed") },
    });
    const phases = [{ id: "p", name: "All", steps: [{ id: "s", name: "See", touchpointId: touchpoint.id }] }];
    journey = (await owner.request("POST /api/v1/journeys", { body: { name: "Order", phases } })).id;
  });

  it.each(kinds)("%s", async (_kind, expected, ask) => {
    const asked = vi.spyOn(t.system.analytics, "ask");
    await ask(owner, id, journey);
    const labels = asked.mock.calls.flatMap(([, options]) => options.label ?? []);
    asked.mockRestore();
    expect(labels.map((label) => label.split(".").slice(1).map(Number))).toEqual(
      expected.map((statements, index) => [index + 1, statements]),
    );
  });
});
