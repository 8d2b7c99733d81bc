import { and, eq } from "drizzle-orm";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { contacts } from "../contacts.tables.ts";
import { findContact, inOne } from "../people/find-contact.ts";
import { emailOf, joinProfiles, nameOf, phoneOf, profileOf, RECTIFIED, type Traits } from "../people/traits.ts";
import { holdStitching } from "../stitch/hold-stitching.ts";
import { searchable } from "../stitch/stitch.ts";

/** The same as if the person had said so now. @throws 404, 409 for a visitor, of whom nothing is known */
export async function rectifyContact(ctx: Context, id: string, traits: Traits) {
  const found = await findContact(ctx, id);
  if (!found.known) throw problem("contact_is_anonymous");
  await ctx.db.transaction(async (db) => {
    await holdStitching(db);
    const said = profileOf(traits, ctx.now(), RECTIFIED);
    // In every record that is theirs now: one that is parted from them later keeps what was corrected.
    for (const { id: record } of found.records) {
      const own = and(eq(contacts.workspace, ctx.workspace.id), eq(contacts.id, record));
      const [before] = await db.select().from(contacts).where(own);
      if (!before) continue;
      const after = joinProfiles(before, said);
      const name = nameOf(after.traits, before.founder);
      const email = emailOf(after.traits);
      await db
        .update(contacts)
        .set({
          ...after,
          ...{ name, nameSearch: searchable(name), phone: phoneOf(after.traits) },
          ...{ email, emailSearch: email === null ? null : searchable(email) },
        })
        .where(own);
    }
    await ctx.trail.note(db, { kind: "contact", id: found.id });
  });
  const after = await findContact(ctx, id);
  const whole = after.known ? inOne(after.records) : { id, name: "", email: null, phone: null };
  return { id: whole.id, name: whole.name, email: whole.email, phone: whole.phone };
}
