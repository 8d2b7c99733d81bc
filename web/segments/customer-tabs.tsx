import { useTranslation } from "react-i18next";
import { PageHeader } from "../ui/page-header.tsx";
import { TabLinks } from "../ui/tab-links.tsx";

/** The head of the pages under Customers: single people, segments of them, and the personas that stand for those. */
export function CustomerTabs() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("nav.customers")} answers={t("customers.answers")} />
      <TabLinks
        label={t("nav.customers")}
        links={[
          { to: "/customers", label: t("customers.people"), exact: true },
          { to: "/customers/segments", label: t("segments.many") },
          { to: "/customers/personas", label: t("personas.many") },
        ]}
      />
    </>
  );
}
