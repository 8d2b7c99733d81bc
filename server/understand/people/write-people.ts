import { stringify } from "csv-stringify/sync";
import { MOST_LISTED } from "../../../contracts/log/check-condition.ts";
import type { PeopleBehind } from "../../../contracts/understand/people.ts";
import { contactsById } from "../../know/contacts/contacts.ts";
import type { Context } from "../../platform/context.ts";
import { peopleBehind } from "./people-behind.ts";

/** The people behind a number as CSV, newest first. The name of a file that was cut says so. */
export async function exportPeople(ctx: Context, of: PeopleBehind, signal?: AbortSignal) {
  const { items, total } = await peopleBehind(ctx, of, MOST_LISTED, signal);
  const [kind, id] = of.segment ? (["segment", of.segment.id] as const) : [];
  ctx.trail.about({ ...(kind ? { kind, id } : {}), count: items.length });
  const contacts = await contactsById(
    ctx,
    items.map(({ contactId }) => contactId),
  );
  const rows = items.map(({ contactId, lastAt }) => {
    const { name = "", email } = contacts.get(contactId) ?? {};
    return [contactId, name, email ?? "", lastAt];
  });
  const cut = total > items.length ? `-first-${items.length}-of-${total}` : "";
  return {
    name: `people${cut}.csv`,
    // What a spreadsheet would run as a formula is defused.
    content: stringify([["contact_id", "name", "email", "last_at"], ...rows], { escape_formulas: true }),
  };
}
