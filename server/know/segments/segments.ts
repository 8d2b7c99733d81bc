export { createSegment, createSegmentOf } from "./edit-segment.ts";
export { segmentPeople } from "./list-members.ts";
export { getSegment, holdSegments, peopleOfSegment } from "./read-segments.ts";
export { audienceSql, filterSql, segmentGroup, unknownSegment } from "./segment-scope.ts";
export { segmentRoutes } from "./segments.routes.ts";
