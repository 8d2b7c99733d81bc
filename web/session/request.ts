import { createClient, createLineReader } from "../../contracts/client.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

const here = {
  baseUrl: "",
  headers: (): Record<string, string> => {
    const workspace = currentWorkspaceId();
    return workspace ? { "x-workspace": workspace } : {};
  },
};

/** The typed client of the API, addressed to the workspace in use. Rejects with `ApiError`. */
export const request = createClient(here);

/** The same for answers that come in lines. */
export const requestLines = createLineReader(here);
