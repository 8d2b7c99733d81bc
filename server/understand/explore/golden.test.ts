import { expect, test } from "vitest";
import { DAY } from "../../../contracts/words/durations.ts";
import { conditionSql } from "../../log/events/events.ts";
import { render, type Sql, sql } from "../../platform/analytics/sql.ts";
import { funnelSql } from "./funnel/funnel-sql.ts";
import { pathsSql } from "./paths/paths-sql.ts";
import { processSql } from "./process/process-sql.ts";
import { numberEvents } from "./query/naming-sql.ts";

// The hard statements as they are sent, so that a review sees what a change makes of them.

const span = { from: new Date("2026-03-23T23:00:00Z"), to: new Date("2026-04-06T22:00:00Z") };
const is = (event: string) => conditionSql({ field: "event", op: "eq", value: event });
const names = numberEvents(["Product Viewed", "Cart Viewed", "Order Completed"]);

const serves = [is("Product Viewed"), is("Cart Viewed"), is("Order Completed")];
const funnel = (counting: "first" | "every") => ({
  walk: {
    ...({ order: "ordered", counting, windowMs: 7 * DAY, steps: 3 } as const),
    exclusions: [{ after: 1, before: 2 }],
    shared: [[], [], []],
  },
  serves,
  excludes: [is("Cart Emptied")],
  filter: sql`1`,
  span,
  until: new Date("2026-04-13T22:00:00Z"),
  group: null,
});
const [from = sql`0`] = serves;

const statements: [name: string, statement: Sql][] = [
  ["funnel-first-entry", funnelSql(funnel("first"), [], { most: 50 })],
  ["funnel-every-entry", funnelSql(funnel("every"), [], { most: 50 })],
  [
    "paths-from-a-start",
    pathsSql(
      {
        ...{ from: { meets: from, number: names.numberOf("Product Viewed") }, names, filter: sql`1`, span },
        ...{ columns: 5, mergeRepeats: true, gapMinutes: 30 },
      },
      8,
    ),
  ],
  [
    "process-by-person",
    processSql({ traceBy: { by: "person" }, names, filter: sql`1`, span, mergeRepeats: false, minimumTraces: 1 }, 100),
  ],
];

test.each(statements)("%s", async (name, statement) => {
  await expect(`${render(statement)}\n`).toMatchFileSnapshot(`golden/${name}.sql`);
});
