import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Download, FileX, Trash2, X } from "lucide-react";
import { useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import type { ImportItem } from "../../contracts/collect/imports.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { download } from "../session/download.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Progress } from "../ui/progress.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { delimiterName } from "./delimiter-name.ts";
import { importQuery, underWay } from "./import-queries.ts";
import { StatusBadge } from "./imports-list.tsx";
import { MappingEditor } from "./mapping-editor.tsx";

/** One file: what it holds, what it shall mean, and how far it is. */
export function ImportPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/app/data/imports/$id" });
  const item = useQuery(importQuery(id));
  if (item.error instanceof ApiError && item.error.problem.status === 404)
    return (
      <EmptyState
        icon={<FileX className="size-5" aria-hidden />}
        title={t("data.imports.gone")}
        body={t("data.imports.goneBody")}
      />
    );
  if (item.isError)
    return <ErrorState error={item.error} title={t("data.imports.oneFailed")} onRetry={() => void item.refetch()} />;
  if (!item.data) return <SkeletonRows rows={8} />;
  return <Known item={item.data} />;
}

function Known({ item }: { item: ImportItem }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const running = underWay.has(item.status);
  const editable = !running && item.status !== "done";
  return (
    <div className="flex flex-col gap-4">
      <Head item={item} running={running} />
      {item.failure ? (
        <p role="alert" className="rounded-lg bg-negative-soft px-4 py-3 text-negative text-sm">
          {item.failure.line === null
            ? item.failure.detail
            : t("data.imports.failedAt", { line: item.failure.line, detail: item.failure.detail })}
        </p>
      ) : null}
      {running || item.startedAt ? <Counts item={item} running={running} /> : null}
      {editable && can("imports:run") ? <MappingEditor key={item.id} item={item} /> : null}
    </div>
  );
}

function Head({ item, running }: { item: ImportItem; running: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { can } = useSession();
  const [asking, setAsking] = useState(false);
  const failed = (error: unknown) =>
    toast.error(t("data.imports.actFailed"), {
      description: error instanceof ApiError ? error.problem.detail : t("error.unreachable"),
    });
  const cancel = useMutation({
    mutationFn: () => request("POST /api/v1/imports/:id/cancel", { params: { id: item.id } }),
    onSuccess: (stopped) => client.setQueryData(importQuery(item.id).queryKey, stopped),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => request("DELETE /api/v1/imports/:id", { params: { id: item.id } }),
    onSuccess: async () => {
      await navigate({ to: "/data/imports" });
      client.removeQueries({ queryKey: ["imports", "one", item.id] });
      await client.invalidateQueries({ queryKey: ["imports"] });
    },
    onError: failed,
  });
  const { recognised } = item;
  const found = [
    recognised.format.toUpperCase(),
    recognised.compression === "gzip" ? "gzip" : "",
    recognised.encoding,
    recognised.delimiter ? t(`data.imports.delimiters.${delimiterName[recognised.delimiter]}`) : "",
    t("data.imports.columns", { count: recognised.columns.length }),
    format.bytes(item.size),
  ].filter(Boolean);
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2.5">
          <h2 className="break-all text-lg">{item.name}</h2>
          <StatusBadge {...item} />
        </div>
        <p className="mt-0.5 text-muted text-sm">{t("data.imports.recognised", { what: found.join(" · ") })}</p>
      </div>
      {can("imports:run") ? (
        <div className="flex gap-2">
          {running ? (
            <Button
              icon={<X className="size-3.5" aria-hidden />}
              busy={cancel.isPending || item.status === "cancelling"}
              onClick={() => cancel.mutate()}
            >
              {t("data.imports.cancel")}
            </Button>
          ) : (
            <Button icon={<Trash2 className="size-3.5" aria-hidden />} onClick={() => setAsking(true)}>
              {t("data.imports.remove")}
            </Button>
          )}
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("data.imports.removeTitle", { name: item.name })}
        body={t("data.imports.removeBody")}
        confirmLabel={t("data.imports.remove")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </div>
  );
}

/** How far it is, or what came of it. */
function Counts({ item, running }: { item: ImportItem; running: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { progress } = item;
  const [failed, setFailed] = useState(false);
  const dry = item.dryRun;
  const pace = [
    progress.ratePerSecond === null ? "" : t("data.imports.rate", { rate: format.compact(progress.ratePerSecond) }),
    progress.secondsLeft === null ? "" : t("data.imports.left", { time: format.duration(progress.secondsLeft) }),
  ]
    .filter(Boolean)
    .join(" · ");
  const figures: [string, string][] = [
    [t("data.imports.rows"), format.count(progress.rows)],
    [dry ? t("data.imports.wouldAccept") : t("data.imports.accepted"), format.count(progress.accepted)],
    [t("data.imports.rejected"), format.count(progress.rejected)],
    [dry ? t("data.imports.wouldSend") : t("data.imports.messages"), format.count(progress.messages)],
  ];
  return (
    <Card>
      {running ? (
        <div className="mb-4">
          <Progress
            label={t(dry ? "data.imports.checking" : "data.imports.importing")}
            value={item.status === "queued" || item.size === 0 ? null : Math.min(1, progress.bytes / item.size)}
            detail={pace}
          />
        </div>
      ) : (
        <p className="mb-4 text-sm">
          {t(`data.imports.outcome.${item.status === "done" && progress.accepted === 0 ? "nothing" : item.status}`)}
        </p>
      )}
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted text-xs">{name}</dt>
            <dd className="figures font-semibold text-xl">{value}</dd>
          </div>
        ))}
      </dl>
      {progress.rejectsListed > 0 ? (
        <div className="mt-4 flex flex-wrap items-center gap-3 border-line border-t pt-4 text-sm">
          <Button
            icon={<Download className="size-3.5" aria-hidden />}
            onClick={() => {
              setFailed(false);
              download(`/api/v1/imports/${encodeURIComponent(item.id)}/rejects`, `${item.name}-rejects.csv`).catch(() =>
                setFailed(true),
              );
            }}
          >
            {t("data.imports.rejects")}
          </Button>
          <span role="status" className={failed ? "text-negative" : "text-muted"}>
            {failed
              ? t("data.imports.rejectsFailed")
              : progress.rejectsListed < progress.rejected
                ? t("data.imports.rejectsSome", { count: progress.rejectsListed })
                : t("data.imports.rejectsAll")}
          </span>
        </div>
      ) : null}
    </Card>
  );
}
