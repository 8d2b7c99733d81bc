import { takesTheWhole } from "../../../contracts/words/permissions.ts";

/**
 * Whether a permission reaches so far: what concerns the whole system is done from its home workspace only, because anybody
 * may create a workspace and own that; what concerns all of a workspace, by who sees all of it.
 */
export function mayReach(permission: string, { home, whole }: { home: boolean; whole: boolean }): boolean {
  return (home || !permission.startsWith("system:")) && (whole || !takesTheWhole(permission));
}
