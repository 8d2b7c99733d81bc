import { hashKey, QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiError } from "../../contracts/client.ts";
import { loadPage, settle } from "./entering.ts";
import { request } from "./request.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

export { request };

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What was fetched of one workspace is never taken for what another has.
      queryKeyHashFn: (key) => hashKey([currentWorkspaceId(), ...key]),
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
  queryFn: async ({ signal }) => settle(await request("GET /api/v1/me", { signal })),
  staleTime: 300_000,
});

export async function signOut(): Promise<void> {
  await request("DELETE /api/v1/session", {});
  loadPage("/sign-in");
}

/** Ends the person's sessions on every device. */
export async function signOutEverywhere(): Promise<void> {
  await request("DELETE /api/v1/sessions", {});
  loadPage("/sign-in");
}
