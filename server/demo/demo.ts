export { generateDemo } from "./generate.ts";
export { demoJourneys } from "./journeys.ts";
export { demoOwner, loadDemo } from "./load-demo.ts";
export { type DemoCompany, demoCompanies, demoStart, plantedTruths } from "./planted.ts";
export type { DemoMessage } from "./simulation.ts";
export { demoTouchpoints } from "./touchpoints.ts";
