import { ApiError } from "../../contracts/client.ts";
import type { Problem } from "../../contracts/problem.ts";
import type { ProcessQuestionInput } from "../../contracts/process.ts";
import { currentWorkspaceId } from "../identity/workspace-choice.ts";

export const exportFormats = ["svg", "mermaid", "csv", "xes"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Saves the file that the API answers, under the name that it gives. Rejects with `ApiError`. */
export async function saveExport(question: ProcessQuestionInput, format: ExportFormat): Promise<void> {
  const workspace = currentWorkspaceId();
  const response = await fetch(`/api/v1/query/process/export?format=${format}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(workspace ? { "x-workspace": workspace } : {}) },
    body: JSON.stringify(question),
  });
  if (!response.ok) throw new ApiError((await response.json()) as Problem);
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = named ?? `process.${format === "mermaid" ? "mmd" : format}`;
  link.click();
  URL.revokeObjectURL(address);
}
