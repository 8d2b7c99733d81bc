import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, X } from "lucide-react";
import { useState } from "react";
import type { ImportItem } from "../../contracts/collect/imports.ts";
import { type Translate, useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { request } from "../session/api.ts";
import { saveAnswer } from "../session/save-answer.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { problemInWords, reasonOf } from "../ui/problem-words.ts";
import { Progress } from "../ui/progress.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { delimiterName } from "./delimiter-name.ts";
import { encodingName } from "./encoding-name.ts";
import { imports, mayStart, running } from "./import-kind.ts";
import { ImportOutcome, RejectReasons } from "./import-outcome.tsx";
import { StatusBadge } from "./imports-list.tsx";
import { MappingEditor } from "./mapping-editor.tsx";
import { TakeBackButton, TakenBackCard } from "./take-back.tsx";

/** One file: what it holds, what it shall mean, and how far it is. */
export function ImportPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const recognised = useRecognised();
  return (
    <RecordPage
      of={imports}
      aside={(item) => <StatusBadge {...item} />}
      answers={recognised}
      acts={(item) =>
        can("imports:run") ? (
          <>
            {isRunning(item) ? <Cancel item={item} /> : null}
            {item.canTakeBack ? <TakeBackButton item={item} /> : null}
          </>
        ) : null
      }
      isKept={(item) => isRunning(item) || item.status === "taking_back"}
      skeleton={<SkeletonRows rows={8} />}
    >
      {(item) => (
        <div className="flex flex-col gap-4">
          {item.failure ? (
            <p role="alert" className="rounded-lg bg-negative-soft px-4 py-3 text-negative text-sm">
              {told(item.failure, t)}
            </p>
          ) : null}
          {item.takenBack ? <TakenBackCard takenBack={item.takenBack} /> : null}
          {isRunning(item) || item.startedAt ? <Counts item={item} running={isRunning(item)} /> : null}
          {mayStart.has(item.status) && can("imports:run") ? <MappingEditor key={item.id} item={item} /> : null}
        </div>
      )}
    </RecordPage>
  );
}

/** Why it ended before its time, and where. Some sentences say the line themselves. */
function told(failure: NonNullable<ImportItem["failure"]>, t: Translate): string {
  const detail = problemInWords(failure, failure.detail);
  const { line } = failure;
  return line === null || "line" in failure.values ? detail : t("data.imports.failedAt", { line, detail });
}

const isRunning = ({ status }: ImportItem) => running.has(status);

/** How a file was read, in a line. */
function useRecognised() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ recognised, size }: ImportItem): string => {
    const what = [
      recognised.format.toUpperCase(),
      recognised.compression === "gzip" ? "gzip" : "",
      recognised.sheet === null
        ? encodingName[recognised.encoding]
        : t("data.imports.sheetNamed", { name: recognised.sheet }),
      recognised.delimiter ? t(`data.imports.delimiters.${delimiterName[recognised.delimiter]}`) : "",
      t("data.imports.columns", { count: recognised.columns.length }),
      format.bytes(size),
    ];
    return t("data.imports.recognised", { what: what.filter(Boolean).join(" · ") });
  };
}

function Cancel({ item }: { item: ImportItem }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => request("POST /api/v1/imports/:id/cancel", { params: { id: item.id } }),
    onSuccess: (stopped) => client.setQueryData(imports.one(item.id).queryKey, stopped),
    onError: (error) => toast.error(t("data.imports.actFailed"), { description: reasonOf(error) }),
  });
  return (
    <Button
      icon={<X className="size-3.5" aria-hidden />}
      busy={cancel.isPending || item.status === "cancelling"}
      onClick={() => cancel.mutate()}
    >
      {t("data.imports.cancel")}
    </Button>
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
  if (progress.cellsLost > 0) figures.push([t("data.imports.cellsLost"), format.count(progress.cellsLost)]);
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
      <ImportOutcome item={item} />
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
              saveAnswer(`/api/v1/imports/${encodeURIComponent(item.id)}/rejects`, `${item.name}-rejects.csv`).catch(
                () => setFailed(true),
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
      {running ? null : <RejectReasons item={item} />}
    </Card>
  );
}
