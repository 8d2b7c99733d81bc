export { generateDemo } from "./generate.ts";
export { demoJourneys } from "./journeys.ts";
export { type DemoCompany, demoCompanies, demoStart, plantedTruths } from "./planted.ts";
export type { DemoMessage } from "./simulation.ts";
export { demoTouchpoints } from "./touchpoints.ts";
