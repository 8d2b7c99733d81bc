import type { Translate } from "../i18n/words.ts";
import { leastPassword } from "../session/password.ts";

/** What is wrong with a new password, in words. */
export function passwordFault(password: string, t: Translate): string | undefined {
  if (!password) return t("access.passwordMissing");
  return password.length < leastPassword ? t("access.passwordShort", { least: leastPassword }) : undefined;
}
