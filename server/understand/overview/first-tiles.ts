import type { MetricRef } from "../../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../../contracts/understand/overview.ts";

/** What a workspace sees before anybody has chosen: how many, how loyal, how satisfied, how easy, how resolved, how much. */
export const firstTiles: MetricTile[] = [
  number("people", "People", { metric: "people" }),
  number("nps", "NPS", { metric: "nps" }),
  number("csat", "Satisfaction", { metric: "csat" }),
  number("ces", "Effort", { metric: "ces" }),
  number("fcr", "First contact resolution", { metric: "fcr" }),
  number("revenue", "Revenue", { metric: "revenue" }),
  number("orders", "Orders", { metric: "orders" }),
  number("responses", "Responses", { metric: "responses" }),
  {
    id: "nps-trend",
    title: "NPS over time",
    view: "trend",
    width: 2,
    query: { metrics: [{ metric: "nps" }], breakdowns: [], interval: "week" },
  },
  {
    id: "csat-by-channel",
    title: "Satisfaction by channel",
    view: "breakdown",
    width: 2,
    query: { metrics: [{ metric: "csat" }], breakdowns: ["channel"] },
  },
];

function number(id: string, title: string, metric: MetricRef): MetricTile {
  return { id, title, view: "number", width: 1, query: { metrics: [metric], breakdowns: [], interval: "week" } };
}
