import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Metric, Params, Spread } from "./metric.ts";
import { apart, countShape, meanFigures, meanShape, netFigures, netShape, shareFigures, shareShape } from "./shapes.ts";

const answers = (kind: Sql) => sql`event = 'Feedback Received' and ${kind}`;
const scored = (type: string) => answers(sql`feedback_type = ${type} and isNotNull(feedback_score)`);

const nps: Metric = {
  name: "nps",
  version: 1,
  title: "Net Promoter Score",
  description: "How many would recommend you, less how many would not, of all who said how likely it is from 0 to 10.",
  formula: "% answering 9–10 − % answering 0–6",
  unit: "points",
  direction: "higher",
  scale: [-100, 100],
  minimumN: 5,
  interval: "normal approximation: variance of one answer p + d − (p − d)²",
  reference:
    "Reichheld, The One Number You Need to Grow, HBR 2003; interval: Rocks, Interval Estimation for the NPS, 2016",
  variants: [{ name: "default", title: "NPS", description: "Detractors include 0; other scales are not NPS." }],
  params: [],
  source: "events",
  scope: () => scored("nps"),
  figures: (_variant, _params, when) => netFigures(sql`feedback_score >= 9`, sql`feedback_score <= 6`, when),
  spread: (_variant, _params, when) =>
    categories(sql`multiIf(feedback_score >= 9, 2, feedback_score <= 6, 0, 1)`, when),
  ...netShape,
};

// The share that counts as satisfied on each scale: the upper two of 5 and of 7, the upper one of 3 and of 2.
const satisfied = sql`feedback_score >= multiIf(feedback_scale = 2, 2, feedback_scale = 3, 3, feedback_scale - 1)`;

const csat: Metric = {
  name: "csat",
  version: 1,
  title: "Satisfaction (CSAT)",
  description: "The share of answers that are satisfied: 4 or 5 of 5.",
  formula: "answers of 4–5 ÷ all answers",
  unit: "share",
  direction: "higher",
  scale: [0, 1],
  minimumN: 5,
  interval: "Wilson score interval; Student's t for the mean",
  reference: "Top-two-box; ISO 10004:2018, annex on satisfaction measures",
  variants: [
    {
      name: "top_two_box",
      title: "CSAT",
      description: "The upper two of 5 or 7 points; of 3 and 2 points the upper one. Each answer by its own scale.",
    },
    { name: "top_box", title: "CSAT, top box", description: "Only the highest point of the scale." },
    {
      name: "mean",
      title: "Mean satisfaction",
      description: "The mean on one scale, 5 points unless asked.",
      unit: "score",
    },
  ],
  params: [{ name: "scale", description: "Points of the scale that the mean is taken on", default: 5 }],
  source: "events",
  scope: () => scored("csat"),
  usable: (variant, params) => (variant === "mean" ? isOnScale(params) : null),
  figures(variant, params, when) {
    if (variant === "mean") return meanFigures(sql`feedback_score`, onScale(when, params));
    return shareFigures(variant === "top_box" ? sql`feedback_score = feedback_scale` : satisfied, when);
  },
  spread(variant, params, when) {
    if (variant === "mean") return scores(onScale(when, params));
    return categories(variant === "top_box" ? sql`feedback_score = feedback_scale` : satisfied, when);
  },
  estimate: (figures, variant) => byVariant(variant).estimate(figures, variant),
  difference: (current, previous, variant) => byVariant(variant).difference(current, previous, variant),
  without: (whole, group, variant) => byVariant(variant).without(whole, group, variant),
  moments: (figures, variant) => byVariant(variant).moments(figures, variant),
};

const easyFrom = sql`multiIf(feedback_scale = 5, 4, 5)`;
const hasAgreement = sql`feedback_scale in (5, 7)`;
const topTwo = sql`feedback_score >= feedback_scale - 1`;

const ces: Metric = {
  name: "ces",
  version: 1,
  title: "Effort (CES)",
  description: "How far people agree that it was made easy for them; 7 is easiest.",
  formula: "mean of the agreement from 1 to 7",
  unit: "score",
  direction: "higher",
  scale: [1, 7],
  minimumN: 5,
  interval: "Student's t; Wilson score interval for shares",
  reference: "Dixon, Freeman & Toman, Stop Trying to Delight Your Customers, HBR 2010; CES 2.0 (CEB 2013)",
  variants: [
    { name: "mean", title: "CES", description: "The mean on one scale, 7 points unless asked." },
    { name: "agree", title: "Easy", description: "Share of 5–7 of 7, or of 4–5 of 5.", unit: "share" },
    { name: "top_two_box", title: "Very easy", description: "Share of the upper two points.", unit: "share" },
    { name: "net", title: "Net ease", description: "% answering 6–7 − % answering 1–3, of 7.", unit: "points" },
  ],
  params: [{ name: "scale", description: "Points of the scale that the mean is taken on", default: 7 }],
  source: "events",
  scope: () => scored("ces"),
  usable(variant, params) {
    if (variant === "agree") return hasAgreement;
    if (variant === "net") return isOnScale({ scale: 7 });
    return variant === "mean" ? isOnScale(params, 7) : null;
  },
  figures(variant, params, when) {
    if (variant === "agree")
      return shareFigures(sql`feedback_score >= ${easyFrom}`, sql`(${when}) and ${hasAgreement}`);
    if (variant === "top_two_box") return shareFigures(topTwo, when);
    if (variant === "net")
      return netFigures(sql`feedback_score >= 6`, sql`feedback_score <= 3`, sql`(${when}) and feedback_scale = 7`);
    return meanFigures(sql`feedback_score`, onScale(when, params, 7));
  },
  spread(variant, params, when) {
    if (variant === "agree") return categories(sql`feedback_score >= ${easyFrom}`, sql`(${when}) and ${hasAgreement}`);
    if (variant === "top_two_box") return categories(topTwo, when);
    if (variant === "net")
      return categories(
        sql`multiIf(feedback_score >= 6, 2, feedback_score <= 3, 0, 1)`,
        sql`(${when}) and feedback_scale = 7`,
      );
    return scores(onScale(when, params, 7));
  },
  estimate: (figures, variant) => byVariant(variant).estimate(figures, variant),
  difference: (current, previous, variant) => byVariant(variant).difference(current, previous, variant),
  without: (whole, group, variant) => byVariant(variant).without(whole, group, variant),
  moments: (figures, variant) => byVariant(variant).moments(figures, variant),
};

/** Answers of a type of their own, or ratings under its name as the id of their question. */
function rated(name: string, title: string, description: string, scale: [number, number]): Metric {
  return {
    name,
    version: 2,
    title,
    description,
    formula: `mean of the answers to questions of the kind ${name}`,
    unit: "score",
    direction: "higher",
    scale,
    minimumN: 5,
    interval: "Student's t",
    reference: "Feedback of that type, and ratings whose question id is the metric's name",
    variants: [{ name: "default", title, description }],
    params: [],
    source: "events",
    scope: () => answers(sql`(feedback_type = ${name} or feedback_question = ${name}) and isNotNull(feedback_score)`),
    usable: () => within(scale),
    // A rating may be any number; what lies off the scale is no answer to this query.
    figures: (_variant, _params, when) => meanFigures(sql`feedback_score`, sql`(${when}) and ${within(scale)}`),
    spread: (_variant, _params, when) => scores(sql`(${when}) and ${within(scale)}`),
    ...meanShape,
  };
}

function categories(value: Sql, when: Sql): Spread {
  return { kind: "categories", value, when };
}

function scores(when: Sql): Spread {
  return { kind: "scores", value: sql`feedback_score`, when };
}

function within([low, high]: readonly [number, number]): Sql {
  return sql`feedback_score between ${low} and ${high}`;
}

const emotion = rated("emotion", "Emotion", "How it felt, from −2 (awful) to 2 (delightful).", [-2, 2]);
const expectation = rated("expectation", "Expectation", "What people expected beforehand, from 1 to 5.", [1, 5]);

const isExpected = sql`((feedback_type = 'expectation' or feedback_question = 'expectation') and ${within([1, 5])})`;
const isPerceived = sql`feedback_type = 'csat' and feedback_scale = 5 and feedback_question != 'expectation'`;

const gap: Metric = {
  name: "expectation_gap",
  version: 2,
  title: "Expectation gap",
  description: "What people experienced less what they expected, on the same scale of 5.",
  formula: "mean satisfaction − mean expectation",
  unit: "score",
  direction: "higher",
  scale: [-4, 4],
  minimumN: 5,
  interval: "Welch's t for the difference of two means",
  reference: "Parasuraman, Zeithaml & Berry, SERVQUAL, Journal of Retailing 1988",
  variants: [{ name: "default", title: "Expectation gap", description: "Negative: worse than expected." }],
  params: [],
  source: "events",
  scope: () => answers(sql`isNotNull(feedback_score) and (${isExpected} or (${isPerceived}))`),
  figures(_variant, _params, when) {
    const perceived = meanFigures(sql`feedback_score`, sql`(${when}) and ${isPerceived}`);
    const expected = meanFigures(sql`feedback_score`, sql`(${when}) and ${isExpected}`);
    return { ...perceived, ...Object.fromEntries(Object.entries(expected).map(([name, each]) => [`e_${name}`, each])) };
  },
  estimate: (figures) => meanShape.difference(figures, expectedPart(figures), "default"),
  difference: (current, previous) =>
    apart(
      meanShape.difference(current, expectedPart(current), "default"),
      meanShape.difference(previous, expectedPart(previous), "default"),
    ),
};

function expectedPart(figures: Parameters<Metric["estimate"]>[0]) {
  return { mean: figures.e_mean ?? null, variance: figures.e_variance ?? null, n: figures.e_n ?? null };
}

const responses: Metric = {
  name: "responses",
  version: 1,
  title: "Responses",
  description: "Submissions of feedback, each counted once however many questions it answers.",
  formula: "distinct submissions",
  unit: "count",
  direction: "neutral",
  scale: null,
  minimumN: 0,
  interval: "exact Poisson",
  reference: "Feedback record, submission_id",
  variants: [{ name: "default", title: "Responses", description: "Distinct submissions." }],
  params: [],
  source: "events",
  scope: () => answers(sql`feedback_submission != ''`),
  figures: (_variant, _params, when) => ({ n: sql`uniqExactIf((source, feedback_submission), ${when})` }),
  ...countShape,
};

function onScale(when: Sql, params: Params, usual = 5): Sql {
  return sql`(${when}) and ${isOnScale(params, usual)}`;
}

function isOnScale(params: Params, usual = 5): Sql {
  return sql`feedback_scale = ${Number(params.scale ?? usual)}`;
}

function byVariant(variant: string) {
  if (variant === "mean") return meanShape;
  return variant === "net" ? netShape : shareShape;
}

export const feedbackMetrics: readonly Metric[] = [nps, csat, ces, emotion, expectation, gap, responses];
