import { person } from "../contacts/contacts.ts";
import { type Sql, sql } from "../platform/analytics/sql.ts";
import type { Metric } from "./metric.ts";
import { countShape, meanShape, rateShape, shareFigures, shareShape, sumShape } from "./shapes.ts";

// Statements about a person or a group are not something that happened.
const activity = sql`type not in ('identify', 'group', 'alias')`;
const known = sql`${person} != 0`;
const ordered = sql`event = 'Order Completed'`;
// The text "NaN" reads as a number too, and one such order would make nothing of every sum it is in.
const number = (key: string) => sql`ifNotFinite(toFloat64OrZero(JSONExtractString(properties, ${key})), 0)`;
const revenueOf = sql`if(JSONType(properties, 'revenue') != 'Null', ${number("revenue")}, ${number("total")})`;

interface Counted {
  name: string;
  title: string;
  description: string;
  formula: string;
  direction?: Metric["direction"];
  scope: Sql;
  figures: (when: Sql) => Record<string, Sql>;
}

function counted({ name, title, description, formula, direction = "higher", scope, figures }: Counted): Metric {
  return {
    name,
    version: 1,
    title,
    description,
    formula,
    unit: "count",
    direction,
    scale: null,
    minimumN: 0,
    interval: "exact Poisson (Garwood); Byar's approximation above 1,000",
    reference: "Garwood, Fiducial limits for the Poisson distribution, Biometrika 1936",
    variants: [{ name: "default", title, description }],
    params: [],
    source: "events",
    scope: () => scope,
    figures: (_variant, _params, when) => figures(when),
    ...countShape,
  };
}

const volume = counted({
  name: "volume",
  title: "Events",
  description: "Everything that happened: what customers did and said.",
  formula: "events",
  direction: "neutral",
  scope: activity,
  figures: (when) => ({ n: sql`countIf(${when})` }),
});

const people = counted({
  name: "people",
  title: "People",
  description: "Distinct people, each counted once whatever device, channel or identifier they used.",
  formula: "distinct resolved people",
  scope: activity,
  figures: (when) => ({ n: sql`uniqExactIf(${person}, (${when}) and ${known})` }),
});

const orders = counted({
  name: "orders",
  title: "Orders",
  description: "Completed orders.",
  formula: "events Order Completed",
  scope: ordered,
  figures: (when) => ({ n: sql`countIf(${when})` }),
});

const revenue: Metric = {
  name: "revenue",
  version: 1,
  title: "Revenue",
  description: "Revenue of completed orders, as sent; currencies are not converted.",
  formula: "Σ revenue of Order Completed (total where revenue is absent)",
  unit: "currency",
  direction: "higher",
  scale: null,
  minimumN: 0,
  interval: "compound Poisson: ±1.96·√Σx²",
  reference: "Variance of a compound Poisson sum, λ·E[X²]",
  variants: [
    { name: "default", title: "Revenue", description: "The sum." },
    { name: "per_order", title: "Average order value", description: "Revenue ÷ orders." },
  ],
  params: [],
  source: "events",
  scope: () => ordered,
  figures: (_variant, _params, when) => ({
    sum: sql`sumIf(${revenueOf}, ${when})`,
    squares: sql`sumIf(pow(${revenueOf}, 2), ${when})`,
    n: sql`countIf(${when})`,
    mean: sql`avgIf(${revenueOf}, ${when})`,
    variance: sql`varSampIf(${revenueOf}, ${when})`,
  }),
  estimate: (figures, variant) => revenueShape(variant).estimate(figures, variant),
  difference: (current, previous, variant) => revenueShape(variant).difference(current, previous, variant),
};

function revenueShape(variant: string) {
  return variant === "per_order" ? meanShape : sumShape;
}

const purchaseFrequency: Metric = {
  name: "purchase_frequency",
  version: 1,
  title: "Purchase frequency",
  description: "Orders per customer who ordered in the period.",
  formula: "orders ÷ customers who ordered",
  unit: "ratio",
  direction: "higher",
  scale: null,
  minimumN: 5,
  interval: "Poisson rate",
  reference: "metrics definition table: orders ÷ customers",
  variants: [{ name: "default", title: "Purchase frequency", description: "Orders ÷ distinct customers." }],
  params: [],
  source: "events",
  scope: () => ordered,
  figures: (_variant, _params, when) => ({
    events: sql`countIf((${when}) and ${known})`,
    people: sql`uniqExactIf(${person}, (${when}) and ${known})`,
  }),
  ...rateShape,
};

/** Share of one kind of event that another kind answers. */
function ratio(name: string, title: string, description: string, formula: string, direction: Metric["direction"]) {
  return (parts: Sql, all: Sql): Metric => ({
    name,
    version: 1,
    title,
    description,
    formula,
    unit: "share",
    direction,
    scale: [0, 1],
    minimumN: 5,
    interval: "Wilson score interval",
    reference: "Wilson, Probable Inference, JASA 1927",
    variants: [{ name: "default", title, description }],
    params: [],
    source: "events",
    scope: () => sql`(${parts} or ${all})`,
    figures: (_variant, _params, when) => ({
      hits: sql`least(countIf((${when}) and ${parts}), countIf((${when}) and ${all}))`,
      n: sql`countIf((${when}) and ${all})`,
    }),
    ...shareShape,
  });
}

const returnRate = ratio(
  "return_rate",
  "Return rate",
  "Orders returned of orders completed in the period.",
  "Product Returned or Order Refunded ÷ Order Completed",
  "lower",
)(sql`event in ('Product Returned', 'Order Refunded')`, ordered);

const clickRate = ratio(
  "click_rate",
  "Click rate",
  "E-mails clicked of e-mails delivered in the period.",
  "Email Clicked ÷ Email Delivered",
  "higher",
)(sql`event in ('Email Clicked', 'Email Link Clicked')`, sql`event = 'Email Delivered'`);

const resolvedAnswer: Metric = {
  name: "fcr_survey",
  version: 1,
  title: "First contact resolution, as customers say",
  description: "Customers who say that their question was resolved.",
  formula: 'answers "yes" ÷ answers to the question "resolved"',
  unit: "share",
  direction: "higher",
  scale: [0, 1],
  minimumN: 5,
  interval: "Wilson score interval",
  reference: "Survey form of FCR: the customer decides",
  variants: [{ name: "default", title: "FCR, survey", description: "Boolean feedback with the question id resolved." }],
  params: [],
  source: "events",
  scope: () => sql`event = 'Feedback Received' and feedback_type = 'boolean' and feedback_question = 'resolved'`,
  figures: (_variant, _params, when) => shareFigures(sql`feedback_score = 1`, when),
  ...shareShape,
};

export const behaviourMetrics: readonly Metric[] = [
  volume,
  people,
  orders,
  revenue,
  purchaseFrequency,
  returnRate,
  clickRate,
  resolvedAnswer,
];
