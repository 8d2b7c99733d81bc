import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { type TabLink, TabLinks } from "../ui/tab-links.tsx";

/** The head of the pages under Customers: people, the accounts they belong to, segments of them, and personas for those. */
export function CustomerTabs() {
  const { t } = useTranslation();
  const { can } = useSession();
  const people: TabLink[] = [
    { to: "/customers", label: t("customers.people"), exact: true },
    { to: "/customers/accounts", label: t("accounts.many") },
  ];
  const groups: TabLink[] = [
    { to: "/customers/segments", label: t("segments.many") },
    { to: "/customers/personas", label: t("personas.many") },
  ];
  return (
    <>
      <PageHeader title={t("nav.customers")} answers={t("customers.answers")} />
      <TabLinks label={t("nav.customers")} links={can("contacts:read") ? [...people, ...groups] : groups} />
    </>
  );
}
