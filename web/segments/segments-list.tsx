import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus, UsersRound } from "lucide-react";
import { useState } from "react";
import type { Segment } from "../../contracts/know/segments.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { useTranslation } from "../i18n/words.ts";
import { CustomerTabs } from "../records/customer-tabs.tsx";
import { segmentSizeQuery, segmentsQuery } from "../records/segment-queries.ts";
import { useSession } from "../session/session.ts";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SearchInput } from "../ui/field.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";

/** The segments under Customers, each in words and with how many are in it now. */
export function SegmentsPage() {
  const { t } = useTranslation();
  return (
    <>
      <CustomerTabs />
      <h2 className="sr-only">{t("segments.many")}</h2>
      <Segments />
    </>
  );
}

function Segments() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const words = useWords();
  const [search, setSearch] = useState("");
  const found = useQuery(segmentsQuery);
  if (found.isError)
    return <ErrorState error={found.error} title={t("segments.loadFailed")} onRetry={() => void found.refetch()} />;
  const create = can("segments:edit") ? (
    <Link to="/customers/segments/$id" params={{ id: "new" }} className={buttonClass({ variant: "primary" })}>
      <Plus className="size-4" aria-hidden />
      {t("segments.new")}
    </Link>
  ) : null;
  if (found.data && found.data.items.length === 0)
    return (
      <EmptyState
        icon={<UsersRound className="size-5" aria-hidden />}
        title={t("segments.emptyTitle")}
        body={t("segments.emptyBody")}
        action={create}
      />
    );
  const wanted = search.trim().toLowerCase();
  const rows = (found.data?.items ?? []).filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-160 text-muted text-sm">{t("segments.about")}</p>
        {create}
      </div>
      <SearchInput
        label={t("segments.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="mb-3 sm:max-w-72"
      />
      <Card flush>
        <Table<Segment>
          caption={t("segments.many")}
          loading={found.isPending}
          rows={rows}
          rowKey={({ id }) => id}
          rowLabel={({ name }) => name}
          onOpen={({ id }) => void navigate({ to: "/customers/segments/$id", params: { id } })}
          empty={<p className="p-6 text-center text-muted text-sm">{t("ui.nothingFound")}</p>}
          columns={[
            {
              key: "name",
              header: t("segments.name"),
              width: "16rem",
              cell: ({ id, name, description }) => (
                <>
                  <Link to="/customers/segments/$id" params={{ id }} className="rounded-md font-medium hover:underline">
                    {name}
                  </Link>
                  <span className="line-clamp-2 text-faint text-xs">{description}</span>
                </>
              ),
            },
            {
              key: "condition",
              header: t("segments.condition"),
              cell: ({ condition }) => (
                <span className="line-clamp-2 text-muted max-sm:line-clamp-none">{words(condition)}</span>
              ),
            },
            {
              key: "size",
              header: t("segments.size"),
              align: "end",
              width: "8rem",
              cell: (segment) => <Size segment={segment} />,
            },
          ]}
        />
      </Card>
    </>
  );
}

function Size({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, isError } = useQuery(segmentSizeQuery(segment.id, segment.revision));
  if (isError) return <span className="text-faint">{t("segments.noSize")}</span>;
  return data ? <span className="figures">{format.count(data.size)}</span> : <Skeleton className="ms-auto h-4 w-12" />;
}
