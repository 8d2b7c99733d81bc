import { and, asc, count, eq, ne } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { TouchpointFields } from "../../contracts/touchpoints.ts";
import type { Context } from "../platform/context.ts";
import type { Database } from "../platform/db/database.ts";
import { conflict, notFound, stale } from "../platform/http/problem.ts";
import { checkTouchpointRule } from "./check-rule.ts";
import { touchpointKey } from "./touchpoint-name.ts";
import { isId } from "./touchpoint-uses.ts";
import { touchpoints, touchpointUses } from "./touchpoints.tables.ts";

const MAX_TOUCHPOINTS = 500;

/** @throws 409 for a name that is taken or when there are too many, 400 for a rule that is not about events */
export async function createTouchpoint(ctx: Context, fields: TouchpointFields, db = ctx.db): Promise<string> {
  checkTouchpointRule(fields.rule);
  const workspace = ctx.workspace.id;
  const [existing] = await db.select({ all: count() }).from(touchpoints).where(eq(touchpoints.workspace, workspace));
  if ((existing?.all ?? 0) >= MAX_TOUCHPOINTS)
    throw conflict(
      "too_many_touchpoints",
      `A workspace holds ${MAX_TOUCHPOINTS} touchpoints; delete one that is not used.`,
    );
  const id = uuidv7();
  const now = ctx.now();
  const [created] = await db
    .insert(touchpoints)
    .values({ workspace, id, ...columns(fields), revision: 1, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: [touchpoints.workspace, touchpoints.nameKey] })
    .returning({ id: touchpoints.id });
  if (!created) throw nameTaken(fields.name);
  return id;
}

/** @throws 412 when it has changed since `seen`, 409 for a name that is taken */
export async function updateTouchpoint(
  ctx: Context,
  id: string,
  fields: TouchpointFields,
  seen: number | undefined,
): Promise<void> {
  checkTouchpointRule(fields.rule);
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    const revision = await lock(ctx, db, id);
    if (seen !== undefined && seen !== revision) throw stale();
    const changed = columns(fields);
    const [other] = await db
      .select({ id: touchpoints.id })
      .from(touchpoints)
      .where(
        and(
          eq(touchpoints.workspace, ctx.workspace.id),
          eq(touchpoints.nameKey, changed.nameKey),
          ne(touchpoints.id, id),
        ),
      );
    if (other) throw nameTaken(fields.name);
    await db
      .update(touchpoints)
      .set({ ...changed, revision: revision + 1, updatedAt: ctx.now() })
      .where(own(ctx, id));
  });
}

/** @throws 409 naming the journeys that use it */
export async function deleteTouchpoint(ctx: Context, id: string): Promise<void> {
  if (!isId(id)) throw notFound();
  await ctx.db.transaction(async (db) => {
    await lock(ctx, db, id);
    const uses = await db
      .select({ journey: touchpointUses.journeyName })
      .from(touchpointUses)
      .where(and(eq(touchpointUses.workspace, ctx.workspace.id), eq(touchpointUses.touchpoint, id)))
      .orderBy(asc(touchpointUses.journeyName));
    if (uses.length > 0) {
      const names = uses.slice(0, 10).map((use) => `"${use.journey}"`);
      const more = uses.length > names.length ? ` and ${uses.length - names.length} more` : "";
      throw conflict("touchpoint_in_use", `It is a step of ${names.join(", ")}${more}. Take it out there first.`);
    }
    await db.delete(touchpoints).where(own(ctx, id));
  });
}

/** The revision of a touchpoint, which nobody else changes until the transaction ends. */
async function lock(ctx: Context, db: Database, id: string): Promise<number> {
  const [row] = await db.select({ revision: touchpoints.revision }).from(touchpoints).where(own(ctx, id)).for("update");
  if (!row) throw notFound();
  return row.revision;
}

function own(ctx: Context, id: string) {
  return and(eq(touchpoints.workspace, ctx.workspace.id), eq(touchpoints.id, id));
}

function columns({ name, description, channels, rule }: TouchpointFields) {
  return { name, nameKey: touchpointKey(name), description, channels, rule };
}

function nameTaken(name: string) {
  return conflict(
    "name_taken",
    `There is a touchpoint called "${name}" already; names differ in more than case and punctuation.`,
  );
}
