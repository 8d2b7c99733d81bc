import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus, Route } from "lucide-react";
import { useState } from "react";
import type { JourneySummary } from "../../contracts/understand/journeys.ts";
import { useTranslation } from "../i18n/words.ts";
import { journeysQuery } from "../records/journey-queries.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { type Sort, Table } from "../ui/table.tsx";
import { NewJourney } from "./new-journey.tsx";

type SortKey = "name" | "steps" | "updatedAt";
const compare: Record<SortKey, (a: JourneySummary, b: JourneySummary) => number> = {
  name: (a, b) => a.name.localeCompare(b.name),
  steps: (a, b) => a.steps - b.steps,
  updatedAt: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
};

function isSortKey(key: string): key is SortKey {
  return key in compare;
}

export function JourneysPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isNew, setNew] = useState(false);
  const found = useQuery(journeysQuery);
  const create = can("journeys:edit") ? (
    <Button variant="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setNew(true)}>
      {t("journeys.new")}
    </Button>
  ) : null;
  const isEmpty = found.data?.items.length === 0;
  return (
    <>
      <PageHeader title={t("nav.journeys")} answers={t("journeys.answers")} actions={isEmpty ? null : create} />
      {found.isError ? (
        <ErrorState error={found.error} title={t("journeys.failed")} onRetry={() => void found.refetch()} />
      ) : isEmpty ? (
        <EmptyState
          icon={<Route className="size-5" aria-hidden />}
          title={t("journeys.emptyTitle")}
          body={t("journeys.emptyBody")}
          action={create}
        />
      ) : (
        <Card flush>
          <JourneyTable journeys={found.data?.items ?? []} isLoading={found.isPending} />
        </Card>
      )}
      <NewJourney open={isNew} onClose={() => setNew(false)} />
    </>
  );
}

function JourneyTable({ journeys, isLoading }: { journeys: readonly JourneySummary[]; isLoading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [sort, setSort] = useState<Sort>({ key: "updatedAt", direction: "desc" });
  const order = isSortKey(sort.key) ? compare[sort.key] : compare.name;
  const rows = [...journeys].sort((a, b) => (sort.direction === "asc" ? 1 : -1) * order(a, b));
  return (
    <Table<JourneySummary>
      caption={t("nav.journeys")}
      loading={isLoading}
      rows={rows}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      sort={sort}
      onSort={setSort}
      onOpen={({ id }) => void navigate({ to: "/journeys/$id", params: { id } })}
      columns={[
        {
          key: "name",
          header: t("journey.name"),
          sortable: true,
          cell: ({ id, name, description }) => (
            <>
              <Link to="/journeys/$id" params={{ id }} className="rounded-md font-medium hover:underline">
                {name}
              </Link>
              {description ? <span className="line-clamp-2 text-faint text-xs">{description}</span> : null}
            </>
          ),
        },
        {
          key: "phases",
          header: t("journeys.phases"),
          align: "end",
          width: "6rem",
          cell: ({ phases }) => format.count(phases),
        },
        {
          key: "steps",
          header: t("journeys.steps"),
          align: "end",
          width: "6rem",
          sortable: true,
          cell: ({ steps }) => format.count(steps),
        },
        {
          key: "bound",
          header: t("journeys.bound"),
          align: "end",
          width: "12rem",
          cell: ({ steps, boundSteps }) => (
            <span className="inline-flex items-center gap-2">
              <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-hover max-sm:hidden">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: steps === 0 ? 0 : `${(boundSteps / steps) * 100}%` }}
                />
              </span>
              {t("journeys.boundOf", { bound: boundSteps, steps })}
            </span>
          ),
        },
        {
          key: "updatedAt",
          header: t("journeys.updated"),
          align: "end",
          width: "10rem",
          sortable: true,
          cell: ({ updatedAt }) => <span title={format.moment(updatedAt)}>{format.ago(updatedAt)}</span>,
        },
      ]}
    />
  );
}
