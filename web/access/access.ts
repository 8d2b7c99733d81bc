export { leastPassword } from "./setup.tsx";
