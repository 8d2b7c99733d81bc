export { ScopeField } from "./scope-field.tsx";
export { useSeen } from "./use-seen.tsx";
