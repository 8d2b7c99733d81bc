import { sql } from "../../../platform/analytics/sql.ts";
import type { Metric } from "./metric.ts";
import { shareFigures, shareShape } from "./shapes.ts";

const windowDays = {
  name: "windowDays",
  description: "Days without activity after which a customer counts as lost",
  default: 90,
};

/** Stands for "never" behind the last activity: the last second that the moments can hold. */
const LAST_SECOND = 2 ** 32 - 1;

const churn: Metric = {
  name: "churn",
  version: 1,
  title: "Churn",
  description: "Customers at the start of the period who were lost in it; those gained in the period count in neither.",
  formula: "customers whose inactivity reached the window within the period ÷ customers active in the window before it",
  unit: "share",
  direction: "lower",
  scale: [0, 1],
  minimumN: 5,
  interval: "Wilson score interval",
  reference: "Inactivity churn with a window; lost ÷ customers at the start",
  variants: [{ name: "inactivity", title: "Churn", description: "Lost by inactivity." }],
  params: [windowDays],
  source: "customers",
  scope: () => sql`1`,
  figures(_variant, params, when) {
    const seconds = windowSeconds(params);
    // Any of their pauses counts, not only the first: a period may be longer than the window.
    const lost = sql`arrayExists(
      (moment, next) -> moment >= last_before and moment + ${seconds} <= window_to and next > moment + ${seconds},
      moments, arrayPushBack(arrayPopFront(moments), ${LAST_SECOND}))`;
    return shareFigures(lost, when);
  },
  ...shareShape,
};

const retention: Metric = {
  name: "retention",
  version: 1,
  title: "Retention",
  description: "Customers at the start of the period who were active in it again.",
  formula: "(customers at the end − new ones) ÷ customers at the start",
  unit: "share",
  direction: "higher",
  scale: [0, 1],
  minimumN: 5,
  interval: "Wilson score interval",
  reference: "Retention over a period; cohort retention has a query of its own",
  variants: [{ name: "period", title: "Retention", description: "Active again within the period." }],
  params: [windowDays],
  source: "customers",
  scope: () => sql`1`,
  figures: (_variant, _params, when) => shareFigures(sql`next_within != 0 and next_within < window_to`, when),
  ...shareShape,
};

/** The inactivity window of a customers metric, in seconds. */
export function windowSeconds(params: Readonly<Record<string, number | string>>): number {
  return Math.round(Number(params.windowDays ?? windowDays.default) * 86_400);
}

export const customerMetrics: readonly Metric[] = [churn, retention];
