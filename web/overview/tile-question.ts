import type { QuestionInput } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import { intervalFor } from "../metrics/interval.ts";
import type { View } from "../view/view.ts";

/** What a tile asks under the period, comparison, zone and customers of the page. */
export function questionOf(tile: MetricTile, { question, days, among }: View): QuestionInput {
  const { interval, filter, ...own } = tile.question;
  const rest = { ...own, filter: among(filter) };
  // A breakdown compares groups; its answer needs no series.
  if (tile.view === "breakdown") return { ...rest, ...question };
  return { ...rest, ...question, interval: intervalFor(days, interval) };
}
