import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ImportStatus, ImportSummary } from "../../contracts/collect/imports.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Badge, type BadgeProps } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Pagination, useCursor } from "../ui/pagination.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { DropFile } from "./drop-file.tsx";
import { importsQuery, underWay } from "./import-queries.ts";

/** Files brought in so far, and the place to drop the next one. */
export function ImportsTab() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { can } = useSession();
  const pages = useCursor("imports");
  const imports = useQuery(importsQuery(pages.cursor));
  const items = imports.data?.items ?? [];
  return (
    <div className="flex flex-col gap-4">
      {can("imports:run") ? (
        <DropFile onUploaded={({ id }) => void navigate({ to: "/data/imports/$id", params: { id } })} />
      ) : null}
      {imports.isError ? (
        <ErrorState error={imports.error} title={t("data.imports.failed")} onRetry={() => void imports.refetch()} />
      ) : null}
      {imports.isPending ? (
        <Card flush>
          <SkeletonRows rows={3} />
        </Card>
      ) : null}
      {imports.data && items.length === 0 ? (
        <p className="py-4 text-center text-faint text-sm">{t("data.imports.none")}</p>
      ) : null}
      {items.length > 0 ? (
        <>
          <Card flush title={t("data.imports.title")}>
            <Table<ImportSummary>
              caption={t("data.imports.title")}
              rows={items}
              rowKey={({ id }) => id}
              rowLabel={({ name }) => name}
              onOpen={({ id }) => void navigate({ to: "/data/imports/$id", params: { id } })}
              columns={[
                {
                  key: "name",
                  header: t("data.imports.file"),
                  title: true,
                  cell: ({ name }) => <span className="break-all font-medium">{name}</span>,
                },
                { key: "status", header: t("data.imports.status"), cell: (each) => <StatusBadge {...each} /> },
                {
                  key: "rows",
                  header: t("data.imports.accepted"),
                  align: "end",
                  cell: ({ progress, status }) => (status === "uploaded" ? "–" : format.count(progress.accepted)),
                },
                {
                  key: "rejected",
                  header: t("data.imports.rejected"),
                  align: "end",
                  cell: ({ progress, status }) => (status === "uploaded" ? "–" : format.count(progress.rejected)),
                },
                { key: "size", header: t("data.imports.size"), align: "end", cell: ({ size }) => format.bytes(size) },
                {
                  key: "at",
                  header: t("data.imports.uploaded"),
                  align: "end",
                  cell: ({ createdAt }) => (
                    <time dateTime={createdAt} title={format.moment(createdAt)}>
                      {format.ago(createdAt)}
                    </time>
                  ),
                },
              ]}
            />
          </Card>
          <Pagination pages={pages} nextCursor={imports.data?.nextCursor} />
        </>
      ) : null}
    </div>
  );
}

const tones: Record<ImportStatus, BadgeProps["tone"]> = {
  uploaded: "neutral",
  queued: "accent",
  running: "accent",
  cancelling: "accent",
  checked: "accent",
  done: "positive",
  cancelled: "warning",
  failed: "negative",
};

export function StatusBadge({ status, dryRun }: Pick<ImportSummary, "status" | "dryRun">) {
  const { t } = useTranslation();
  const name = dryRun && underWay.has(status) ? "checking" : status;
  return <Badge tone={tones[status]}>{t(`data.imports.statuses.${name}`)}</Badge>;
}
