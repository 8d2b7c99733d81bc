import { MOST_LISTED } from "../../../contracts/log/check-condition.ts";
import type { PeopleBehind } from "../../../contracts/understand/people.ts";
import { contactsById, ownIds } from "../../know/contacts/contacts.ts";
import type { Context } from "../../platform/context.ts";
import { csvLines } from "../../platform/files/write-csv.ts";
import { peopleBehind } from "./people-behind.ts";

const HEAD = ["user_id", "contact_id", "name", "email", "last_at"];

/** The people behind a number as CSV, newest first, with what their company calls them. The name of a file that was cut says so. */
export async function exportPeople(
  ctx: Context,
  { of, bom }: { of: PeopleBehind; bom: boolean },
  signal?: AbortSignal,
) {
  const { items, total } = await peopleBehind(ctx, of, MOST_LISTED, signal);
  const [kind, id] = of.segment ? (["segment", of.segment.id] as const) : [];
  ctx.trail.about({ ...(kind ? { kind, id } : {}), count: items.length });
  const ids = items.map(({ contactId }) => contactId);
  const [contacts, own] = await Promise.all([contactsById(ctx, ids), ownIds(ctx, ids)]);
  const rows = items.map(({ contactId, lastAt }) => {
    const { name = "", email } = contacts.get(contactId) ?? {};
    return [own.get(contactId) ?? "", contactId, name, email ?? "", lastAt];
  });
  const cut = total > items.length ? `-first-${items.length}-of-${total}` : "";
  return {
    name: `people${cut}.csv`,
    content: csvLines([HEAD, ...rows], { bom }),
  };
}
