import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { Telescope } from "lucide-react";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { TabLinks } from "../ui/tab-links.tsx";
import { explorePages } from "./explore-pages.ts";

/** One frame for every kind of query. */
export function ExplorePage() {
  const { t } = useTranslation();
  const seen = useQuery(seenQuery);
  return (
    <>
      <PageHeader title={t("nav.explore")} answers={t("explore.answers")} />
      <TabLinks
        label={t("explore.kinds")}
        links={[
          ...explorePages.map(({ to, name }) => ({ to, label: t(name) })),
          { to: "/explore/saved", label: t("saved.tab") },
        ]}
      />
      {seen.isPending ? (
        <SkeletonRows />
      ) : seen.data?.events.length === 0 ? (
        <EmptyState
          icon={<Telescope className="size-5" aria-hidden />}
          title={t("explore.emptyTitle")}
          body={t("explore.emptyBody")}
          action={
            <Link to="/data" className={buttonClass({ variant: "primary" })}>
              {t("overview.sendFirst")}
            </Link>
          }
        />
      ) : (
        <Outlet />
      )}
    </>
  );
}
