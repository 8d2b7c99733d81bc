import { stripVTControlCharacters } from "node:util";
import { UsageError } from "./command.ts";

export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

export interface Failure {
  message: string;
  exitCode: 1 | 2;
}

/** What went wrong, in words for the person at the terminal. */
export function explainFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), exitCode: exitCodes.failed };
  // citty does not export the class of its errors, and colours the names of arguments in their messages.
  if (error instanceof UsageError || error.name === "CLIError")
    return { message: stripVTControlCharacters(error.message), exitCode: exitCodes.usage };
  return {
    message: [systemFailure(error) ?? error.message, ...fieldsOf(error)].join("\n"),
    exitCode: exitCodes.failed,
  };
}

/** Fields that a refusal of the API names, from the server (`problem`) or from a function in this process (`fields`). */
function fieldsOf(error: Error): string[] {
  const { fields, problem } = error as { fields?: unknown; problem?: { fields?: unknown; errors?: unknown } };
  const list = fields ?? problem?.fields ?? problem?.errors;
  if (!Array.isArray(list)) return [];
  return list
    .filter((each): each is { path: string; reason: string } => typeof each?.path === "string")
    .map(({ path, reason }) => `  ${path}: ${reason}`)
    .filter((line) => !error.message.includes(line.trim()));
}

function systemFailure(error: Error): string | null {
  const cause = error.cause instanceof Error ? error.cause : error;
  const { code, path, address, port } = cause as NodeJS.ErrnoException & { address?: string; port?: number };
  const where = address === undefined ? "" : ` at ${address}:${port}`;
  switch (code) {
    case "ENOENT":
      return `There is no file or folder ${path}.`;
    case "EISDIR":
      return `There is a folder${path ? ` at ${path}` : ""} where a file is needed. Name a file, or move the folder away.`;
    case "ENOTDIR":
      return `There is a file in the place of a folder${path ? `: ${path}` : ""}. Name another folder, or move the file away.`;
    case "EROFS":
      return `The disk can only be read${path ? `: ${path}` : ""}. Make it writable, or name another folder with --data DIR.`;
    case "EIO":
      return `The disk does not answer as it should${path ? `: ${path}` : ""}. Check it, and restore a backup if it is damaged.`;
    case "EACCES":
    case "EPERM":
      return `Not allowed to use ${path ?? `port ${port}`}. Check its owner and permissions.`;
    case "ENOSPC":
    case "EDQUOT":
      return "The disk is full. Make room and try again.";
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Choose another with --port N, or PORT=N.`;
    case "ECONNREFUSED":
      return `Nothing answers${where}. Is it running, and is the address right?`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host name cannot be resolved: ${cause.message}`;
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
      return "The connection was cut. Try again.";
    default:
      // The embedded records give up in words that are for those who build them.
      if (/^Aborted\(|RuntimeError: (Aborted|unreachable)/.test(cause.message))
        return "The embedded records cannot be read or written: the disk is full or read-only, or their files are damaged. Make room, check the disk, or restore the last backup into another folder.";
      return error.message === "fetch failed" ? `The server cannot be reached: ${cause.message}` : null;
  }
}
