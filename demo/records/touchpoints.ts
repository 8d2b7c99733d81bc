import type { Condition } from "../../contracts/log/conditions.ts";
import type { DemoCompany } from "../generate/planted.ts";

interface DemoTouchpoint {
  key: string;
  name: string;
  description: string;
  channels: readonly string[];
  rule: Condition;
}

const is = (field: string, value: string): Condition => ({ field, op: "eq", value });
const events = (...names: string[]): Condition => ({ field: "event", op: "in", value: names });
const asked = (touchpoint: string): Condition => is("touchpoint", touchpoint);
const onPage = (path: string): Condition => ({ all: [is("type", "page"), is("properties.path", path)] });

const RETAILER: readonly DemoTouchpoint[] = [
  {
    key: "product_search",
    name: "Product search and advice",
    description: "Looking for something: the search box, and advice in the shop",
    channels: ["web", "app", "store"],
    rule: { any: [is("event", "Products Searched"), asked("product_search")] },
  },
  {
    key: "product_page",
    name: "Product page",
    description: "Looking at one product and putting it into the basket",
    channels: ["web", "app"],
    rule: events("Product Viewed", "Product Added"),
  },
  {
    key: "reviews",
    name: "Reviews",
    description: "Reading what other customers wrote",
    channels: ["web", "app"],
    rule: is("event", "Reviews Read"),
  },
  {
    key: "checkout",
    name: "Checkout",
    description: "Address, delivery and payment",
    channels: ["web", "app"],
    rule: { any: [events("Checkout Started", "Payment Failed"), asked("checkout")] },
  },
  {
    key: "order",
    name: "Order",
    description: "The order is placed and paid",
    channels: ["web", "app", "store"],
    rule: is("event", "Order Completed"),
  },
  {
    key: "shipping",
    name: "Shipping and tracking",
    description: "The parcel leaves, and the customer looks where it is",
    channels: ["email", "web"],
    rule: { any: [is("event", "Order Shipped"), onPage("/orders/track")] },
  },
  {
    key: "delivery",
    name: "Delivery",
    description: "The parcel arrives",
    channels: ["post"],
    rule: { any: [is("event", "Order Delivered"), asked("delivery")] },
  },
  {
    key: "returns",
    name: "Returns and refunds",
    description: "Sending something back",
    channels: ["post", "store", "web"],
    rule: events("Product Returned", "Order Refunded"),
  },
  {
    key: "support",
    name: "Customer support",
    description: "Asking a person for help",
    channels: ["email", "chat", "phone", "post"],
    rule: { any: [events("Support Case Opened", "Call Queued"), asked("support")] },
  },
  {
    key: "relationship",
    name: "Relationship survey",
    description: "The quarterly query: would you recommend us?",
    channels: ["email"],
    rule: asked("relationship"),
  },
];

const BANK: readonly DemoTouchpoint[] = [
  {
    key: "website",
    name: "Website",
    description: "Comparing accounts, fees and interest",
    channels: ["web"],
    rule: { any: [onPage("/accounts"), onPage("/fees")] },
  },
  {
    key: "application",
    name: "Account application",
    description: "The form, in the app, on the web or at the counter",
    channels: ["app", "web", "branch"],
    rule: is("event", "Account Application Started"),
  },
  {
    key: "identity_check",
    name: "Identity check",
    description: "Proving who you are, by video or at the counter",
    channels: ["app", "web", "branch"],
    rule: is("event", "Identity Verified"),
  },
  {
    key: "account_opening",
    name: "Account opening",
    description: "The account is there and can be used",
    channels: ["app", "web", "branch"],
    rule: { any: [is("event", "Account Opened"), asked("account_opening")] },
  },
  {
    key: "card",
    name: "Card",
    description: "The card has arrived and is switched on",
    channels: ["app", "web"],
    rule: is("event", "Card Activated"),
  },
  {
    key: "everyday_banking",
    name: "Everyday banking",
    description: "Logging in and sending money",
    channels: ["app", "web"],
    rule: events("App Logged In", "Transfer Sent"),
  },
  {
    key: "loan",
    name: "Loan",
    description: "Asking for a loan and hearing the decision",
    channels: ["app", "web"],
    rule: events("Loan Requested", "Loan Decided"),
  },
  {
    key: "branch",
    name: "Branch visit",
    description: "Coming to the counter",
    channels: ["branch"],
    rule: { any: [is("event", "Branch Visited"), asked("branch")] },
  },
  {
    key: "phone_queue",
    name: "Waiting on the phone",
    description: "From dialling to a voice",
    channels: ["phone"],
    rule: is("event", "Call Queued"),
  },
  {
    key: "phone_call",
    name: "Talking to the call centre",
    description: "The call itself, and what callers say about it",
    channels: ["phone"],
    rule: { any: [is("event", "Call Answered"), { all: [asked("support"), is("channel", "phone")] }] },
  },
  {
    key: "phone_solution",
    name: "Solution after a call",
    description: "The matter a caller brought is settled",
    channels: ["phone"],
    rule: { all: [is("event", "Case Solved"), is("channel", "phone")] },
  },
  {
    key: "phone_again",
    name: "Having to come back",
    description: "A settled matter opens again",
    channels: ["phone"],
    rule: { all: [is("event", "Case Reopened"), is("channel", "phone")] },
  },
  {
    key: "support",
    name: "Customer support",
    description: "Asking for help on any channel",
    channels: ["phone", "chat", "email", "branch", "post"],
    rule: { any: [events("Support Case Opened", "Call Queued"), asked("support")] },
  },
  {
    key: "relationship",
    name: "Relationship survey",
    description: "The quarterly query: would you recommend us?",
    channels: ["email"],
    rule: asked("relationship"),
  },
];

export function demoTouchpoints(company: DemoCompany): readonly DemoTouchpoint[] {
  return company === "retailer" ? RETAILER : BANK;
}
