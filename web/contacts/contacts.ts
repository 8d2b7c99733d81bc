export { customersSection } from "./customers-section.ts";
export { Traits } from "./traits.tsx";
