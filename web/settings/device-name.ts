import { useTranslation } from "../i18n/words.ts";

/** What somebody signed in with, as people call it: "Firefox on Windows". */
export function useDeviceName(): (of: { browser: string; system: string }) => string {
  const { t } = useTranslation();
  return ({ browser, system }) => {
    if (browser && system) return t("settings.sessions.on", { browser, system });
    return browser || system || t("settings.sessions.unknown");
  };
}
