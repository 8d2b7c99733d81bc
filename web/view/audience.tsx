import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Users, UserX } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { lazyPart } from "../ui/lazy-page.ts";
import { OnDemand } from "../ui/on-demand.tsx";
import { EVERYONE, useView, type View } from "./view.ts";

/** Three of them share one row of a phone. */
export const barButtonClass = "min-w-0 max-sm:flex-auto max-sm:px-2";

const AudienceMenu = lazyPart(() => import("./audience-menu.tsx"), "AudienceMenu", []);

/** Whose numbers the page shows: everybody's, or those of a segment. */
export function AudienceButton({ view }: { view: View }) {
  const { t } = useTranslation();
  const chosen = view.search.segment ?? EVERYONE;
  const { data } = useQuery({ ...recordQueries("segments").list(), enabled: chosen !== EVERYONE });
  const name = data?.items.find(({ id }) => id === chosen)?.name ?? (data ? t("segments.gone") : "…");
  const shown = chosen === EVERYONE ? t("audience.everyone") : name;
  return (
    <OnDemand
      part={AudienceMenu}
      opens="menu"
      given={{ view }}
      trigger={
        <Button
          className={cx(barButtonClass, "max-w-60 max-sm:max-w-none", chosen !== EVERYONE && "!border-accent")}
          icon={<Users className="size-3.5 shrink-0 text-faint max-sm:hidden" aria-hidden />}
          aria-label={t("audience.choose", { name: shown })}
        >
          <span className="truncate">{shown}</span>
          <ChevronDown className="size-3.5 shrink-0 text-faint max-sm:hidden" aria-hidden />
        </Button>
      }
    />
  );
}

/**
 * Whether the customers that the address asks for can be asked about. `checking` until the segments are known, so that a page
 * asks nothing about one that is `lost`.
 */
export function useAudience(): "here" | "checking" | "lost" {
  const { segment } = useView().search;
  const { data, isFetching } = useQuery({ ...recordQueries("segments").list(), enabled: segment !== undefined });
  if (segment === undefined || data?.items.some(({ id }) => id === segment)) return "here";
  if (isFetching) return "checking";
  // Where the list of segments does not come, the queries themselves say what is wrong.
  return data ? "lost" : "here";
}

/** Instead of a page whose segment is gone: says so, and leads back to everybody. */
export function LostAudience() {
  const { t } = useTranslation();
  const view = useView();
  return (
    <div role="alert">
      <EmptyState
        icon={<UserX className="size-5" aria-hidden />}
        title={t("audience.lost")}
        body={t("audience.lostBody")}
        action={
          <Button variant="primary" onClick={() => view.set({ segment: undefined })}>
            {t("audience.clear")}
          </Button>
        }
      />
    </div>
  );
}
