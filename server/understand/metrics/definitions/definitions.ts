import type { Definition, MetricRef } from "../../../../contracts/understand/metrics.ts";
import { problem } from "../../../platform/http/problem.ts";
import { behaviourMetrics } from "./behaviour-metrics.ts";
import { caseMetrics } from "./case-metrics.ts";
import { customerMetrics } from "./customer-metrics.ts";
import { feedbackMetrics } from "./feedback-metrics.ts";
import type { Metric, Params } from "./metric.ts";

/** Every metric there is. The picker, the tooltips, the documentation and the engine all read this one table. */
const metrics: readonly Metric[] = [...feedbackMetrics, ...caseMetrics, ...behaviourMetrics, ...customerMetrics];

const byName = new Map(metrics.map((metric) => [metric.name, metric]));

/** A metric as a query asks for it: declared, with its variant chosen and its parameters filled in. */
export interface Chosen {
  metric: Metric;
  variant: string;
  params: Params;
}

/** @throws 400 naming the metric, variant or parameter that does not exist, and what does */
export function choose(ref: MetricRef, path: string): Chosen {
  const metric = byName.get(ref.metric);
  if (!metric) throw problem("unknown_metric", { path: `${path}.metric`, ...given(ref.metric, [...byName.keys()]) });
  const variant = ref.variant ?? metric.variants[0].name;
  const names = metric.variants.map((each) => each.name);
  if (!names.includes(variant))
    throw problem("unknown_variant", { path: `${path}.variant`, metric: metric.name, ...given(variant, names) });
  const params: Record<string, number | string> = {};
  for (const param of metric.params) params[param.name] = param.default;
  for (const [name, value] of Object.entries(ref.params ?? {})) {
    const declared = metric.params.find((param) => param.name === name);
    if (!declared)
      throw problem("unknown_parameter", {
        path: `${path}.params`,
        metric: metric.name,
        ...given(name, Object.keys(params)),
      });
    if (typeof value !== typeof declared.default || (typeof value === "number" && !(value > 0 && value <= 3660)))
      throw problem("invalid_parameter", { path: `${path}.params.${name}` });
    params[name] = value;
  }
  return { metric, variant, params };
}

function given(name: string, known: string[]) {
  return { name: name.slice(0, 60), known: known.length > 0 ? known : "none" };
}

/** The table as people and programs read it. */
export function describeMetrics(): Definition[] {
  return metrics.map((metric) => ({
    metric: metric.name,
    version: metric.version,
    name: metric.title,
    description: metric.description,
    formula: metric.formula,
    unit: metric.unit,
    direction: metric.direction,
    scale: metric.scale,
    minimumN: metric.minimumN,
    testable: metric.spread !== undefined,
    interval: metric.interval,
    source: metric.reference,
    variants: metric.variants.map(({ name, title, description, unit }) => ({
      name,
      title,
      description,
      unit: unit ?? metric.unit,
    })),
    params: [...metric.params],
  }));
}
