export { Traits } from "./facts.tsx";
