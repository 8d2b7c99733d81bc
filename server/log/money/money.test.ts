import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestOptions } from "../../../contracts/client.ts";
import type { QueryInput } from "../../../contracts/understand/metrics.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";

type Rates = RequestOptions<"PUT /api/v1/currency-rates">["body"]["rates"];

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const order = (day: string, properties: object) => track("ann", "Order Completed", `2026-${day}T12:00:00Z`, properties);
const give = (owner: Caller, rates: Rates, ifMatch?: number) =>
  owner.request("PUT /api/v1/currency-rates", { body: { rates }, ...(ifMatch === undefined ? {} : { ifMatch }) });
const dollar = (since: string, rate: number) => ({ from: "USD", to: "EUR", since, rate });

async function shop() {
  const { owner, writeKey } = await t.freshWorkspace();
  await t.track(writeKey, [
    order("03-10", { revenue: 100 }),
    order("03-10", { revenue: 10, currency: "usd" }),
    order("05-10", { revenue: 20, currency: "USD" }),
    order("05-11", { revenue: 30, currency: "USD" }),
    order("05-12", { revenue: 7, currency: "GBP" }),
  ]);
  const ask = async (more: Partial<QueryInput> = {}) => {
    const period = { from: "2026-01-01", to: "2026-06-30" };
    const body = { metrics: [{ metric: "revenue" }], period, ...more } satisfies QueryInput;
    return (await owner.request("POST /api/v1/query", { body })).metrics[0]?.rows ?? [];
  };
  const amounts = async (more: Partial<QueryInput> = {}) =>
    (await ask(more)).map(({ result }) => [result.currency, result.value, result.n]);
  return { owner, ask, amounts };
}

describe("amounts of money", () => {
  it("that name no currency are in the workspace's, which can be another", async () => {
    const { owner, amounts } = await shop();
    expect(await amounts()).toEqual([
      ["USD", 60, 3],
      ["EUR", 100, 1],
      ["GBP", 7, 1],
    ]);
    await owner.request("PATCH /api/v1/workspace", { body: { currency: "GBP" } });
    expect(await amounts()).toEqual([
      ["USD", 60, 3],
      ["GBP", 107, 2],
    ]);
  });

  it("are converted by the rate of their day, and say so; those without one stay what they are", async () => {
    const { owner, ask, amounts } = await shop();
    await give(owner, [
      dollar("2026-04-01", 0.5),
      dollar("2026-05-11", 0.25),
      { ...dollar("2026-01-01", 3), to: "GBP" },
    ]);
    // The dollars of March are older than any rate.
    expect(await amounts()).toEqual([
      ["EUR", 117.5, 3],
      ["GBP", 7, 1],
      ["USD", 10, 1],
    ]);
    const [first, second] = await ask({ interval: "month", compare: "previous_period" });
    expect(first?.result.converted).toEqual([
      { from: "USD", n: 2, first: { since: "2026-04-01", rate: 0.5 }, last: { since: "2026-05-11", rate: 0.25 } },
    ]);
    expect(second?.result.converted).toBeUndefined();
    const may = first?.series?.find(({ start }) => start.startsWith("2026-05"))?.result;
    expect(may).toMatchObject({ currency: "EUR", value: 17.5, n: 2 });
    expect(first?.series?.find(({ start }) => start.startsWith("2026-03"))?.result.converted).toBeUndefined();
    // Sums of squares are converted too: 100² + 10² + 7.5².
    expect(first?.result.high).toBeCloseTo(117.5 + 1.96 * Math.sqrt(100 ** 2 + 10 ** 2 + 7.5 ** 2));
    expect(await amounts({ inOwnCurrencies: true })).toEqual([
      ["USD", 60, 3],
      ["EUR", 100, 1],
      ["GBP", 7, 1],
    ]);
    const { items } = await owner.request("GET /api/v1/contacts", {});
    const contact = await owner.request("GET /api/v1/contacts/:id", { params: { id: items[0]?.id ?? "" } });
    expect(contact.scores.revenue).toMatchObject([
      { currency: "EUR", amount: 117.5, orders: 3, converted: [{ from: "USD", n: 2 }] },
      { currency: "GBP", amount: 7, orders: 1 },
      { currency: "USD", amount: 10, orders: 1 },
    ]);
  });

  it("of nothing are in the workspace's currency", async () => {
    const { owner } = await t.freshWorkspace();
    await owner.request("PATCH /api/v1/workspace", { body: { currency: "CHF" } });
    const body = { metrics: [{ metric: "revenue" }] };
    const { metrics } = await owner.request("POST /api/v1/query", { body });
    expect(metrics[0]?.rows[0]?.result).toMatchObject({ currency: "CHF", value: 0, n: 0 });
  });
});

describe("rates", () => {
  it("are kept in order, changed by one person at a time, and refused where they make no sense", async () => {
    const { owner } = await t.freshWorkspace();
    expect(await owner.request("GET /api/v1/currency-rates", {})).toEqual({ rates: [], revision: 0 });
    const [late, early] = [dollar("2026-05-01", 0.9), dollar("2026-04-01", 0.8)];
    expect(await give(owner, [late, early], 0)).toEqual({ rates: [early, late], revision: 1 });
    await expect(give(owner, [], 0)).rejects.toMatchObject({ problem: { code: "stale_revision" } });
    for (const [rates, path] of [
      [[{ ...late, to: "USD" }], "rates.0.to"],
      [[late, late], "rates.1.since"],
      [[{ ...late, rate: 0 }], "rates.0.rate"],
      [[{ ...late, from: "usd" }], "rates.0.from"],
    ] as const)
      await expect(give(owner, [...rates])).rejects.toMatchObject({ problem: { fields: [{ path }] } });
  });
});
