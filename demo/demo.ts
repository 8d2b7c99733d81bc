export { demoOwner } from "./demo-owner.ts";
export { generateDemo } from "./generate/generate.ts";
export { type DemoCompany, demoCompanies, demoStart, plantedTruths } from "./generate/planted.ts";
export type { DemoMessage } from "./generate/simulation.ts";
export { loadDemo } from "./load/load-demo.ts";
export { demoManager } from "./load/load-units.ts";
export { demoJourneys } from "./records/journeys.ts";
export { demoTouchpoints } from "./records/touchpoints.ts";
