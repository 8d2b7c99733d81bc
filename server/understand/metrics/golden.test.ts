import { expect, test } from "vitest";
import type { MetricRef } from "../../../contracts/understand/metrics.ts";
import { conditionSql, fieldText } from "../../log/events/events.ts";
import { moneySql } from "../../log/money/money.ts";
import { render, sql } from "../../platform/analytics/sql.ts";
import { choose } from "./definitions/definitions.ts";
import { type Frame, plansOf, spell } from "./query/build-sql.ts";
import { bucketsOf } from "./query/period.ts";

// The SQL of a few named queries, so that a review sees what a change makes of them.

const span = { from: new Date("2026-03-23T23:00:00Z"), to: new Date("2026-04-06T22:00:00Z") };
const plain: Frame = {
  span,
  asOf: new Date("2026-04-10T00:00:00Z"),
  filter: sql`(1)`,
  groups: [],
  buckets: null,
  only: null,
};
const weeks = bucketsOf(span, "week", "Europe/Berlin");

const queries: [name: string, metrics: MetricRef[], frame: Partial<Frame>][] = [
  ["nps-per-week-by-channel", [{ metric: "nps" }], { groups: [fieldText("channel")], buckets: weeks }],
  [
    "satisfaction-and-effort-on-mobile",
    [{ metric: "csat" }, { metric: "ces" }],
    { filter: conditionSql({ field: "properties.device", op: "eq", value: "mobile" }) },
  ],
  ["people-and-revenue", [{ metric: "people" }, { metric: "revenue" }], {}],
  ["first-contact-resolution", [{ metric: "fcr" }, { metric: "fcr", variant: "repeat_contact" }], {}],
  ["churn-by-channel", [{ metric: "churn" }], { groups: [fieldText("channel")] }],
  ["retention-per-week-by-channel", [{ metric: "retention" }], { groups: [fieldText("channel")], buckets: weeks }],
  [
    "largest-regions-and-other",
    [{ metric: "volume" }],
    { groups: [fieldText("properties.region")], only: [["North"], [null]] },
  ],
];

const rates = [{ from: "USD", to: "EUR", since: "2026-01-01", rate: 0.92 }];
const money = moneySql({ usual: "EUR", timezone: "Europe/Berlin", rates });

test.each(queries)("%s", async (name, refs, frame) => {
  const asked = refs.map((ref, index) => ({ ...choose(ref, `metrics.${index}`), index, where: null, money }));
  const text = plansOf(asked)
    .map((plan) => render(spell(plan, { ...plain, ...frame })))
    .join("\n\n");
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.sql`);
});
