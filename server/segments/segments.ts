export { holdSegments, peopleOfSegment } from "./read-segments.ts";
export { filterSql } from "./segment-scope.ts";
export { segmentRoutes } from "./segments.routes.ts";
