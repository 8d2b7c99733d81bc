import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bookmark } from "lucide-react";
import { useState } from "react";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { useFormat } from "../ui/format.ts";
import { Table } from "../ui/table.tsx";
import { useView } from "../view/view.ts";
import { useOpenQuery, useQueryPlace } from "./open-query.ts";
import { SavedMenu } from "./saved-menu.tsx";
import { savedQueriesQuery } from "./saved-query-queries.ts";

/** Every saved query of the workspace. */
export function SavedPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { timezone } = useView();
  const { can } = useSession();
  const open = useOpenQuery();
  const placeOf = useQueryPlace();
  const [search, setSearch] = useState("");
  const found = useQuery(savedQueriesQuery);
  if (found.isError)
    return <ErrorState error={found.error} title={t("saved.loadFailed")} onRetry={() => void found.refetch()} />;
  if (found.data?.length === 0)
    return (
      <EmptyState
        icon={<Bookmark className="size-5" aria-hidden />}
        title={t("saved.emptyTitle")}
        body={t(can("queries:edit") ? "saved.emptyBody" : "saved.emptyBodyViewer")}
        action={
          <>
            <Link to="/explore/funnel" className={buttonClass({ variant: "primary" })}>
              {t("saved.askFunnel")}
            </Link>
            {can("queries:edit") ? (
              <Link to="/explore/paths" className={buttonClass({})}>
                {t("saved.askPaths")}
              </Link>
            ) : null}
          </>
        }
      />
    );
  const wanted = search.trim().toLowerCase();
  const rows = (found.data ?? []).filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <h2 className="sr-only">{t("saved.many")}</h2>
      <SearchInput
        label={t("saved.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="mb-3 sm:max-w-72"
      />
      <Card flush>
        <Table<SavedQuery>
          caption={t("saved.many")}
          loading={found.isPending}
          rows={rows}
          rowKey={({ id }) => id}
          rowLabel={({ name }) => name}
          onOpen={(saved) => open(saved)}
          empty={<p className="p-6 text-center text-muted text-sm">{t("ui.nothingFound")}</p>}
          columns={[
            {
              key: "name",
              header: t("saved.name"),
              cell: (saved) => (
                <>
                  <Link {...placeOf(saved)} className="rounded-md font-medium hover:underline">
                    {saved.name}
                  </Link>
                  <span className="line-clamp-2 text-faint text-xs">{saved.description}</span>
                </>
              ),
              title: true,
            },
            {
              key: "kind",
              header: t("saved.kindOf"),
              width: "9rem",
              cell: ({ kind }) => <Badge>{t(`saved.kind.${kind}`)}</Badge>,
            },
            {
              key: "updated",
              header: t("saved.updated"),
              width: "12rem",
              cell: ({ updatedAt }) => <span className="text-muted">{format.moment(updatedAt, timezone)}</span>,
            },
            {
              key: "acts",
              header: t("saved.acts"),
              align: "end",
              width: "6rem",
              cell: (saved) => <SavedMenu saved={saved} />,
            },
          ]}
        />
      </Card>
    </>
  );
}
