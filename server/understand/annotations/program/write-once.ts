import { and, count, desc, eq, inArray, isNotNull, lt } from "drizzle-orm";
import type { AnnotationCause } from "../../../../contracts/understand/annotations.ts";
import type { AnnotationKind } from "../../../../contracts/words/annotations.ts";
import { DAY } from "../../../../contracts/words/durations.ts";
import type { ContextOf } from "../../../know/segments/segments.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { ProblemError } from "../../../platform/http/problem.ts";
import { annotationCauses, annotations } from "../annotations.tables.ts";
import { records } from "../edit-annotation.ts";

/** How many of its own the program keeps in a workspace: most of the room is for what people write. */
const MOST_OWN = 1000;
/** How long it is remembered what was written: no cause is found again so late. */
const REMEMBERED = 400 * DAY;

interface Noticed {
  cause: AnnotationCause;
  /** What tells two causes of one reason apart. */
  key: string;
  /** What it speaks of. */
  name: string;
  kind: AnnotationKind;
  happenedAt: Date;
  endedAt?: Date | null;
}

/** Writes down what the program noticed, unless it has done so before; a workspace that is full goes without. */
export async function writeOnce(contextOf: ContextOf, workspace: string, noticed: Noticed): Promise<void> {
  const ctx = await contextOf(workspace);
  const { cause, key, name, kind, happenedAt, endedAt = null } = noticed;
  const { reason } = cause;
  try {
    await ctx.db.transaction(async (tx) => {
      const [isNew] = await tx
        .insert(annotationCauses)
        .values({ workspace, reason, key, writtenAt: ctx.now() })
        .onConflictDoNothing()
        .returning({ key: annotationCauses.key });
      if (!isNew) return;
      await makeRoom(ctx, tx);
      const writtenBy = { kind: "system", name: "" } as const;
      const nowhere = { description: "", touchpointId: null, link: null };
      await records.create(ctx, { name, kind, happenedAt, endedAt, ...nowhere, writtenBy, reason, cause }, tx);
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    ctx.log.warn({ workspace, reason, code: error.code }, "no annotation was written");
  }
}

/** The oldest of the program's own go before they are too many, and so does what it remembers for too long. */
async function makeRoom(ctx: Context, db: Database): Promise<void> {
  const { workspace, id, reason, happenedAt } = annotations;
  const own = and(eq(workspace, ctx.workspace.id), isNotNull(reason));
  const [held] = await db.select({ all: count() }).from(annotations).where(own);
  if ((held?.all ?? 0) >= MOST_OWN) {
    const older = db
      .select({ id })
      .from(annotations)
      .where(own)
      .orderBy(desc(happenedAt), desc(id))
      .offset(MOST_OWN - 1);
    await db.delete(annotations).where(and(own, inArray(id, older)));
  }
  const forgotten = new Date(ctx.now().getTime() - REMEMBERED);
  await db
    .delete(annotationCauses)
    .where(and(eq(annotationCauses.workspace, ctx.workspace.id), lt(annotationCauses.writtenAt, forgotten)));
}
