export { holdSegments, peopleOfSegment } from "./read-segments.ts";
export { audienceSql, filterSql } from "./segment-scope.ts";
export { segmentRoutes } from "./segments.routes.ts";
