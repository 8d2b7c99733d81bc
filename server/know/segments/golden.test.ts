import { expect, test } from "vitest";
import { render } from "../../platform/analytics/sql.ts";
import { personsSql } from "./persons-sql.ts";

// Who a segment's people are, as it is asked, so that a review sees what a change makes of it.

test("persons-of-a-segment", async () => {
  const statement = personsSql(
    {
      all: [
        { did: { event: "Order Completed", atLeast: 3, withinDays: 90 } },
        { last: { type: "nps", op: "lte", value: 6 } },
        { not: { group: "acme" } },
      ],
    },
    new Date("2026-04-06T22:00:00Z"),
  );
  await expect(`${render(statement)}\n`).toMatchFileSnapshot("golden/persons-of-a-segment.sql");
});
