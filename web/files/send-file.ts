import { ApiError } from "../../contracts/client.ts";
import type { Problem } from "../../contracts/problem.ts";
import { currentWorkspaceId } from "../session/workspace-choice.ts";
import { Unreachable } from "../ui/unreachable.ts";

/**
 * Sends a file to an endpoint that takes one and answers 201; `onProgress` gets the share that has left, 0 to 1. `fetch`
 * cannot tell how far an upload is.
 *
 * @throws ApiError, Unreachable; an error named AbortError when the signal stops it
 */
export function sendFile<Answer>(
  path: string,
  file: Blob,
  { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open("POST", path);
    upload.setRequestHeader("content-type", "application/octet-stream");
    const workspace = currentWorkspaceId();
    if (workspace) upload.setRequestHeader("x-workspace", workspace);
    upload.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0));
    upload.addEventListener("load", () => {
      if (upload.status === 201) resolve(JSON.parse(upload.responseText) as Answer);
      else reject(new ApiError(problemOf(upload)));
    });
    upload.addEventListener("error", () => reject(new Unreachable()));
    upload.addEventListener("abort", () => reject(signal?.reason));
    signal?.addEventListener("abort", () => upload.abort());
    upload.send(file);
  });
}

function problemOf(upload: XMLHttpRequest): Problem {
  const fallback: Problem = {
    type: "about:blank",
    title: upload.statusText,
    status: upload.status,
    code: "unreadable_answer",
    values: { status: upload.status },
    detail: `The server answered ${upload.status} without saying why.`,
    requestId: upload.getResponseHeader("x-request-id") ?? "",
  };
  try {
    return { ...fallback, ...(JSON.parse(upload.responseText) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
