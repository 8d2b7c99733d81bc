import { sql } from "../../../platform/analytics/sql.ts";
import type { Metric } from "./metric.ts";
import { quantileFigures, quantileShape, shareFigures, shareShape } from "./shapes.ts";

const durationVariants = [
  { name: "median", title: "median", description: "Half of the cases took no longer." },
  { name: "p90", title: "90th percentile", description: "Nine of ten cases took no longer." },
] as const;

const levels: Readonly<Record<string, number>> = { median: 0.5, p90: 0.9, full: 0.5, full_p90: 0.9 };
const duration = quantileShape((variant) => levels[variant] ?? 0.5);

const firstResponse: Metric = {
  name: "first_response_time",
  version: 1,
  title: "First response time",
  description: "From opening a case to the first public reply of a person; bots and internal notes do not count.",
  formula: "first public reply of a person − opening, in seconds of calendar time",
  unit: "duration",
  direction: "lower",
  scale: null,
  minimumN: 5,
  interval: "order statistics (Conover)",
  reference: "Cases without a reply yet are left out",
  variants: durationVariants,
  params: [],
  source: "cases",
  scope: () => sql`isNotNull(first_response)`,
  figures: (_variant, _params, when) => quantileFigures(sql`first_response`, when),
  ...duration,
};

const resolution: Metric = {
  name: "resolution_time",
  version: 1,
  title: "Resolution time",
  description: "From opening a case to solving it.",
  formula: "first solved − opening; full: last solved − opening; in seconds of calendar time",
  unit: "duration",
  direction: "lower",
  scale: null,
  minimumN: 5,
  interval: "order statistics (Conover)",
  reference: "Cases not solved yet are left out",
  variants: [
    ...durationVariants,
    { name: "full", title: "full, median", description: "To the last time it was solved, after every re-opening." },
    { name: "full_p90", title: "full, 90th percentile", description: "To the last time it was solved." },
  ],
  params: [],
  source: "cases",
  scope: () => sql`isNotNull(first_resolution)`,
  figures: (variant, _params, when) =>
    quantileFigures(variant.startsWith("full") ? sql`full_resolution` : sql`first_resolution`, when),
  ...duration,
};

const fcr: Metric = {
  name: "fcr",
  version: 1,
  title: "First contact resolution",
  description: "Cases resolved at the first contact.",
  formula: "resolved at first contact ÷ all solved cases",
  unit: "share",
  direction: "higher",
  scale: [0, 1],
  minimumN: 5,
  interval: "Wilson score interval",
  reference: "ICMI, first contact resolution: gross and net",
  variants: [
    {
      name: "gross",
      title: "FCR, gross",
      description: "Of all solved cases, by what Case Solved says (first_contact).",
    },
    {
      name: "net",
      title: "FCR, net",
      description: "Without cases that cannot be resolved at first level (first_level false).",
    },
    {
      name: "no_reply",
      title: "FCR, no reply",
      description: "Solved with at most one public reply of a person and never re-opened.",
    },
    {
      name: "repeat_contact",
      title: "FCR, repeat contact",
      description:
        "No further case of the same person on the same topic within the window; only cases whose window is over.",
    },
  ],
  params: [{ name: "windowDays", description: "Days in which a further contact counts as a repeat", default: 7 }],
  source: "cases",
  scope: () => sql`1`,
  figures(variant, params, when) {
    if (variant === "repeat_contact") {
      const seconds = Math.round(Number(params.windowDays ?? 7) * 86_400);
      const over = sql`(${when}) and person != 0 and timestamp + toIntervalSecond(${seconds}) <= as_of`;
      return shareFigures(sql`isNull(next_contact) or next_contact > ${seconds}`, over);
    }
    if (variant === "no_reply")
      return shareFigures(sql`replies <= 1 and reopened = 0`, sql`(${when}) and isNotNull(first_resolution)`);
    const solved = sql`(${when}) and isNotNull(first_contact)`;
    return shareFigures(sql`first_contact = 1`, variant === "net" ? sql`${solved} and first_level` : solved);
  },
  ...shareShape,
};

export const caseMetrics: readonly Metric[] = [firstResponse, resolution, fcr];
