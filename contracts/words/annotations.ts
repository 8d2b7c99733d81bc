/** What an annotation speaks of. */
export const annotationKinds = ["change", "release", "price", "campaign", "incident", "season", "data"] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** Why the program wrote one by itself. */
export const annotationReasons = ["import", "import_taken_back", "outage", "source_silent", "metric_version"] as const;
export type AnnotationReason = (typeof annotationReasons)[number];

/** As a place: what concerns no touchpoint more than another. */
export const EVERYWHERE = "everywhere";
