import type { MetricRef } from "../../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../../contracts/understand/overview.ts";
import { type FirstTileId, firstTileTitles } from "../../../contracts/words/first-tiles.ts";

/** What a workspace sees before anybody has chosen: how many, how loyal, how satisfied, how easy, how resolved, how much. */
export const firstTiles: MetricTile[] = [
  number("people", { metric: "people" }),
  number("nps", { metric: "nps" }),
  number("csat", { metric: "csat", variant: "mean" }),
  number("ces", { metric: "ces" }),
  number("fcr", { metric: "fcr" }),
  number("revenue", { metric: "revenue" }),
  number("orders", { metric: "orders" }),
  number("responses", { metric: "responses" }),
  {
    id: "nps-trend",
    title: firstTileTitles["nps-trend"],
    view: "trend",
    width: 2,
    query: { metrics: [{ metric: "nps" }], breakdowns: [], interval: "week" },
  },
  {
    id: "csat-by-channel",
    title: firstTileTitles["csat-by-channel"],
    view: "breakdown",
    width: 2,
    query: { metrics: [{ metric: "csat", variant: "mean" }], breakdowns: ["channel"] },
  },
];

function number(id: FirstTileId, metric: MetricRef): MetricTile {
  return {
    id,
    title: firstTileTitles[id],
    view: "number",
    width: 1,
    query: { metrics: [metric], breakdowns: [], interval: "week" },
  };
}
