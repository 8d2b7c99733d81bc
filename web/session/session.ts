import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Me, Workspace } from "../../contracts/access/access.ts";
import { type Permission, permissionsOf, type Role, roles } from "../../contracts/words/permissions.ts";
import { meQuery } from "./api.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

export interface Session {
  me: Me;
  workspace: Workspace;
  /** Built in, or the id of one of the workspace's own. */
  role: string;
  /** Ids of the units the person sees; null for the whole workspace. */
  units: readonly string[] | null;
  /** What still keeps the person out of the workspace. */
  closed: Me["memberships"][number]["closed"];
  can: (permission: Permission) => boolean;
}

/** The session as the person's pages see it; null when they do not belong to the workspace, or to none. */
export function sessionOf(me: Me): Session | null {
  const chosen = currentWorkspaceId();
  const membership = me.memberships.find(({ workspace }) => workspace.id === chosen);
  if (!membership) return null;
  const { workspace, role, permissions, units, closed } = membership;
  return { me, workspace, role, units, closed, can: (permission) => permissions.includes(permission) };
}

/** Whether the person may give and take a role that does so much: nobody grants more than they hold. */
function mayGrant({ role, can }: Session, permissions: readonly Permission[]): boolean {
  // What concerns the whole system is held in one workspace only, and by owners.
  return permissions.every((each) => can(each) || (role === "owner" && each.startsWith("system:")));
}

/** The built-in roles that the person may give. */
export function grantableRoles(session: Session): Role[] {
  return roles.filter((role) => mayGrant(session, permissionsOf(role) ?? []));
}

/** Those of the workspace's own roles that the person may give. */
export function grantableAmong<R extends { permissions: Permission[] }>(session: Session, own: readonly R[]): R[] {
  return own.filter(({ permissions }) => mayGrant(session, permissions));
}

export const SessionContext = createContext<Session | null>(null);

/** Only under the shell, which renders nothing without a session. */
export function useSession(): Session {
  const given = useContext(SessionContext);
  const { data } = useQuery({ ...meQuery, enabled: given === null });
  const session = given ?? (data ? sessionOf(data) : null);
  if (!session) throw new Error("useSession needs a signed-in person");
  return session;
}
