/**
 * What two names of a touchpoint have in common when they mean the same one: letters and digits in lower case, everything
 * between them as one dash. `touchpoint-sql.ts` spells the same in SQL for what feedback calls it.
 */
export function touchpointKey(name: string): string {
  const key = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return key === "" ? name.toLowerCase() : key;
}
