import type { Condition } from "../../contracts/conditions.ts";
import type { DemoCompany } from "./planted.ts";

interface DemoSegment {
  /** What the personas of the demo call it. */
  key: string;
  name: string;
  description: string;
  condition: Condition;
}

const kind = (value: string): Condition => ({ field: "traits.segment", op: "eq", value });

const RETAILER: readonly DemoSegment[] = [
  {
    key: "home",
    name: "Home makers",
    description: "Furnish and look after a home",
    condition: kind("Home makers"),
  },
  { key: "garden", name: "Gardeners", description: "Buy for garden and balcony", condition: kind("Gardeners") },
];

const BANK: readonly DemoSegment[] = [
  { key: "families", name: "Families", description: "A household on one budget", condition: kind("Families") },
  { key: "business", name: "Business", description: "Bank for a firm of their own", condition: kind("Business") },
];

/** Kinds of customers that a company tells apart. */
export function demoSegments(company: DemoCompany): readonly DemoSegment[] {
  return company === "retailer" ? RETAILER : BANK;
}
