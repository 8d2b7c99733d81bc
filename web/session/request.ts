import { createClient } from "../../contracts/client.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

/** The typed client of the API, addressed to the workspace in use. Rejects with `ApiError`. */
export const request = createClient({
  baseUrl: "",
  headers: (): Record<string, string> => {
    const workspace = currentWorkspaceId();
    return workspace ? { "x-workspace": workspace } : {};
  },
});
