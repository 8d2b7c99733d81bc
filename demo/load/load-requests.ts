import { listContacts } from "../../server/know/contacts/contacts.ts";
import { pendingErasure, requestErasure } from "../../server/know/personal-data/personal-data.ts";
import type { Context } from "../../server/platform/context.ts";

const GRACE_DAYS = 7;

/** A customer has asked to be erased, and the days of grace are running. */
export async function loadRequests(ctx: Context): Promise<void> {
  const { items } = await listContacts(ctx, { sort: "name", limit: 1 });
  const [customer] = items;
  if (!customer || (await pendingErasure(ctx, [customer.id]))) return;
  const asked = { workspace: ctx.workspace.id, contacts: [customer.id], mode: "erase", keepTexts: false } as const;
  await requestErasure(ctx.db, { ...asked, origin: "customer", by: "", now: ctx.now(), graceDays: GRACE_DAYS });
}
