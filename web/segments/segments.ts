export { segmentSizeQuery } from "./segment-size.ts";
