import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { StoragePeriod } from "../../contracts/know/storage-periods.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { type Column, Table } from "../ui/table.tsx";
import { PeriodDialog } from "./period-dialog.tsx";
import { periodsQuery } from "./queries.ts";

const LOOK_MILLISECONDS = 2000;

/** How long each kind of data is kept; an owner sets it. */
export function StoragePeriods() {
  const { t } = useTranslation();
  const { can } = useSession();
  const periods = useQuery({
    ...periodsQuery,
    refetchInterval: ({ state }) => (state.data?.items.some(({ running }) => running) ? LOOK_MILLISECONDS : false),
  });
  const [changing, setChanging] = useState<StoragePeriod | null>(null);
  const columns: Column<StoragePeriod>[] = [
    { key: "kind", header: t("personal.period.kind"), title: true, cell: ({ kind }) => t(`personal.stored.${kind}`) },
    { key: "days", header: t("personal.period.days"), cell: (row) => <Kept period={row} /> },
    ...(can("storage:edit")
      ? [
          {
            key: "act",
            header: t("personal.column.act"),
            cell: (row: StoragePeriod) => (
              <Button
                size="sm"
                aria-label={t("personal.period.changeOf", { kind: t(`personal.stored.${row.kind}`) })}
                onClick={() => setChanging(row)}
              >
                {t("personal.period.change")}
              </Button>
            ),
          },
        ]
      : []),
  ];
  if (periods.isError) return <ErrorState error={periods.error} onRetry={() => void periods.refetch()} />;
  return (
    <Card flush title={t("personal.periods")} description={t("personal.periodsBody")}>
      <Table
        caption={t("personal.periods")}
        columns={columns}
        rows={periods.data?.items ?? []}
        rowKey={({ kind }) => kind}
        loading={periods.isPending}
      />
      {changing ? <PeriodDialog period={changing} onClose={() => setChanging(null)} /> : null}
    </Card>
  );
}

/** For how long; below it, where there is any, what is being deleted or was last, and when it is looked again. */
function Kept({ period: { kind, days, running, last, nextAt } }: { period: StoragePeriod }) {
  const { t } = useTranslation();
  const format = useFormat();
  const more: string[] = [];
  if (running) {
    const percent = format.count(Math.floor((100 * running.done) / Math.max(1, running.total)));
    more.push(
      t("personal.period.running", { percent, things: t(`personal.amount.${kind}`, { count: running.count }) }),
    );
  } else if (last) {
    const things = t(`personal.amount.${kind}`, { count: last.count });
    more.push(t("personal.period.deleted", { things, date: format.moment(last.finishedAt) }));
  }
  if (nextAt !== null && !running) more.push(t("personal.period.next", { date: format.moment(nextAt) }));
  return (
    <span>
      {days === null ? t("personal.period.forEver") : t("personal.period.count", { count: days })}
      {more.map((line) => (
        <span key={line} className="block text-faint text-xs">
          {line}
        </span>
      ))}
    </span>
  );
}
