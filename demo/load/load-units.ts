import {
  hashPassword,
  importUnits,
  invite,
  listMembers,
  listUnits,
  registerByInvitation,
  roleRecords,
} from "../../server/access/access.ts";
import type { Acting, Context } from "../../server/platform/context.ts";
import type { DemoCompany } from "../generate/planted.ts";
import { demoRoles } from "../records/roles.ts";
import { demoUnits, managedRegion, regionKey } from "../records/units.ts";

/** Who may sign in to see one region of the retailer and nothing else. No secret, as the demo's owner is none. */
export const demoManager = { email: "north@throughline.example", password: "throughline-demo" } as const;

/** Draws the organisation of a company, and lets in who manages a part of it. What an earlier run began is completed. */
export async function loadUnits(system: Acting, ctx: Context, company: DemoCompany): Promise<void> {
  await importUnits(ctx, demoUnits(company), false);
  if (company !== "retailer") return;
  const named = new Set((await roleRecords.list(ctx)).map(({ name }) => name));
  for (const role of demoRoles) if (!named.has(role.name)) await roleRecords.create(ctx, role);
  const { email, password } = demoManager;
  if ((await listMembers(ctx)).some((member) => member.email === email)) return;
  const units = (await listUnits(ctx)).flatMap(({ id, key }) => (key === regionKey(managedRegion) ? id : []));
  const { token } = await invite(ctx, { email, role: "analyst", units }, async () => undefined);
  const account = { name: `Manager ${managedRegion}`, email, passwordHash: await hashPassword(password) };
  await registerByInvitation(system, token, account);
}
