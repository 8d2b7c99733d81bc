import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";

export function ContactsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("nav.customers")} answers={t("customers.answers")} />
      <EmptyState
        icon={<Users className="size-5" aria-hidden />}
        title={t("customers.emptyTitle")}
        body={t("customers.emptyBody")}
      />
    </>
  );
}
