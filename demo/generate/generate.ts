import { populateBank } from "./bank.ts";
import { BANK_PEAK, bankDemand, RETAIL_PEAK, retailDemand } from "./calendar.ts";
import { type DemoCompany, demoCompanies } from "./planted.ts";
import { populateRetailer } from "./retailer.ts";
import { type DemoMessage, Simulation } from "./simulation.ts";

interface DemoOptions {
  /** The same seed, company, size and `until` give the same messages, ids included. */
  seed: number;
  company: DemoCompany;
  until: Date;
  /** People who sign up or log in at least once; 12,000 for the retailer and 8,000 for the bank when absent. */
  contacts?: number;
  /** Multiplies the people, and with them the messages: 0.05 is a twentieth. */
  scale?: number;
  /** Messages per block, 5,000 when absent. */
  blockSize?: number;
}

/** Eighteen months of a company's messages in the order in which they happened, in blocks. */
export function* generateDemo(options: DemoOptions): Generator<DemoMessage[], void, undefined> {
  const { seed, company, until } = options;
  const people = Math.max(1, Math.round((options.contacts ?? demoCompanies[company].contacts) * (options.scale ?? 1)));
  const retailer = company === "retailer";
  const sim = new Simulation({
    seed,
    company,
    until,
    people,
    demand: retailer ? retailDemand : bankDemand,
    peak: retailer ? RETAIL_PEAK : BANK_PEAK,
  });
  if (retailer) populateRetailer(sim);
  else populateBank(sim);
  yield* sim.run(options.blockSize ?? 5_000);
}
