import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Delivery } from "../../contracts/operate/deliveries.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { reasonOf } from "../ui/problem-words.ts";
import { type Column, Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";

const deliveriesKey = ["deliveries"];

/** What was to be done behind the scenes and has failed: tried again by hand, or given up. */
export function DeliveriesTab() {
  const { t, wordOr } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const [dropping, setDropping] = useState<Delivery | null>(null);
  const pages = useCursor("deliveries");
  const found = useQuery({
    queryKey: [...deliveriesKey, pages.cursor],
    queryFn: ({ signal }) => request("GET /api/v1/deliveries", { query: { cursor: pages.cursor }, signal }),
    placeholderData: keepPreviousData,
  });
  const refresh = () => client.invalidateQueries({ queryKey: deliveriesKey });
  const failed = (error: unknown) => {
    setDropping(null);
    const description = reasonOf(error);
    toast.error(t("settings.deliveries.failed"), { description });
  };
  const retry = useMutation({
    mutationFn: ({ id }: Delivery) => request("POST /api/v1/deliveries/:id/retry", { params: { id } }),
    onSuccess: () => toast.success(t("settings.deliveries.retried")),
    onError: failed,
    onSettled: refresh,
  });
  const drop = useMutation({
    mutationFn: ({ id }: Delivery) => request("DELETE /api/v1/deliveries/:id", { params: { id } }),
    onSuccess: () => {
      setDropping(null);
      toast.success(t("settings.deliveries.dropped"));
    },
    onError: failed,
    onSettled: refresh,
  });
  if (found.isError)
    return (
      <ErrorState
        error={found.error}
        title={t("settings.deliveries.loadFailed")}
        onRetry={() => void found.refetch()}
      />
    );
  const rows = found.data?.items ?? [];
  if (found.data && rows.length === 0 && pages.page === 1)
    return (
      <EmptyState
        icon={<CircleCheck className="size-5" aria-hidden />}
        title={t("settings.deliveries.emptyTitle")}
        body={t("settings.deliveries.emptyBody")}
      />
    );
  const nameOf = ({ topic }: Delivery) => wordOr(`settings.deliveries.topic.${topic}`, topic);
  const acts: Column<Delivery>[] = can("deliveries:edit")
    ? [
        {
          key: "act",
          header: t("data.actions"),
          align: "end",
          width: "11rem",
          cell: (row) => (
            <span className="inline-flex items-center gap-1">
              <Button
                size="sm"
                icon={<RotateCcw className="size-3.5" aria-hidden />}
                busy={retry.isPending && retry.variables.id === row.id}
                aria-label={t("settings.deliveries.retryOf", { name: nameOf(row), thing: row.thing })}
                onClick={() => retry.mutate(row)}
              >
                {t("settings.deliveries.retry")}
              </Button>
              <IconButton
                size="sm"
                label={t("settings.deliveries.dropOf", { name: nameOf(row), thing: row.thing })}
                icon={<Trash2 className="size-3.5" aria-hidden />}
                onClick={() => setDropping(row)}
              />
            </span>
          ),
        },
      ]
    : [];
  return (
    <>
      <Card flush title={t("settings.deliveries.title")} description={t("settings.deliveries.body")}>
        <Table<Delivery>
          caption={t("settings.deliveries.title")}
          loading={found.isPending}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "what",
              header: t("settings.deliveries.what"),
              title: true,
              width: "14rem",
              cell: (row) => (
                <span className="flex flex-col">
                  <span className="font-medium">{nameOf(row)}</span>
                  <span className="break-all font-mono text-faint text-xs">{row.thing}</span>
                </span>
              ),
            },
            { key: "why", header: t("settings.deliveries.why"), cell: (row) => <Why row={row} /> },
            { key: "next", header: t("settings.deliveries.next"), width: "12rem", cell: (row) => <Next row={row} /> },
            ...acts,
          ]}
        />
      </Card>
      <Pagination pages={pages} nextCursor={found.data?.nextCursor} />
      {dropping ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setDropping(null)}
          title={t("settings.deliveries.dropTitle")}
          body={t("settings.deliveries.dropBody", { name: nameOf(dropping), thing: dropping.thing })}
          confirmLabel={t("settings.deliveries.drop")}
          busy={drop.isPending}
          onConfirm={() => drop.mutate(dropping)}
        />
      ) : null}
    </>
  );
}

function Why({ row: { reason, tries, waiting } }: { row: Delivery }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-col max-sm:items-end">
      <span className="break-words">{reason}</span>
      <span className="figures text-faint text-xs">
        {t("settings.deliveries.tries", { count: tries })}
        {waiting > 1 ? ` · ${t("settings.deliveries.behind", { count: waiting - 1 })}` : null}
      </span>
    </span>
  );
}

function Next({ row: { stuck, nextTryAt, sentAt } }: { row: Delivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className="flex flex-col gap-0.5 max-sm:items-end">
      {stuck || nextTryAt === null ? (
        <span>
          <Badge tone="negative">{t("settings.deliveries.stuck")}</Badge>
        </span>
      ) : (
        <span className="figures">{format.moment(nextTryAt)}</span>
      )}
      <span className="figures text-faint text-xs">
        {t("settings.deliveries.sent", { when: format.moment(sentAt) })}
      </span>
    </span>
  );
}
