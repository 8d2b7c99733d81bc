import type { QuestionInput } from "../../contracts/metrics.ts";
import type { MetricTile } from "../../contracts/overview.ts";
import type { View } from "../shell/view.ts";
import { intervalFor } from "./interval.ts";

/** What a tile asks under the period, comparison, zone and customers of the page. */
export function questionOf(tile: MetricTile, { question, days, among }: View): QuestionInput {
  const { interval, filter, ...own } = tile.question;
  const rest = { ...own, filter: among(filter) };
  // A breakdown compares groups; its answer needs no series.
  if (tile.view === "breakdown") return { ...rest, ...question };
  return { ...rest, ...question, interval: intervalFor(days, interval) };
}
