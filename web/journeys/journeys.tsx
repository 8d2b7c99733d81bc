import { Route } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";

export function JourneysPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("nav.journeys")} answers={t("journeys.answers")} />
      <EmptyState
        icon={<Route className="size-5" aria-hidden />}
        title={t("journeys.emptyTitle")}
        body={t("journeys.emptyBody")}
      />
    </>
  );
}
