import { index, integer, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Annotation, AnnotationCause } from "../../../contracts/understand/annotations.ts";
import type { AnnotationKind, AnnotationReason } from "../../../contracts/words/annotations.ts";
import { instant } from "../../platform/db/instant-column.ts";
import { namedColumns } from "../../platform/db/named-records.ts";

export const annotations = pgTable(
  "annotations",
  {
    ...namedColumns(),
    kind: text("kind").$type<AnnotationKind>().notNull(),
    happenedAt: instant("happened_at").notNull(),
    endedAt: instant("ended_at"),
    touchpointId: text("touchpoint_id"),
    link: text("link"),
    writtenBy: json("written_by").$type<Annotation["writtenBy"]>().notNull(),
    /** Of what the program wrote by itself, whose name is then that of what it speaks of. */
    reason: text("reason").$type<AnnotationReason>(),
    cause: json("cause").$type<AnnotationCause>(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.id] }),
    index("annotations_happened").on(table.workspace, table.happenedAt, table.id),
    index("annotations_reason").on(table.reason, table.happenedAt),
  ],
);

/** What the program has written down already. It stays when the annotation is deleted, so that it does not come back. */
export const annotationCauses = pgTable(
  "annotation_causes",
  {
    workspace: text("workspace").notNull(),
    reason: text("reason").$type<AnnotationReason>().notNull(),
    /** What tells two causes of one reason apart. */
    key: text("key").notNull(),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.reason, table.key] })],
);

/** The last sign of life of any process, and since when there has been one every few minutes; one row. */
export const programLife = pgTable("program_life", {
  id: text("id").primaryKey(),
  aliveSince: instant("alive_since").notNull(),
  seenAt: instant("seen_at").notNull(),
});

/** The version of each metric that queries were last answered by. */
export const metricVersions = pgTable("metric_versions", {
  metric: text("metric").primaryKey(),
  version: integer("version").notNull(),
});
