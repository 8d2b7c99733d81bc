import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { Me } from "../../contracts/access/access.ts";
import { ApiError, createClient } from "../../contracts/client.ts";
import { currentWorkspaceId, settleWorkspace } from "./workspace-choice.ts";

/** The typed client of the API, addressed to the workspace in use. Rejects with `ApiError`. */
export const request = createClient({
  baseUrl: "",
  headers: (): Record<string, string> => {
    const workspace = currentWorkspaceId();
    return workspace ? { "x-workspace": workspace } : {};
  },
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A form that is being written must not be replaced because a laptop woke up.
      refetchOnReconnect: false,
      // What the server refused it will refuse again; what did not arrive may arrive the next time.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.problem.status < 500),
    },
  },
});

/** Who is signed in. Fails with status 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }) => settled(await request("GET /api/v1/me", { signal })),
  staleTime: 300_000,
});

export async function setupNeeded(): Promise<boolean> {
  return (await request("GET /api/v1/setup", {})).needed;
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  enter(await request("POST /api/v1/session", { body: credentials }));
}

export async function createOwner(owner: {
  name: string;
  email: string;
  password: string;
  workspace: string;
}): Promise<void> {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  enter(await request("POST /api/v1/setup", { body: { ...owner, timezone } }));
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => request("GET /api/v1/invitations/by-token/:token", { params: { token }, signal }),
    retry: false,
  });

export async function acceptInvitation(token: string, person: { name?: string; password?: string }): Promise<void> {
  enter(await request("POST /api/v1/invitations/by-token/:token/accept", { params: { token }, body: person }));
}

export async function signOut(): Promise<void> {
  await request("DELETE /api/v1/session", {});
  queryClient.clear();
}

/** Nothing seen by whoever was here before may be seen by whoever comes in. */
function enter(me: Me): void {
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, settled(me));
}

/** A workspace chosen earlier, perhaps by somebody else in this browser, must be one of this person's. */
function settled(me: Me): Me {
  settleWorkspace(me.memberships.map(({ workspace }) => workspace.id));
  return me;
}
