import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { type TabLink, TabLinks } from "../ui/tab-links.tsx";

/** The frame of the pages under Settings. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const auditTab: TabLink[] = can("audit:read") ? [{ to: "/settings/audit", label: t("settings.audit.tab") }] : [];
  const personalTab: TabLink[] = can("privacy:read")
    ? [{ to: "/settings/personal-data", label: t("settings.personal.tab") }]
    : [];
  const deliveriesTab: TabLink[] = can("deliveries:read")
    ? [{ to: "/settings/deliveries", label: t("settings.deliveries.tab") }]
    : [];
  return (
    <>
      <PageHeader title={t("nav.settings")} answers={t("settings.answers")} />
      <TabLinks
        label={t("nav.settings")}
        links={[
          { to: "/settings", label: t("settings.workspace.tab"), exact: true },
          { to: "/settings/members", label: t("settings.members.tab") },
          ...(can("members:edit") ? [{ to: "/settings/roles", label: t("roles.many") } as const] : []),
          ...(can("units:read") ? [{ to: "/settings/units", label: t("units.many") } as const] : []),
          { to: "/settings/money", label: t("money.tab") },
          ...auditTab,
          ...personalTab,
          { to: "/settings/mail", label: t("settings.mail") },
          { to: "/settings/profile", label: t("settings.profile.tab") },
          ...deliveriesTab,
          { to: "/settings/system", label: t("settings.system.tab") },
        ]}
      />
      <Outlet />
    </>
  );
}
