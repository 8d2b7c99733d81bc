import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";
import { annotationKinds, EVERYWHERE } from "../words/annotations.ts";

const kind = z.enum(annotationKinds);

const FIRST = Date.UTC(1970, 0);
const LAST = Date.UTC(2200, 0);
const dated = instant.refine(
  (text) => {
    const time = Date.parse(text);
    return time >= FIRST && time < LAST;
  },
  fault("out_of_range", "lies before 1970 or after 2199"),
);

const fields = z.object({
  /** The title: a few words, such as "Prices raised by 4 %". Several may have the same. */
  name: cleanText.trim().min(1).max(200),
  /** What else is to be said of it. */
  description: cleanText.max(2000).default(""),
  kind: kind.default("change"),
  happenedAt: dated,
  /** When it was over, for what lasted; no earlier than `happenedAt`. */
  endedAt: dated.nullable().default(null),
  /** The touchpoint it concerns; null where it concerns all. */
  touchpointId: cleanText.max(64).nullable().default(null),
  /** Where to read more: an address that begins with http:// or https://. */
  link: z
    .url({ protocol: /^https?$/, hostname: /./, error: "not an address that begins with http:// or https://" })
    .max(2000)
    .nullable()
    .default(null),
});

export const annotationFields = fields.refine(
  ({ happenedAt, endedAt }) => endedAt === null || Date.parse(endedAt) >= Date.parse(happenedAt),
  { path: ["endedAt"], ...fault("ends_too_early", "lies before happenedAt; send the later of the two") },
);
export type AnnotationFields = z.infer<typeof annotationFields>;

/** What the program noticed. Pages say it in the reader's language; `name` says it in English. */
const cause = z.discriminatedUnion("reason", [
  z.object({
    reason: z.literal("import"),
    /** Id of the import, and name of the file. */
    import: z.string(),
    file: z.string(),
    rows: z.number().int(),
  }),
  z.object({ reason: z.literal("import_taken_back"), import: z.string(), file: z.string() }),
  z.object({ reason: z.literal("outage") }),
  z.object({ reason: z.literal("source_silent"), source: z.string() }),
  z.object({
    reason: z.literal("metric_version"),
    metric: z.string(),
    /** What it is called in English. */
    title: z.string(),
    before: z.number().int(),
    version: z.number().int(),
  }),
]);
export type AnnotationCause = z.infer<typeof cause>;

/** Something that happened at a time, which a reader of charts has to know. */
const annotation = fields
  .extend({
    id: z.string(),
    description: z.string(),
    kind,
    happenedAt: instant,
    endedAt: instant.nullable(),
    touchpointId: z.string().nullable(),
    link: z.string().nullable(),
    writtenBy: z.object({ kind: z.enum(["user", "key", "system"]), name: z.string() }),
    /** Of what the program wrote by itself; null of all else. */
    cause: cause.nullable(),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Annotation" });
export type Annotation = z.infer<typeof annotation>;

const filters = z.object({
  /** Those that happened later or had not ended; a source that is silent still has not. */
  from: instant.optional(),
  /** Those that happened before. */
  to: instant.optional(),
  kind: kind.optional(),
  /** Id of a touchpoint, or `everywhere` for what concerns all. */
  place: cleanText.max(64).optional(),
  writtenBy: z.enum(["people", "program"]).optional(),
  /** Text in title or description, ignoring case. */
  search: cleanText.max(200).optional(),
});
export type AnnotationFilters = z.infer<typeof filters>;

export const annotationsApi = {
  listAnnotations: endpoint({
    method: "GET",
    path: "/api/v1/annotations",
    tag: "Annotations",
    summary: "Annotations of the workspace, newest first",
    description: `What charts show of a period: \`from\` and \`to\`, with \`limit=200\`. \`place\` takes \`${EVERYWHERE}\` too.`,
    access: "annotations:read",
    query: pageQuery.extend(filters.shape),
    response: pageOf(annotation),
    status: 200,
  }),
  getAnnotation: endpoint({
    method: "GET",
    path: "/api/v1/annotations/:id",
    tag: "Annotations",
    summary: "One annotation",
    access: "annotations:read",
    params: idParams,
    response: annotation,
    status: 200,
  }),
  createAnnotation: endpoint({
    method: "POST",
    path: "/api/v1/annotations",
    tag: "Annotations",
    summary: "Annotate what happened",
    description:
      "409 `too_many_records` where the workspace holds 5,000; 400 `unknown_record` for a touchpoint that is not there.",
    access: "annotations:edit",
    body: annotationFields,
    response: annotation,
    status: 201,
  }),
  updateAnnotation: endpoint({
    method: "PUT",
    path: "/api/v1/annotations/:id",
    tag: "Annotations",
    summary: "Change an annotation",
    description:
      "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed. 409 `written_by_program` for what the program wrote by itself: it can be deleted.",
    access: "annotations:edit",
    params: idParams,
    body: annotationFields,
    response: annotation,
    status: 200,
  }),
  deleteAnnotation: endpoint({
    method: "DELETE",
    path: "/api/v1/annotations/:id",
    tag: "Annotations",
    summary: "Delete an annotation",
    description: "What the program wrote is not written again.",
    access: "annotations:edit",
    params: idParams,
    status: 204,
  }),
};
