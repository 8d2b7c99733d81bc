import { useTranslation } from "../i18n/words.ts";

/** What a role is called: a built-in one in the reader's language, one of the workspace's own as people named it. */
export function useRoleName(): (of: { role: string; roleName: string | null }) => string {
  const { wordOr } = useTranslation();
  return ({ role, roleName }) => roleName ?? wordOr(`role.${role}`, role);
}
