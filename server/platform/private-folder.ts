import { chmodSync, mkdirSync, statSync } from "node:fs";

/**
 * Makes a folder that only the user of the program may enter, or closes the one that is there: it holds password hashes and
 * what customers said. True when it was made.
 */
export function privateFolder(folder: string): boolean {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) return true;
  if ((statSync(folder).mode & 0o077) !== 0) close(folder);
  return false;
}

function close(folder: string): void {
  try {
    chmodSync(folder, 0o700);
  } catch (error) {
    // A disk of another system, or a folder of another user: the doctor says so.
    if (!["EPERM", "EROFS", "ENOTSUP"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
