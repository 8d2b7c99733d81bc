export { untilCounted } from "./segment-size.ts";
