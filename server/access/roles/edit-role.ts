import type { CustomRole, RoleFields } from "../../../contracts/access/roles.ts";
import { type Permission, permissionNames, permissionsOf } from "../../../contracts/words/permissions.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { namedRecords, namedView } from "../../platform/db/named-records.ts";
import { problem } from "../../platform/http/problem.ts";
import { customRoles } from "./roles.tables.ts";

export const records = namedRecords<typeof customRoles, RoleFields>(customRoles, {
  kind: "role",
  nouns: "roles",
  most: 100,
  kept: ["permissions"],
});

export async function listRoles(ctx: Context): Promise<CustomRole[]> {
  return (await records.list(ctx)).map(toRole);
}

/** @throws 404 */
export async function getRole(ctx: Context, id: string): Promise<CustomRole> {
  return toRole(await records.get(ctx, id));
}

/** What a role of the workspace may do, built in or its own; null for one that is not there. */
export async function permissionsIn(ctx: Context, role: string, db: Database): Promise<readonly Permission[] | null> {
  const builtIn = permissionsOf(role);
  if (builtIn) return builtIn;
  const [own] = await records.list(ctx, [role], db);
  return own?.permissions ?? null;
}

/** @throws 403 for what is not among `held`, 409 for a name that is taken or when there are too many */
export async function createRole(ctx: Context, fields: RoleFields, held: readonly Permission[]): Promise<string> {
  mustHold(held, fields.permissions);
  return records.create(ctx, fields);
}

/** @throws 404, 403 for what is not among `held`, before or after, 412 when it has changed since `seen` */
export async function updateRole(
  ctx: Context,
  id: string,
  fields: RoleFields,
  seen: number | undefined,
  { held, db }: { held: readonly Permission[]; db: Database },
): Promise<void> {
  const { permissions } = await records.get(ctx, id, db);
  mustHold(held, [...permissions, ...fields.permissions]);
  await records.update(ctx, id, fields, seen, db);
}

/** @throws 404, 403 for a role that holds more than `held`, 409 while somebody has it */
export async function deleteRole(
  ctx: Context,
  id: string,
  { held, db }: { held: readonly Permission[]; db: Database },
): Promise<void> {
  mustHold(held, (await records.get(ctx, id, db)).permissions);
  await records.remove(ctx, id, db);
}

/** The same of a role that is given or taken away. @throws 403 */
export function mustHoldRole(held: readonly Permission[], role: string, permissions: readonly Permission[]): void {
  if (permissionsOf(role) && permissions.some((name) => !held.includes(name))) throw problem("role_needed", { role });
  mustHold(held, permissions);
}

/** Nobody grants or takes what they do not hold. @throws 403 */
function mustHold(held: readonly Permission[], asked: readonly Permission[]): void {
  const beyond = permissionNames.find((name) => asked.includes(name) && !held.includes(name));
  if (beyond) throw problem("role_beyond_holder", { permission: beyond });
}

function toRole(row: typeof customRoles.$inferSelect): CustomRole {
  return { ...namedView(row), permissions: row.permissions };
}
