import type { Condition } from "../../contracts/log/conditions.ts";
import type { DemoCompany } from "../generate/planted.ts";

interface DemoSegment {
  /** What the personas of the demo call it. */
  key: string;
  name: string;
  description: string;
  condition: Condition;
}

const kind = (value: string): Condition => ({ field: "traits.segment", op: "eq", value });

const is = (field: string, value: string): Condition => ({ field, op: "eq", value });

const detractors: DemoSegment = {
  key: "detractors",
  name: "Detractors",
  description: "Gave 6 or less when last asked whether they would recommend us, in the last 90 days",
  condition: { last: { type: "nps", op: "lte", value: 6, withinDays: 90 } },
};

const RETAILER: readonly DemoSegment[] = [
  {
    key: "home",
    name: "Home makers",
    description: "Furnish and look after a home",
    condition: kind("Home makers"),
  },
  { key: "garden", name: "Gardeners", description: "Buy for garden and balcony", condition: kind("Gardeners") },
  detractors,
  {
    key: "mobile",
    name: "Mobile regulars",
    description: "Ordered three times or more on the phone",
    condition: { did: { event: "Order Completed", atLeast: 3, where: is("properties.device", "mobile") } },
  },
  {
    key: "late",
    name: "Kept waiting in the North",
    description: "Live in the region where parcels come late, and had one at least two days late in the last 90 days",
    condition: {
      all: [
        is("traits.region", "North"),
        {
          did: {
            event: "Order Delivered",
            withinDays: 90,
            where: { field: "properties.days_late", op: "gte", value: 2 },
          },
        },
      ],
    },
  },
  {
    key: "unpaid",
    name: "Payment failed, no order lately",
    description: "A payment of theirs failed in the last 30 days, and they have not ordered in that time",
    condition: {
      all: [
        { did: { event: "Payment Failed", withinDays: 30 } },
        { not: { did: { event: "Order Completed", withinDays: 30 } } },
      ],
    },
  },
];

const BANK: readonly DemoSegment[] = [
  { key: "families", name: "Families", description: "A household on one budget", condition: kind("Families") },
  { key: "business", name: "Business", description: "Bank for a firm of their own", condition: kind("Business") },
  detractors,
  {
    key: "queued",
    name: "Long on hold",
    description: "Waited ten minutes or more on the phone in the last 90 days",
    condition: {
      did: {
        event: "Call Answered",
        withinDays: 90,
        where: { field: "properties.wait_seconds", op: "gte", value: 600 },
      },
    },
  },
  {
    key: "app",
    name: "App instead of branch",
    description: "Use the app, and have been in no branch for half a year",
    condition: {
      all: [
        { did: { event: "App Logged In", atLeast: 3, withinDays: 180 } },
        { not: { did: { event: "Branch Visited", withinDays: 180 } } },
      ],
    },
  },
  {
    key: "leaving",
    name: "Unfinished applications",
    description: "Began to open an account in the last 60 days and have none yet",
    condition: {
      all: [
        { did: { event: "Account Application Started", withinDays: 60 } },
        { not: { did: { event: "Account Opened" } } },
      ],
    },
  },
];

/** Kinds of customers that a company tells apart, by what they are, did and said. */
export function demoSegments(company: DemoCompany): readonly DemoSegment[] {
  return company === "retailer" ? RETAILER : BANK;
}
