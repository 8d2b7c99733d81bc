export { ScopeField } from "./scope-field.tsx";
export { useUnits } from "./use-units.ts";
