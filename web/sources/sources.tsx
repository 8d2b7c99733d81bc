import { Cable } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";

export function SourcesPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("nav.data")} answers={t("data.answers")} />
      <EmptyState
        icon={<Cable className="size-5" aria-hidden />}
        title={t("data.emptyTitle")}
        body={t("data.emptyBody")}
      />
    </>
  );
}
