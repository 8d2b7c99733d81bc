import type { QueryInput } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import { intervalFor } from "../metrics/interval.ts";
import type { View } from "../view/view.ts";

/** What a tile asks under the period, comparison, zone and customers of the page. */
export function queryOf(tile: MetricTile, { query, days, among }: View): QueryInput {
  const { interval, filter, ...own } = tile.query;
  const rest = { ...own, filter: among(filter) };
  // A breakdown compares groups; its answer needs no series.
  if (tile.view === "breakdown") return { ...rest, ...query };
  return { ...rest, ...query, interval: intervalFor(days, interval) };
}
