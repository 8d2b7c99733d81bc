import { person } from "../../../know/contacts/contacts.ts";
import { orderAmount } from "../../../log/money/money.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Metric } from "./metric.ts";
import { countShape, meanShape, moneyFigures, rateShape, shareFigures, shareShape, sumShape } from "./shapes.ts";

// Statements about a person or a group are not something that happened.
const activity = sql`type not in ('identify', 'group', 'alias')`;
const known = sql`${person} != 0`;
const ordered = sql`event = 'Order Completed'`;
const text = (key: string) => sql`JSONExtractString(properties, ${key})`;

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
  version: 4,
  title: "Revenue",
  description:
    "Revenue of completed orders by currency, converted where the workspace gives a rate and never added across without one.",
  formula: "sum of revenue of Order Completed (total where revenue is absent)",
  unit: "currency",
  direction: "higher",
  scale: null,
  minimumN: 0,
  interval: "compound Poisson: ±1.96·√Σx²",
  reference: "Variance of a compound Poisson sum, λ·E[X²]",
  variants: [
    { name: "default", title: "Revenue", description: "The sum." },
    { name: "per_order", title: "Average order value", description: "Revenue ÷ orders that carry an amount." },
  ],
  params: [],
  source: "events",
  scope: () => ordered,
  usable: () => sql`isNotNull(${orderAmount})`,
  isMoney: true,
  figures: (_variant, _params, when, money) => moneyFigures(money, when),
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

interface Ratio extends Pick<Metric, "name" | "version" | "title" | "description" | "formula" | "direction"> {
  parts: Sql;
  all: Sql;
  /** How many the rows are for which a condition holds. */
  counting: (when: Sql) => Sql;
}

/** Share of one kind of event that another kind answers. */
function ratio({ parts, all, counting, ...declared }: Ratio): Metric {
  const { title, description } = declared;
  return {
    ...declared,
    unit: "share",
    scale: [0, 1],
    minimumN: 5,
    interval: "Wilson score interval",
    reference: "Wilson, Probable Inference, JASA 1927",
    variants: [{ name: "default", title, description }],
    params: [],
    source: "events",
    scope: () => sql`(${parts} or ${all})`,
    figures: (_variant, _params, when) => ({
      hits: sql`least(${counting(sql`(${when}) and ${parts}`)}, ${counting(sql`(${when}) and ${all}`)})`,
      n: counting(sql`(${when}) and ${all}`),
    }),
    ...shareShape,
  };
}

const returnRate = ratio({
  name: "return_rate",
  version: 1,
  title: "Return rate",
  description: "Orders returned of orders completed in the period.",
  formula: "Product Returned or Order Refunded ÷ Order Completed",
  direction: "lower",
  parts: sql`event in ('Product Returned', 'Order Refunded')`,
  all: ordered,
  counting: (when) => sql`countIf(${when})`,
});

// What tells one mail to a person from the next; nobody known is somebody else each time.
const mail = sql`coalesce(nullIf(${text("email_id")}, ''), nullIf(${text("campaign_id")}, ''), ${text("campaign")})`;
const recipient = sql`${person}, if(${known}, '', message_id)`;

const clickRate = ratio({
  name: "click_rate",
  version: 2,
  title: "Click rate",
  description: "E-mails clicked at least once of e-mails delivered in the period.",
  formula: "distinct mails with Email Clicked ÷ distinct mails with Email Delivered",
  direction: "higher",
  parts: sql`event in ('Email Clicked', 'Email Link Clicked')`,
  all: sql`event = 'Email Delivered'`,
  counting: (when) => sql`uniqExactIf((${recipient}, ${mail}), ${when})`,
});

const resolvedAnswer: Metric = {
  name: "fcr_survey",
  version: 2,
  title: "First contact resolution, as customers say",
  description: "Customers who say that their question was resolved.",
  formula: 'answers "yes" ÷ answers to questions of the kind fcr',
  unit: "share",
  direction: "higher",
  scale: [0, 1],
  minimumN: 5,
  interval: "Wilson score interval",
  reference: "Survey form of FCR: the customer decides",
  variants: [
    {
      name: "default",
      title: "FCR, survey",
      description: "Feedback of type fcr, and boolean feedback with the question id resolved.",
    },
  ],
  params: [],
  source: "events",
  scope: () =>
    sql`event = 'Feedback Received' and (feedback_type = 'fcr' or (feedback_type = 'boolean' and feedback_question = 'resolved'))`,
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
