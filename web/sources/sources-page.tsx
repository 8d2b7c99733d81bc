import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { type TabLink, TabLinks } from "../ui/tab-links.tsx";

/** The frame of the pages under Data. */
export function SourcesPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const links: TabLink[] = [{ to: "/data", label: t("data.keys.tab"), exact: true }];
  if (can("events:read")) links.push({ to: "/data/live", label: t("data.live.tab") });
  if (can("imports:read")) links.push({ to: "/data/imports", label: t("data.imports.tab") });
  if (can("questions:read")) links.push({ to: "/data/questions", label: t("questions.many") });
  links.push({ to: "/data/annotations", label: t("annotations.many") });
  return (
    <>
      <PageHeader title={t("nav.data")} answers={t("data.answers")} />
      <TabLinks label={t("nav.data")} links={links} />
      <Outlet />
    </>
  );
}
