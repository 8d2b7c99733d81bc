import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { MapPin, Plus } from "lucide-react";
import { useState } from "react";
import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { useTranslation } from "../i18n/words.ts";
import { touchpointsQuery } from "../records/touchpoint-queries.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { type Sort, Table } from "../ui/table.tsx";

/** The touchpoints under Data: where customers and the company meet, in the words of their rules. */
export function TouchpointsTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const words = useWords();
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<Sort>({ key: "name", direction: "asc" });
  const found = useQuery(touchpointsQuery);
  if (found.isError)
    return <ErrorState error={found.error} title={t("touchpoints.loadFailed")} onRetry={() => void found.refetch()} />;

  const wanted = search.trim().toLowerCase();
  const direction = sort.direction === "asc" ? 1 : -1;
  const rows = (found.data?.items ?? [])
    .filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        direction * (sort.key === "uses" ? a.journeys.length - b.journeys.length : a.name.localeCompare(b.name)),
    );
  const create = can("touchpoints:edit") ? (
    <Link to="/data/touchpoints/$id" params={{ id: "new" }} className={buttonClass({ variant: "primary" })}>
      <Plus className="size-4" aria-hidden />
      {t("touchpoints.new")}
    </Link>
  ) : null;
  if (found.data && found.data.items.length === 0)
    return (
      <EmptyState
        icon={<MapPin className="size-5" aria-hidden />}
        title={t("touchpoints.emptyTitle")}
        body={t("touchpoints.emptyBody")}
        action={create}
      />
    );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-160 text-muted text-sm">{t("touchpoints.about")}</p>
        {create}
      </div>
      <SearchInput
        label={t("touchpoints.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="mb-3 sm:max-w-72"
      />
      <Card flush>
        <Table<Touchpoint>
          caption={t("touchpoints.many")}
          loading={found.isPending}
          rows={rows}
          rowKey={({ id }) => id}
          rowLabel={({ name }) => name}
          sort={sort}
          onSort={setSort}
          onOpen={({ id }) => void navigate({ to: "/data/touchpoints/$id", params: { id } })}
          empty={<p className="p-6 text-center text-muted text-sm">{t("ui.nothingFound")}</p>}
          columns={[
            {
              key: "name",
              header: t("touchpoints.name"),
              sortable: true,
              width: "16rem",
              cell: ({ id, name, description }) => (
                <>
                  <Link to="/data/touchpoints/$id" params={{ id }} className="rounded-md font-medium hover:underline">
                    {name}
                  </Link>
                  <span className="line-clamp-2 text-faint text-xs">{description}</span>
                </>
              ),
            },
            {
              key: "rule",
              header: t("touchpoints.rule"),
              cell: ({ rule }) => <span className="line-clamp-2 text-muted max-sm:line-clamp-none">{words(rule)}</span>,
            },
            {
              key: "channels",
              header: t("touchpoints.channels"),
              width: "12rem",
              cell: ({ channels }) => (
                <span className="flex flex-wrap gap-1">
                  {channels.map((channel) => (
                    <Badge key={channel}>{channel}</Badge>
                  ))}
                </span>
              ),
            },
            {
              key: "uses",
              header: t("touchpoints.uses"),
              align: "end",
              sortable: true,
              width: "8rem",
              cell: ({ journeys }) => journeys.length,
            },
          ]}
        />
      </Card>
    </>
  );
}
