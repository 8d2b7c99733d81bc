import { ApiError } from "../../contracts/client.ts";
import type { Problem } from "../../contracts/problem.ts";
import { saveFile } from "../ui/save-file.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

/**
 * Saves the file that the API answers, to a query where one is given, under the name that it gives or else this one. A plain
 * link would not say which workspace is meant. Rejects with `ApiError`.
 */
export async function saveAnswer(path: string, name: string, query?: object): Promise<void> {
  const workspace = currentWorkspaceId();
  const response = await fetch(path, {
    method: query ? "POST" : "GET",
    headers: {
      ...(query ? { "content-type": "application/json" } : {}),
      ...(workspace ? { "x-workspace": workspace } : {}),
    },
    ...(query ? { body: JSON.stringify(query) } : {}),
  });
  if (!response.ok) throw new ApiError((await response.json()) as Problem);
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  saveFile(named ?? name, await response.blob());
}
