/**
 * What two names of a touchpoint have in common when they mean the same one: their letters and digits in lower case, however
 * they are composed, and nothing of what stands between them. `touchpoint-sql.ts` spells the same in SQL for what feedback
 * calls it.
 */
export function touchpointKey(name: string): string {
  const plain = name.normalize("NFKC").toLowerCase().normalize("NFKC");
  const key = plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  return key === "" ? plain : key;
}
