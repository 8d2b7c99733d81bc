import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Me, Workspace } from "../../contracts/access/access.ts";
import { type Permission, type Role, roleCan } from "../../contracts/words/permissions.ts";
import { meQuery } from "./api.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

export interface Session {
  me: Me;
  workspace: Workspace;
  role: Role;
  can: (permission: Permission) => boolean;
}

/** The session as the person's pages see it; null when they belong to no workspace. */
export function sessionOf(me: Me): Session | null {
  const chosen = currentWorkspaceId();
  const membership = me.memberships.find(({ workspace }) => workspace.id === chosen) ?? me.memberships[0];
  if (!membership) return null;
  const { workspace, role } = membership;
  return { me, workspace, role, can: (permission) => roleCan(role, permission) };
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
