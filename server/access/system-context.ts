import { eq } from "drizzle-orm";
import type { Context, System } from "../platform/context.ts";
import { problem } from "../platform/http/problem.ts";
import { systemTrail } from "./audit/audit.ts";
import { mayReach } from "./roles/roles.ts";
import { workspaces } from "./workspaces/workspaces.tables.ts";

/** Work of the system itself inside a workspace; may do everything there. @throws 404 */
export async function systemContext(system: System, workspaceId: string): Promise<Context> {
  const [row] = await system.db
    .select({
      id: workspaces.id,
      name: workspaces.name,
      timezone: workspaces.timezone,
      currency: workspaces.currency,
      home: workspaces.home,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  if (!row) throw problem("unknown_workspace");
  const { home, ...workspace } = row;
  const actor = { kind: "system", id: "system", name: "Throughline" } as const;
  return {
    ...system,
    workspace,
    actor,
    isTest: false,
    scope: null,
    trail: systemTrail(system, workspaceId),
    can: (permission) => mayReach(permission, { home, whole: true }),
  };
}
