import { ApiError } from "../../contracts/client.ts";
import type { ImportItem } from "../../contracts/collect/imports.ts";
import type { Problem } from "../../contracts/problem.ts";
import { currentWorkspaceId } from "../session/workspace-choice.ts";

/**
 * Sends a file for import; `onProgress` gets the share that has left, 0 to 1. `fetch` cannot tell how far an upload is.
 *
 * @throws ApiError; an error named AbortError when the signal stops it
 */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<ImportItem> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open("POST", `/api/v1/imports?name=${encodeURIComponent(file.name)}`);
    upload.setRequestHeader("content-type", "application/octet-stream");
    const workspace = currentWorkspaceId();
    if (workspace) upload.setRequestHeader("x-workspace", workspace);
    upload.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    upload.addEventListener("load", () => {
      if (upload.status === 201) resolve(JSON.parse(upload.responseText) as ImportItem);
      else reject(new ApiError(problemOf(upload)));
    });
    upload.addEventListener("error", () => reject(new TypeError("The upload did not arrive.")));
    upload.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => upload.abort());
    upload.send(file);
  });
}

function problemOf(upload: XMLHttpRequest): Problem {
  const fallback: Problem = {
    type: "about:blank",
    title: upload.statusText,
    status: upload.status,
    code: "unreadable_answer",
    detail: `The server answered ${upload.status} without saying why.`,
    requestId: upload.getResponseHeader("x-request-id") ?? "",
  };
  try {
    return { ...fallback, ...(JSON.parse(upload.responseText) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
