import type { Annotation, AnnotationCause, AnnotationFields } from "../../../contracts/understand/annotations.ts";
import type { AnnotationReason } from "../../../contracts/words/annotations.ts";
import type { Context } from "../../platform/context.ts";
import { namedRecords } from "../../platform/db/named-records.ts";
import { problem } from "../../platform/http/problem.ts";
import { touchpointRecords } from "../touchpoints/touchpoints.ts";
import { annotations } from "./annotations.tables.ts";

/** How many a workspace may hold; of these, the program's own are fewer (`program/write-once.ts`). */
const MOST = 5000;

interface Fields extends Omit<AnnotationFields, "happenedAt" | "endedAt"> {
  happenedAt: Date;
  endedAt: Date | null;
  /** Of a new one. */
  writtenBy?: Annotation["writtenBy"];
  reason?: AnnotationReason;
  cause?: AnnotationCause;
}

export const records = namedRecords<typeof annotations, Fields>(annotations, {
  kind: "annotation",
  nouns: "annotations",
  most: MOST,
  mayShareNames: true,
  kept: ["kind", "happenedAt", "endedAt"],
  usesOf: ({ touchpointId }) =>
    touchpointId === null ? [] : [{ of: touchpointRecords, id: touchpointId, path: "touchpointId" }],
});

/** @throws 409 when there are too many, 400 for a touchpoint that is not there */
export function createAnnotation(ctx: Context, fields: AnnotationFields): Promise<string> {
  const { kind, name } = ctx.actor;
  return records.create(ctx, { ...dated(fields), writtenBy: { kind, name } });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for the program's own, 400 as in creating */
export async function updateAnnotation(
  ctx: Context,
  id: string,
  fields: AnnotationFields,
  seen: number | undefined,
): Promise<void> {
  const { reason } = await records.get(ctx, id);
  if (reason !== null) throw problem("written_by_program");
  await records.update(ctx, id, dated(fields), seen);
}

function dated({ happenedAt, endedAt, ...fields }: AnnotationFields): Fields {
  return { ...fields, happenedAt: new Date(happenedAt), endedAt: endedAt === null ? null : new Date(endedAt) };
}
