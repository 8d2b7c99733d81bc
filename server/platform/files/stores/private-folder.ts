import { chmod, mkdir } from "node:fs/promises";

/** A folder that only the user of the program may enter, also when it was made with other rights. True when it was made. */
export async function privateFolder(folder: string): Promise<boolean> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) await chmod(folder, 0o700);
  return made !== undefined;
}
