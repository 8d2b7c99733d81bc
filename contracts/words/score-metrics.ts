/** What customers are asked about a step or a touchpoint, each with the metric that its answers make. */
export const scoreMetrics = {
  satisfaction: { metric: "csat", variant: "mean" },
  effort: { metric: "ces", variant: "mean" },
  nps: { metric: "nps" },
  emotion: { metric: "emotion" },
  expectation: { metric: "expectation" },
} as const;
export type ScoreKind = keyof typeof scoreMetrics;
