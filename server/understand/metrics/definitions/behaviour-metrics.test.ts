import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueryInput } from "../../../../contracts/understand/metrics.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { track } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

async function fresh(messages: object[]) {
  const { owner, writeKey } = await t.freshWorkspace();
  await t.track(writeKey, messages);
  return { owner, writeKey, ask: (body: QueryInput) => results(owner, body) };
}

async function results(owner: Caller, body: QueryInput) {
  const answer = await owner.request("POST /api/v1/query", { body });
  return answer.metrics.map((each) => each.rows[0]?.result.value ?? null);
}

const instant = "2026-06-10T10:00:00Z";

test("orders, revenue, frequency, returns and clicks", async () => {
  const { ask } = await fresh([
    ...[10, 20, 30.5].map((revenue) => track("a", "Order Completed", instant, { revenue })),
    track("b", "Order Completed", instant, { total: "39.5" }),
    track("c", "Order Completed", instant, { revenue: "not a number" }),
    track("c", "Order Completed", instant, { revenue: "NaN" }),
    track("c", "Order Completed", instant, { total: "inf" }),
    track("d", "Order Completed", instant, {}),
    track("e", "Order Completed", instant, { revenue: 0 }),
    // More digits than an integer of the event store has: what stands beside it counts all the same.
    track("e", "Order Completed", instant, { barcode: 1e20, revenue: 5 }),
    track("a", "Product Returned", instant),
    ...Array.from({ length: 10 }, (_, mail) => track("a", "Email Delivered", instant, { email_id: `m${mail}` })),
    ...["m1", "m1", "m1", "m2", "m3"].map((mail) => track("a", "Email Clicked", instant, { email_id: mail })),
  ]);
  const names = ["orders", "revenue", "purchase_frequency", "return_rate", "click_rate", "volume", "people"];
  const answered = await ask({ metrics: names.map((metric) => ({ metric })) });
  expect(answered).toEqual([10, 105, 10 / 5, 1 / 10, 0.3, 26, 5]);
});

test("a mail that is clicked again and again was clicked once", async () => {
  const people = ["a", "b", "c", "d", "e"];
  const campaign = { campaign: "June" };
  const { ask } = await fresh([
    ...people.map((each) => track(each, "Email Delivered", instant, campaign)),
    ...people.slice(0, 2).map((each) => track(each, "Email Delivered", instant, { campaign_id: 7, ...campaign })),
    ...Array.from({ length: 6 }, () => track("a", "Email Clicked", instant, campaign)),
    track("b", "Email Link Clicked", instant, { campaign_id: 7, ...campaign }),
    track("b", "Email Clicked", instant, { campaign_id: 7, ...campaign }),
  ]);
  expect(await ask({ metrics: [{ metric: "click_rate" }] })).toEqual([2 / 7]);
});

test("an order without an amount is an order, and not one of 0 in their average", async () => {
  const { ask } = await fresh([
    ...[10, 20, 0].map((revenue) => track("a", "Order Completed", instant, { revenue })),
    track("a", "Order Completed", instant, { total: 30 }),
    track("a", "Order Completed", instant, {}),
    track("a", "Order Completed", instant, { revenue: "not a number" }),
    track("a", "Order Completed", instant, { total: "NaN" }),
  ]);
  const metrics = [{ metric: "revenue", variant: "per_order" }, { metric: "revenue" }, { metric: "orders" }];
  expect(await ask({ metrics })).toEqual([60 / 4, 60, 7]);
});

test("what has no amount is not among the orders that revenue counts, and is told", async () => {
  const { owner } = await fresh([
    ...[49.9, "€49.90", "49,90", null].map((revenue) => track("a", "Order Completed", instant, { revenue })),
    track("a", "Order Completed", instant, { revenue: "", total: " 10 " }),
  ]);
  const metrics = [{ metric: "revenue" }, { metric: "revenue", variant: "per_order" }, { metric: "orders" }];
  const { metrics: answered } = await owner.request("POST /api/v1/query", { body: { metrics } });
  const told = answered.map(({ rows }) => [rows[0]?.result.value, rows[0]?.result.n, rows[0]?.leftOut]);
  expect(told).toEqual([
    [expect.closeTo(59.9, 9), 2, 3],
    [expect.closeTo(29.95, 9), 2, 3],
    [5, 5, undefined],
  ]);
  const { items } = await owner.request("GET /api/v1/contacts", { query: {} });
  const { scores } = await owner.request("GET /api/v1/contacts/:id", { params: { id: items[0]?.id ?? "" } });
  expect(scores).toMatchObject({
    ...{ orders: 5, ordersWithoutAmount: 3 },
    revenue: [{ currency: "EUR", amount: expect.closeTo(59.9, 9), orders: 2 }],
  });
});

test("amounts of two currencies are never added: each has its own row, interval, comparison and series", async () => {
  const order = (revenue: unknown, currency?: unknown, time = instant) =>
    track("a", "Order Completed", time, { revenue, ...(currency === undefined ? {} : { currency }), shop: "main" });
  const { owner, ask } = await fresh([
    ...[10, 20, 30].map((revenue) => order(revenue)),
    ...[1, 2].map((revenue) => order(revenue, "usd")),
    order(500, "USD", "2026-06-03T10:00:00Z"),
    order(7, "doubloons"),
    order("unreadable", "USD"),
  ]);
  const period = { from: "2026-06-08", to: "2026-06-14" };
  const metrics = [{ metric: "revenue" }, { metric: "revenue", variant: "per_order" }, { metric: "orders" }];
  const body: QueryInput = {
    metrics,
    period,
    compare: "previous_period",
    interval: "day",
    breakdowns: ["properties.shop"],
  };
  const { metrics: answered } = await owner.request("POST /api/v1/query", { body });
  const told = answered.map(({ rows }) =>
    rows.map(({ group, result, leftOut, comparison, series = [] }) => ({
      ...{ group: group[0], value: result.value, n: result.n, currency: result.currency, leftOut },
      before: comparison?.previous.value ?? null,
      series: series.filter(({ result: { n } }) => n > 0).map((point) => [point.result.value, point.result.currency]),
    })),
  );
  const main = { group: "main", leftOut: undefined };
  expect(told[0]).toEqual([
    { ...main, value: 60, n: 3, currency: "EUR", leftOut: 1, before: 0, series: [[60, "EUR"]] },
    { ...main, value: 3, n: 2, currency: "USD", before: 500, series: [[3, "USD"]] },
    { ...main, value: 7, n: 1, currency: "XXX", before: 0, series: [[7, "XXX"]] },
  ]);
  expect(told[1]?.map(({ value, n, currency }) => [value, n, currency])).toEqual([
    [20, 3, "EUR"],
    [1.5, 2, "USD"],
    [7, 1, "XXX"],
  ]);
  expect(answered[1]?.rows[0]?.result).toMatchObject({ low: expect.closeTo(-4.84, 1), high: expect.closeTo(44.84, 1) });
  expect(told[2]).toMatchObject([{ value: 7, n: 7, currency: undefined }]);
  expect(await ask({ metrics: [{ metric: "revenue" }], period: { from: "2026-01-01", to: "2026-01-31" } })).toEqual([
    0,
  ]);
});

test("a period in which no order carries an amount has no average, and no revenue", async () => {
  const { ask } = await fresh([track("a", "Order Completed", instant)]);
  expect(await ask({ metrics: [{ metric: "revenue", variant: "per_order" }, { metric: "revenue" }] })).toEqual([
    null,
    null,
  ]);
});

test("a resent message counts once, an anonymous visitor who signs in is one person, in history too", async () => {
  const first = { type: "page", messageId: "m1", anonymousId: "cookie-1", timestamp: instant, name: "Home" };
  const { owner, writeKey } = await fresh([first, first]);
  await t.track(writeKey, [first, track("ann", "Logged In", instant)]);
  const both: QueryInput = { metrics: [{ metric: "volume" }, { metric: "people" }] };
  expect(await results(owner, both)).toEqual([2, 2]);
  await t.track(writeKey, [
    { type: "identify", messageId: "m3", userId: "ann", anonymousId: "cookie-1", timestamp: instant },
  ]);
  expect(await results(owner, both)).toEqual([2, 1]);
});

describe("churn and retention over a period", () => {
  // Window 30 days, period June 1 to 15; customers at its start were active in May 2 to May 31.
  const period = { from: "2026-06-01", to: "2026-06-15" };
  const params = { windowDays: 30 };
  const on = (person: string, ...days: string[]) =>
    days.map((day) => track(person, "Order Completed", `${day}T12:00:00Z`));

  test("those lost in the period, of those there at its start; the gained count in neither", async () => {
    const { ask } = await fresh([
      ...on("gone-long-ago", "2026-04-20"),
      ...on("lost-1", "2026-05-04"),
      ...on("lost-2", "2026-05-10"),
      ...on("not-yet-lost", "2026-05-25"),
      ...on("came-back-in-time", "2026-05-10", "2026-06-05"),
      ...on("came-back-too-late", "2026-05-04", "2026-06-10"),
      ...on("loyal", "2026-05-20", "2026-06-01", "2026-06-14"),
      ...on("new", "2026-06-03"),
    ]);
    const [churn, retention] = await ask({
      metrics: [
        { metric: "churn", params },
        { metric: "retention", params },
      ],
      period,
    });
    // At the start: lost-1, lost-2, not-yet-lost, came-back-in-time, came-back-too-late, loyal.
    expect(churn).toBeCloseTo(3 / 6, 9);
    expect(retention).toBeCloseTo(3 / 6, 9);
  });

  test("in a series by a field, each unit has the group that was last before its end", async () => {
    const by = (person: string, channel: string, ...days: string[]) =>
      days.map((day) => ({ ...track(person, "Order Completed", `${day}T12:00:00Z`), context: { channel } }));
    const people = ["p1", "p2", "p3", "p4", "p5"];
    const { owner } = await fresh([
      ...people.flatMap((each) => by(each, "web", "2026-02-20", "2026-03-10")),
      ...people.flatMap((each) => by(each, "store", "2026-05-20")),
    ]);
    const { metrics } = await owner.request("POST /api/v1/query", {
      body: {
        metrics: [{ metric: "retention", params }],
        period: { from: "2026-03-01", to: "2026-05-31" },
        interval: "month",
        breakdowns: ["channel"],
      },
    });
    const rows = metrics[0]?.rows ?? [];
    const series = Object.fromEntries(
      rows.map(({ group, series }) => [group[0], series?.map(({ result }) => [result.n, result.value])]),
    );
    // Over the whole period all five are customers of the store; month by month they were the web's until May.
    expect(rows.map(({ group, result }) => [group[0], result.n])).toEqual([
      ["store", 5],
      ["web", 0],
    ]);
    const nobody = [0, null];
    expect(series).toEqual({
      store: [nobody, nobody, nobody],
      web: [
        [5, 1],
        [5, 0],
        [0, null],
      ],
    });
  });

  test("in a period longer than the window, those who came once more and then no more are lost too", async () => {
    const { ask } = await fresh([
      ...on("lost-after-one-more", "2026-03-28", "2026-04-02"),
      ...on("lost-and-back", "2026-03-28", "2026-04-02", "2026-06-10"),
      ...on("gone-too-short", "2026-03-28", "2026-04-20", "2026-05-15", "2026-06-05"),
      ...on("loyal-1", "2026-03-28", "2026-04-20", "2026-05-15", "2026-06-05", "2026-06-14"),
      ...on("loyal-2", "2026-03-30", "2026-04-25", "2026-05-20", "2026-06-12"),
    ]);
    const longer = { from: "2026-04-01", to: "2026-06-15" };
    expect(await ask({ metrics: [{ metric: "churn", params }], period: longer })).toEqual([2 / 5]);
  });
});

describe("queries that cannot be answered say why", () => {
  const hostile = [
    "nope",
    "' or 1=1 --",
    "volume; drop table events",
    "\u0000",
    "{x:String}",
    "__proto__",
    "constructor",
    "a".repeat(61),
  ];
  test.each(hostile)("metric %j", async (metric) => {
    const { inject } = t.owner;
    const answer = await inject({ method: "POST", url: "/api/v1/query", payload: { metrics: [{ metric }] } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ fields: { path: string }[] }>().fields[0]?.path).toBe("metrics.0.metric");
  });

  test.each([
    "nope",
    "properties.",
    "properties.\ud800",
    "') or 1=1 --",
    "traits.plan",
    "event; select 1",
    "properties.a`b'\\\"c",
  ])("breakdown %j is refused or answered, never executed", async (field) => {
    const payload = { metrics: [{ metric: "volume" }], breakdowns: [field] };
    const answer = await t.owner.inject({ method: "POST", url: "/api/v1/query", payload });
    expect([200, 400]).toContain(answer.statusCode);
    expect(answer.body).not.toContain("DB::Exception");
  });

  test.each(["user_id", "anonymous_id"])("breakdown %j names customers only to who may see them", async (field) => {
    const payload = { metrics: [{ metric: "volume" }], breakdowns: [field] };
    const ask = async (role: "analyst" | "viewer") =>
      (await t.member(role)).inject({ method: "POST", url: "/api/v1/query", payload });
    expect((await ask("analyst")).statusCode).toBe(200);
    expect((await ask("viewer")).json()).toMatchObject({
      status: 403,
      detail: expect.stringContaining("contacts:read"),
    });
  });

  test.each([
    { period: { from: "2026-02-01", to: "2026-01-01" } },
    { period: { last: 0, unit: "day" } },
    { timezone: "Mars/Olympus" },
    { interval: "minute" },
    { metrics: [] },
    { metrics: [{ metric: "churn", params: { windowDays: -1 } }] },
    { metrics: [{ metric: "churn", params: { nope: 1 } }] },
    { metrics: [{ metric: "nps", variant: "nope" }] },
  ])("%j", async (part) => {
    const payload = { metrics: [{ metric: "volume" }], ...part };
    const answer = await t.owner.inject({ method: "POST", url: "/api/v1/query", payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail.length).toBeGreaterThan(10);
  });
});
