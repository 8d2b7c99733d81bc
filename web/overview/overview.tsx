import { LayoutDashboard } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";

export function OverviewPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("nav.overview")} answers={t("overview.answers")} />
      <EmptyState
        icon={<LayoutDashboard className="size-5" aria-hidden />}
        title={t("overview.emptyTitle")}
        body={t("overview.emptyBody")}
      />
    </>
  );
}
