import { Settings } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";

export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("nav.settings")} answers={t("settings.answers")} />
      <EmptyState
        icon={<Settings className="size-5" aria-hidden />}
        title={t("settings.emptyTitle")}
        body={t("settings.emptyBody")}
      />
    </>
  );
}
