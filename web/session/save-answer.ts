import { ApiError } from "../../contracts/client.ts";
import type { Problem } from "../../contracts/problem.ts";
import { currentWorkspaceId } from "./workspace-choice.ts";

/** Saves the file that the API answers to a query, under the name that it gives or else this one. Rejects with `ApiError`. */
export async function saveAnswer(path: string, query: object, name: string): Promise<void> {
  const workspace = currentWorkspaceId();
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(workspace ? { "x-workspace": workspace } : {}) },
    body: JSON.stringify(query),
  });
  if (!response.ok) throw new ApiError((await response.json()) as Problem);
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = named ?? name;
  link.click();
  URL.revokeObjectURL(address);
}
