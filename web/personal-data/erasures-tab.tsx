import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import type { Erasure } from "../../contracts/know/personal-data.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordLink } from "../records/record-link.tsx";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { reasonOf } from "../ui/problem-words.ts";
import { type Column, Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { Corrections } from "./corrections.tsx";
import { erasuresKey } from "./queries.ts";
import { StoragePeriods } from "./storage-periods.tsx";

const LOOK_MILLISECONDS = 2000;

/** Requests to erase people and the receipts of it. */
export function ErasuresTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  if (can("privacy:read")) return <Erasures />;
  return <EmptyState icon={<ShieldCheck className="size-5" aria-hidden />} title={t("personal.notAllowed")} body="" />;
}

function Erasures() {
  const { t } = useTranslation();
  const pages = useCursor("erasures");
  const found = useQuery({
    queryKey: [...erasuresKey, pages.cursor],
    queryFn: ({ signal }) => request("GET /api/v1/erasures", { query: { cursor: pages.cursor }, signal }),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "running") ? LOOK_MILLISECONDS : false,
  });
  return (
    <div className="flex flex-col gap-4">
      <Corrections />
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Card flush title={t("personal.requests")} description={t("personal.requestsBody")}>
          <ErasuresTable rows={found.data?.items ?? []} loading={found.isPending} />
        </Card>
      )}
      <Pagination pages={pages} nextCursor={found.data?.nextCursor} />
      <StoragePeriods />
    </div>
  );
}

const tones = { waiting: "warning", running: "accent", done: "positive", cancelled: "neutral" } as const;

function ErasuresTable({ rows, loading }: { rows: readonly Erasure[]; loading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: (id: string) => request("DELETE /api/v1/erasures/:id", { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: erasuresKey }),
    onError: (error) => toast.error(t("personal.notCancelled"), { description: reasonOf(error) }),
  });
  const columns: Column<Erasure>[] = [
    {
      key: "what",
      header: t("personal.column.what"),
      title: true,
      cell: (row) => (
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <Badge tone={tones[row.status]}>{t(`personal.status.${row.status}`)}</Badge>
          <span>{t(`personal.people.${row.mode}`, { count: row.people })}</span>
        </span>
      ),
    },
    {
      key: "who",
      header: t("personal.column.who"),
      cell: ({ contacts: [only], people }) =>
        only && people === 1 ? <RecordLink kind="contact" id={only} name="" /> : t("personal.nobodyNamed"),
    },
    {
      key: "asked",
      header: t("personal.column.asked"),
      cell: ({ requestedAt, requestedBy, origin }) =>
        `${format.moment(requestedAt)}, ${origin === "member" ? requestedBy : t(`personal.origin.${origin}`)}`,
    },
    {
      key: "when",
      header: t("personal.column.when"),
      cell: (row) =>
        row.progress
          ? row.progress.failed === undefined
            ? t(`personal.stage.${row.progress.stage}`, {
                percent: format.count(Math.round((100 * row.progress.done) / Math.max(1, row.progress.total))),
              })
            : t("personal.stage.failed", { reason: row.progress.failed })
          : format.moment(row.finishedAt ?? row.dueAt),
    },
    {
      key: "counts",
      header: t("personal.column.counts"),
      isProse: true,
      cell: ({ counts }) =>
        counts.map(({ kind, count }) => `${t(`personal.kind.${kind}`)} ${format.count(count)}`).join(" · ") || "–",
    },
    {
      key: "act",
      header: t("personal.column.act"),
      cell: (row) =>
        row.status === "waiting" && can("privacy:edit") ? (
          <Button
            size="sm"
            busy={cancel.isPending && cancel.variables === row.id}
            onClick={() => cancel.mutate(row.id)}
          >
            {t("personal.cancel")}
          </Button>
        ) : null,
    },
  ];
  return (
    <Table
      caption={t("personal.requests")}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      loading={loading}
      empty={
        <EmptyState
          icon={<ShieldCheck className="size-5" aria-hidden />}
          title={t("personal.none")}
          body={t("personal.noneBody")}
        />
      }
    />
  );
}
