import type { Permission } from "../../../contracts/words/permissions.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { type Use, unknownRecord } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import { permissionsIn, roleRecords } from "../roles/roles.ts";
import { unitRecords } from "../units/units.ts";

/** What somebody is let in with. */
export interface Granted {
  /** A built-in role, or the id of one of the workspace's own. */
  role: string;
  /** Ids of the units they see; null for all of the workspace. */
  units: string[] | null;
}

/** What a grant lets somebody do. @throws 400 for a role that is not there, 409 for an owner who would not see everything */
export async function permissionsGranted(
  ctx: Context,
  db: Database,
  { role, units }: Granted,
): Promise<readonly Permission[]> {
  const permissions = await permissionsIn(ctx, role, db);
  if (!permissions) throw unknownRecord("role", role, "role");
  if (role === "owner" && units !== null) throw problem("owner_sees_all");
  return permissions;
}

/** The role and the units that a grant names: they cannot be removed while somebody has them. */
export function grantedUses({ role, units }: Granted): Use[] {
  return [...roleUse(role), ...unitUses(units)];
}

export function unitUses(units: readonly string[] | null): Use[] {
  return (units ?? []).map((id) => ({ of: unitRecords, id, path: "units" }));
}

function roleUse(role: string): Use[] {
  // The names of built-in roles are no ids.
  return role.includes("-") ? [{ of: roleRecords, id: role, path: "role" }] : [];
}
