import { Link } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonClass } from "../ui/button.tsx";
import { useOpenQuery, useQueryPlace } from "./open-query.ts";
import { SavedMenu } from "./saved-menu.tsx";
import { savedQueries } from "./saved-query-kind.ts";

/** Every saved query of the workspace. */
export function SavedPage() {
  const { t, wordOr } = useTranslation();
  const { can } = useSession();
  const open = useOpenQuery();
  const placeOf = useQueryPlace();
  return (
    <ListPage
      of={savedQueries}
      search={t("saved.search")}
      onOpen={(saved) => open(saved)}
      empty={{
        ...(can("queries:edit") ? {} : { body: t("saved.emptyBodyViewer") }),
        action: (
          <Link to="/explore/funnel" className={buttonClass({ variant: "primary" })}>
            {t("saved.askFunnel")}
          </Link>
        ),
      }}
      acts={(saved) => <SavedMenu saved={saved} />}
      name={(saved) => (
        <>
          <Link {...placeOf(saved)} className="rounded-md font-medium hover:underline">
            {saved.name}
          </Link>
          <span className="line-clamp-2 text-faint text-xs">{saved.description}</span>
        </>
      )}
      columns={[
        {
          key: "kind",
          header: t("saved.kindOf"),
          width: "9rem",
          filterBy: ({ kind }) => kind,
          filterName: (kind) => wordOr(`saved.kind.${kind}`, kind),
          cell: ({ kind }) => <Badge>{t(`saved.kind.${kind}`)}</Badge>,
        },
        {
          key: "updated",
          header: t("saved.updated"),
          width: "12rem",
          sortable: true,
          as: "moment",
          value: ({ updatedAt }) => updatedAt,
        },
      ]}
    />
  );
}
