import { and, count, eq } from "drizzle-orm";
import type { PersonalDataOf } from "../../../contracts/know/personal-data.ts";
import { noteErased } from "../../log/tombstones/tombstones.ts";
import type { Context } from "../../platform/context.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import { problem } from "../../platform/http/problem.ts";
import { restrictions } from "../contacts/contacts.tables.ts";
import { MOST_HIDDEN_KEYS, restrictedKeys } from "./hide.ts";
import { findPerson } from "./show-personal-data.ts";

/** Each query leaves every one of them out. */
const MOST = 1000;

/** Keeps somebody's data and has it used for nothing. Done twice, the first time counts. @throws 404, 409 */
export async function restrictContact(ctx: Context, id: string): Promise<NonNullable<PersonalDataOf["restriction"]>> {
  const { people, id: contact } = await findPerson(ctx, id);
  const workspace = ctx.workspace.id;
  const row = await ctx.db.transaction(async (db) => {
    const [known] = await db
      .select()
      .from(restrictions)
      .where(and(eq(restrictions.workspace, workspace), isOneOf(restrictions.contact, people.keys)));
    const [all] = await db.select({ n: count() }).from(restrictions).where(eq(restrictions.workspace, workspace));
    if (!known && (all?.n ?? 0) >= MOST) throw problem("too_many_restricted", { most: MOST });
    if (!known) {
      const keys = (await restrictedKeys(db, workspace)).get(workspace) ?? new Set();
      const count = new Set([...keys, ...people.keys]).size;
      if (count > MOST_HIDDEN_KEYS) throw problem("too_many_restricted_keys", { count, most: MOST_HIDDEN_KEYS });
    }
    await ctx.trail.note(db, { kind: "contact", id: contact });
    if (known) return known;
    const made = { workspace, contact, since: ctx.now(), by: ctx.actor.name };
    await db.insert(restrictions).values(made).onConflictDoNothing();
    await noteErased(db);
    return made;
  });
  return { since: row.since.toISOString(), by: row.by };
}

/** @throws 404 */
export async function liftRestriction(ctx: Context, id: string): Promise<void> {
  const { people, id: contact } = await findPerson(ctx, id);
  await ctx.db.transaction(async (db) => {
    await db
      .delete(restrictions)
      .where(and(eq(restrictions.workspace, ctx.workspace.id), isOneOf(restrictions.contact, people.keys)));
    await noteErased(db);
    await ctx.trail.note(db, { kind: "contact", id: contact });
  });
}
