export { followMembers } from "./count/follow-members.ts";
export {
  type ContextOf,
  countInUnits,
  countSegment,
  recountAll,
  recountJob,
  recountSegments,
  sendCounts,
} from "./count/recount.ts";
export { createSegment, createSegmentOf } from "./edit-segment.ts";
export { segmentPeople } from "./list-members.ts";
export { getSegment, peopleOfSegment, records as segmentRecords } from "./read-segments.ts";
export { audienceSql, filterSql, segmentGroup } from "./segment-scope.ts";
export { segmentsMigration } from "./segments.migrations.ts";
export { segmentsPersonal } from "./segments.personal.ts";
export { segmentRoutes } from "./segments.routes.ts";
