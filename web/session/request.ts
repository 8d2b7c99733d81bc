import { createClient, createLineReader } from "../../contracts/client.ts";
import { reach } from "../ui/unreachable.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

const here = {
  baseUrl: "",
  fetch: reach,
  headers: (): Record<string, string> => {
    const workspace = currentWorkspaceId();
    // What is sent by mail is written in the language of the page, not of the browser.
    return { "accept-language": document.documentElement.lang, ...(workspace ? { "x-workspace": workspace } : {}) };
  },
};

/** The typed client of the API, addressed to the workspace in use. Rejects with `ApiError` or `Unreachable`. */
export const request = createClient(here);

/** The same for answers that come in lines. */
export const requestLines = createLineReader(here);
