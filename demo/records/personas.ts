import type { PersonaFields } from "../../contracts/understand/personas.ts";
import type { DemoCompany } from "../generate/planted.ts";

interface DemoPersona extends Omit<PersonaFields, "segment" | "picture" | "quotes"> {
  /** Key of a demo segment. */
  segment: string;
  /** What the team believed they would say. */
  assumed: string;
  /** Words that real answers are looked for by. */
  about: readonly string[];
  /** Names of the journeys drawn for them. */
  journeys: readonly string[];
}

const RETAILER: readonly DemoPersona[] = [
  {
    name: "Busy parent",
    description:
      "Two children, two jobs, one hour in the evening. Orders from the sofa on the phone and wants the house to work: a lamp that fits, sheets that last, delivered when somebody is at home.",
    segment: "home",
    portrait: { style: "figure", seed: "4" },
    goals: ["Have the order done before the children are in bed", "Be at home when the parcel comes"],
    needs: ["A delivery day that holds", "To pay on the phone without typing an address twice"],
    frustrations: ["A checkout that forgets the basket", "Waiting a day for a parcel that does not come"],
    channels: ["web", "app"],
    kpis: [{ metric: "nps" }, { metric: "csat" }, { metric: "ces" }, { metric: "orders" }],
    assumed: "If I have to call you, you have lost me.",
    about: ["deliver", "phone", "day"],
    journeys: ["First order"],
  },
  {
    name: "Garden planner",
    description:
      "Plans the season in January and buys by the weather. Knows more about soil than most advisers, reads every review and comes to the shop to touch before buying.",
    segment: "garden",
    portrait: { style: "figure", seed: "11" },
    goals: ["Have everything there before the first warm weekend", "Buy once and keep it for years"],
    needs: ["Honest reviews and measurements", "Stock of the nearest shop"],
    frustrations: ["Plants and pots that come broken", "Half of the results sold out in spring"],
    channels: ["web", "store"],
    kpis: [{ metric: "nps" }, { metric: "csat" }, { metric: "return_rate" }],
    assumed: "I would pay more for a pot that survives the winter.",
    about: ["quality", "shop", "product"],
    journeys: ["First order"],
  },
];

const BANK: readonly DemoPersona[] = [
  {
    name: "Family treasurer",
    description:
      "Keeps the money of four people together: rent, school trips, the car. Looks into the app every Sunday and calls only when a payment does not arrive.",
    segment: "families",
    portrait: { style: "figure", seed: "7" },
    goals: ["See at a glance whether the month will work out", "Open an account for the oldest child"],
    needs: ["An answer at the first call", "A card that works on the day it is needed"],
    frustrations: ["Telling the same story to three colleagues", "Twenty minutes of music on the phone"],
    channels: ["app", "phone"],
    kpis: [{ metric: "nps" }, { metric: "csat" }, { metric: "fcr" }, { metric: "resolution_time" }],
    assumed: "I do not want to be transferred. I want it solved.",
    about: ["wait", "app", "card"],
    journeys: ["Open an account", "Get help by phone"],
  },
];

/** The faces that a company gave to its segments. */
export function demoPersonas(company: DemoCompany): readonly DemoPersona[] {
  return company === "retailer" ? RETAILER : BANK;
}
