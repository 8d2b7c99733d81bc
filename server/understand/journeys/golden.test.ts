import { expect, test } from "vitest";
import { conditionSql } from "../../log/events/events.ts";
import { render, type Sql, sql } from "../../platform/analytics/sql.ts";
import { peopleSql, quotesSql, scoresSql, waitsSql } from "./map/numbers-sql.ts";

// What a map of three steps asks, so that a review sees what a change makes of it.

const span = { from: new Date("2026-03-23T23:00:00Z"), to: new Date("2026-04-06T22:00:00Z") };
const steps = ["Product Viewed", "Order Completed", "Order Delivered"].map((event) => ({
  visit: conditionSql({ field: "event", op: "eq", value: event }),
  feedback: conditionSql({ field: "touchpoint", op: "eq", value: event }),
}));

const statements: [name: string, statement: Sql][] = [
  ["map-people", peopleSql(steps, span, 30)],
  ["map-waits", waitsSql(steps, span, 30)],
  ["map-scores", scoresSql(steps, span, null, [sql`avg(feedback_score) as mean`])],
  ["map-quotes", quotesSql(steps, span)],
];

test.each(statements)("%s", async (name, statement) => {
  await expect(`${render(statement)}\n`).toMatchFileSnapshot(`golden/${name}.sql`);
});
