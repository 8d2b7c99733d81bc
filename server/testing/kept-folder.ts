import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * A folder that is made once and kept for the next runs, until its version changes. Several processes may want it at the
 * same time. What has not been renewed for a day is removed with the next one made.
 */
export async function keptFolder(
  kind: string,
  version: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const prefix = `throughline-${kind}-`;
  const folder = join(tmpdir(), `${prefix}${version}`);
  if (existsSync(folder)) return folder;
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix)))
    if (Date.now() - statSync(join(tmpdir(), name)).mtimeMs > KEPT_MILLISECONDS)
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  const making = mkdtempSync(join(tmpdir(), `${prefix}new-`));
  await make(making);
  try {
    renameSync(making, folder);
  } catch {
    // Another process was faster; its folder is as good.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}
