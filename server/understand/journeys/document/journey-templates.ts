import type { z } from "zod";
import type { Condition } from "../../../../contracts/log/conditions.ts";
import type { JourneyFile, journeyTemplate } from "../../../../contracts/understand/journeys.ts";
import type { StepKind } from "../../../../contracts/words/step-kinds.ts";
import { firstLanes } from "./edit-journey.ts";

type Template = z.infer<typeof journeyTemplate>;

interface TemplateStep {
  name: string;
  touchpoint: string;
  about: string;
  channels: string[];
  rule: Condition;
  pain: string;
  opportunity: string;
  backstage: string;
  owner: string;
  kind?: StepKind;
}

interface TemplatePhase {
  name: string;
  steps: TemplateStep[];
}

const happens = (...events: [string, ...string[]]): Condition =>
  events.length === 1 ? { field: "event", op: "eq", value: events[0] } : { field: "event", op: "in", value: events };

// Rules name the events of Segment's e-commerce specification where it has one, else events named in its manner.

const RETAIL: TemplatePhase[] = [
  {
    name: "Discover",
    steps: [
      {
        name: "Search",
        touchpoint: "Product search",
        about: "Looking for something by words or by category",
        channels: ["web", "app"],
        rule: happens("Products Searched", "Product List Viewed"),
        pain: "Searches that find nothing",
        opportunity: "Offer the nearest match and say why",
        backstage: "Search index, product data",
        owner: "Online shop",
      },
      {
        name: "Look at a product",
        touchpoint: "Product page",
        about: "Reading about one product",
        channels: ["web", "app"],
        rule: happens("Product Viewed", "Product Clicked"),
        pain: "Sizes and delivery dates are hard to find",
        opportunity: "Show the delivery date before the basket",
        backstage: "Photos, stock levels, reviews",
        owner: "Online shop",
      },
    ],
  },
  {
    name: "Buy",
    steps: [
      {
        name: "Basket",
        touchpoint: "Basket",
        about: "Putting something aside to buy it",
        channels: ["web", "app"],
        rule: happens("Product Added", "Cart Viewed"),
        pain: "Shipping costs appear late",
        opportunity: "Show the whole price from the start",
        backstage: "Prices, promotions",
        owner: "Online shop",
      },
      {
        name: "Checkout",
        touchpoint: "Checkout",
        about: "Address, delivery and payment",
        channels: ["web", "app"],
        rule: happens("Checkout Started", "Payment Info Entered"),
        pain: "Long forms on small screens",
        opportunity: "Buy as a guest; fill in the address from the postcode",
        backstage: "Payment provider, fraud check",
        owner: "Payments",
      },
      {
        name: "Order",
        touchpoint: "Order",
        about: "The order is placed and paid",
        channels: ["web", "app", "store"],
        rule: happens("Order Completed"),
        pain: "The confirmation says little about what comes next",
        opportunity: "Say who will deliver, when, and how to change it",
        backstage: "Order management, confirmation mail",
        owner: "Online shop",
      },
    ],
  },
  {
    name: "Receive",
    steps: [
      {
        name: "Wait for the parcel",
        touchpoint: "Shipping",
        about: "The parcel is on its way",
        channels: ["email", "web"],
        rule: happens("Order Shipped", "Fulfillment Created"),
        pain: "Nobody says when a date slips",
        opportunity: "Tell the customer before they ask",
        backstage: "Warehouse, carrier",
        owner: "Logistics",
      },
      {
        name: "Unpack",
        touchpoint: "Delivery",
        about: "The parcel arrives",
        channels: ["post"],
        rule: happens("Order Delivered"),
        pain: "Late, left with a neighbour, or damaged",
        opportunity: "Ask on the day, and call back who was let down",
        backstage: "Carrier, packing line",
        owner: "Logistics",
      },
    ],
  },
  {
    name: "Afterwards",
    steps: [
      {
        name: "Return",
        kind: "side",
        touchpoint: "Returns and refunds",
        about: "Sending something back",
        channels: ["post", "store", "web"],
        rule: happens("Product Returned", "Order Refunded"),
        pain: "Money comes back late and unannounced",
        opportunity: "Refund when the carrier scans the parcel",
        backstage: "Returns desk, accounting",
        owner: "Customer service",
      },
      {
        name: "Get help",
        kind: "side",
        touchpoint: "Customer support",
        about: "Asking a person for help",
        channels: ["email", "chat", "phone"],
        rule: happens("Support Case Opened"),
        pain: "Having to explain everything twice",
        opportunity: "One case, whatever the channel",
        backstage: "Help desk, order history",
        owner: "Customer service",
      },
    ],
  },
];

const ACCOUNT: TemplatePhase[] = [
  {
    name: "Compare",
    steps: [
      {
        name: "Read about accounts",
        touchpoint: "Account pages",
        about: "Comparing accounts, fees and interest",
        channels: ["web"],
        rule: {
          all: [
            { field: "type", op: "eq", value: "page" },
            { field: "properties.path", op: "starts_with", value: "/accounts" },
          ],
        },
        pain: "Fees are spread over several pages",
        opportunity: "One page that says what a month costs",
        backstage: "Price list, legal texts",
        owner: "Marketing",
      },
    ],
  },
  {
    name: "Apply",
    steps: [
      {
        name: "Fill in the application",
        touchpoint: "Account application",
        about: "The form, in the app, on the web or at the counter",
        channels: ["app", "web", "branch"],
        rule: happens("Account Application Started"),
        pain: "Losing everything when the session ends",
        opportunity: "Save each page, and go on where one stopped",
        backstage: "Form, credit bureau",
        owner: "Onboarding",
      },
      {
        name: "Prove who you are",
        touchpoint: "Identity check",
        about: "By video, by post or at the counter",
        channels: ["app", "web", "branch", "post"],
        rule: happens("Identity Verified"),
        pain: "Waiting for a video agent; documents refused without a reason",
        opportunity: "Say what is wrong with a document while the customer still holds it",
        backstage: "Identity provider, compliance",
        owner: "Compliance",
      },
    ],
  },
  {
    name: "Open",
    steps: [
      {
        name: "Account is open",
        touchpoint: "Account opening",
        about: "The account is there and can be used",
        channels: ["app", "web", "branch"],
        rule: happens("Account Opened"),
        pain: "Days of silence",
        opportunity: "Show the state of the application at any time",
        backstage: "Core banking, welcome letter",
        owner: "Onboarding",
      },
      {
        name: "Card works",
        touchpoint: "Card",
        about: "The card has arrived and is switched on",
        channels: ["app", "web", "phone"],
        rule: happens("Card Activated"),
        pain: "Card and PIN come in different weeks",
        opportunity: "A card in the phone from the first day",
        backstage: "Card producer, post",
        owner: "Cards",
      },
    ],
  },
  {
    name: "Use",
    steps: [
      {
        name: "First payments",
        touchpoint: "Everyday banking",
        about: "Logging in and sending money",
        channels: ["app", "web"],
        rule: happens("App Logged In", "Transfer Sent"),
        pain: "Standing orders stay with the old bank",
        opportunity: "Move them over in one go",
        backstage: "Payments, account switching service",
        owner: "Payments",
      },
    ],
  },
];

const SUPPORT: TemplatePhase[] = [
  {
    name: "Look for help",
    steps: [
      {
        name: "Try alone",
        touchpoint: "Help centre",
        about: "Searching and reading help pages",
        channels: ["web", "app"],
        rule: happens("Help Searched", "Help Article Viewed"),
        pain: "Articles speak the company's language",
        opportunity: "Write with the words customers search for",
        backstage: "Help articles and who keeps them true",
        owner: "Knowledge",
      },
    ],
  },
  {
    name: "Reach someone",
    steps: [
      {
        name: "Get in touch",
        touchpoint: "Customer support",
        about: "A request is opened on any channel",
        channels: ["phone", "chat", "email"],
        rule: happens("Support Case Opened"),
        pain: "Menus before a person",
        opportunity: "Offer a call back instead of a queue",
        backstage: "Telephone system, ticket system, routing",
        owner: "Service desk",
      },
      {
        name: "Get an answer",
        touchpoint: "Reply",
        about: "A person answers",
        channels: ["phone", "chat", "email"],
        rule: {
          all: [
            happens("Case Replied"),
            { field: "properties.by", op: "ne", value: "bot" },
            { field: "properties.public", op: "ne", value: false },
          ],
        },
        pain: "Standard texts that miss the point",
        opportunity: "Show the agent what the customer has done before",
        backstage: "Agents, templates, shifts",
        owner: "Service desk",
      },
    ],
  },
  {
    name: "Solve",
    steps: [
      {
        name: "Solved",
        touchpoint: "Solution",
        about: "The matter is settled",
        channels: ["phone", "chat", "email"],
        rule: happens("Case Solved"),
        pain: "Closed, but not solved",
        opportunity: "Ask whether it is, before closing",
        backstage: "Second line, suppliers",
        owner: "Service desk",
      },
      {
        name: "Come back with it",
        kind: "failure",
        touchpoint: "Re-opening",
        about: "A settled matter opens again",
        channels: ["phone", "chat", "email"],
        rule: happens("Case Reopened"),
        pain: "Starting again with somebody new",
        opportunity: "Back to the same person, with priority",
        backstage: "Causes of repeat contacts, reviewed each week",
        owner: "Quality",
      },
    ],
  },
];

export const journeyTemplates: Template[] = [
  template("retail-order", "Retail order", "From the first search to a parcel at the door, a return and help", RETAIL),
  template("bank-account", "Bank account opening", "From comparing accounts to the first payments", ACCOUNT),
  template("support-case", "Support case", "From looking for help to a matter that stays settled", SUPPORT),
];

function template(id: string, name: string, description: string, phases: TemplatePhase[]): Template {
  const steps = phases.flatMap((phase) => phase.steps);
  const idOf = (step: TemplateStep) => `step-${steps.indexOf(step) + 1}`;
  const file: JourneyFile = {
    journey: {
      schema: "throughline.journey/1",
      name,
      description,
      phases: phases.map((phase, index) => ({
        id: `phase-${index + 1}`,
        name: phase.name,
        steps: phase.steps.map((step) => ({
          id: idOf(step),
          name: step.name,
          touchpointId: `touchpoint-${idOf(step)}`,
          ...(step.kind ? { kind: step.kind } : {}),
        })),
      })),
      lanes: firstLanes,
      cells: steps.flatMap((step) =>
        (["pain", "opportunity", "backstage", "owner"] as const).map((lane) => ({
          step: idOf(step),
          lane,
          text: step[lane],
        })),
      ),
      windowDays: 30,
      personas: [],
    },
    personas: [],
    touchpoints: steps.map((step) => ({
      id: `touchpoint-${idOf(step)}`,
      name: step.touchpoint,
      description: step.about,
      channels: step.channels,
      rule: step.rule,
    })),
  };
  return { id, name, description, file };
}
