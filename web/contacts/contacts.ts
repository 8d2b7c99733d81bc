export { Traits } from "./traits.tsx";
