import { asc, eq } from "drizzle-orm";
import { HOUR } from "../../contracts/words/durations.ts";
import type { System } from "../platform/context.ts";
import type { Database } from "../platform/db/database.ts";
import type { AccessControl } from "./create-access.ts";
import { makeLink } from "./links/links.ts";
import { forgetSecondFactor } from "./second-factor/second-factor.ts";
import type { Device } from "./sessions/sessions.ts";
import { sessions, users } from "./users/users.tables.ts";
import { normaliseEmail } from "./users/users.ts";
import { memberships } from "./workspaces/workspaces.tables.ts";

const VALID = HOUR;
/** Who runs the system comes in by none. */
const NO_DEVICE: Device = { browser: "", system: "", network: "" };

type Resetting = Pick<AccessControl, "audit" | "signIns">;

/**
 * What who runs the system does for somebody who cannot come in: makes a link that sets a new password, as one that is mailed.
 * @throws Error where nobody has the address, or had three links within the hour
 */
export async function makePasswordLink(
  system: System,
  access: Resetting,
  email: string,
): Promise<{ token: string; expiresAt: Date }> {
  const user = await mustBeThere(system, email);
  return system.db.transaction(async (db) => {
    const link = await makeLink(db, system.now(), { purpose: "password", userId: user.id, valid: VALID });
    if (!link) throw new Error(`${user.email} had three links within an hour. Use the last one, or try again later.`);
    await access.signIns.write(db, user.id, "password_link_made", NO_DEVICE);
    await noteEverywhere(access, db, user.id, { password: {} });
    return link;
  });
}

/**
 * Likewise: removes the second factor and ends every session. The password stays.
 * @throws Error where nobody has the address, or there is no second factor
 */
export async function resetSecondFactor(system: System, access: Resetting, email: string): Promise<void> {
  const user = await mustBeThere(system, email);
  await system.db.transaction(async (db) => {
    if (!(await forgetSecondFactor(db, user.id))) throw new Error(`${user.email} has no second factor.`);
    await db.delete(sessions).where(eq(sessions.userId, user.id));
    await access.signIns.write(db, user.id, "second_factor_reset", NO_DEVICE);
    await noteEverywhere(access, db, user.id, { secondFactor: { before: true, after: false } });
  });
}

async function mustBeThere({ db }: System, email: string) {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(users.email, normaliseEmail(email)));
  if (!user) throw new Error(`Nobody here signs in with ${email}.`);
  return user;
}

/** In the audit log of every workspace that the person belongs to: it is no act of theirs, so it would not be seen there otherwise. */
async function noteEverywhere(
  { audit }: Resetting,
  db: Database,
  id: string,
  fields: Record<string, { before?: unknown; after?: unknown }>,
): Promise<void> {
  const rows = await db
    .select({ workspace: memberships.workspace })
    .from(memberships)
    .where(eq(memberships.user, id))
    .orderBy(asc(memberships.workspace));
  for (const { workspace } of rows) await audit.ofSystem(workspace).note(db, { kind: "user", id, fields });
}
