import { ApiError } from "../../contracts/client.ts";
import type { Problem } from "../../contracts/problem.ts";
import { saveFile } from "../ui/save-file.ts";
import { reach } from "../ui/unreachable.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

/** Asks for a file in the workspace of this page. Rejects with `ApiError` or `Unreachable`. */
async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
  const workspace = currentWorkspaceId();
  const headers = { ...init.headers, ...(workspace ? { "x-workspace": workspace } : {}) };
  const response = await reach(path, { ...init, headers });
  if (!response.ok) throw new ApiError((await response.json()) as Problem);
  return response;
}

/** The text of a file that the API answers. */
export async function readAnswer(path: string, signal: AbortSignal): Promise<string> {
  return (await ask(path, { headers: {}, signal })).text();
}

/**
 * Saves the file that the API answers, to a query where one is given, under the name that it gives or else this one. A plain
 * link would not say which workspace is meant. Rejects with `ApiError` or `Unreachable`.
 */
export async function saveAnswer(path: string, name: string, query?: object): Promise<void> {
  const response = await ask(path, {
    method: query ? "POST" : "GET",
    headers: query ? { "content-type": "application/json" } : {},
    ...(query ? { body: JSON.stringify(query) } : {}),
  });
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  saveFile(named ?? name, await response.blob());
}
