import { CircleStop, Link2, RotateCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useTranslation } from "../../i18n/words.ts";
import type { QueryKind } from "../../saved-queries/saved-queries.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useView } from "../../view/view.ts";
import { QueryProgress } from "./query-progress.tsx";
import { SavedName, SaveQuery } from "./save-query.tsx";
import type { Asked } from "./use-ask.ts";

interface ExploreFrameProps<A extends { asOf: string }> {
  /** What it can be saved as; absent where it cannot. */
  kind?: QueryKind;
  /** The whole query in one sentence. */
  sentence: string;
  query: ReactNode;
  /** Said above the query when the address held something that nobody understands. */
  dropped: readonly string[];
  asked: Asked<A>;
  /** Instead of an answer, while the query is unfinished. */
  unfinished?: ReactNode;
  children: (answer: A) => ReactNode;
}

/** Query on the left, answer on the right; on a phone the query folds up above the answer. */
export function ExploreFrame<A extends { asOf: string }>(props: ExploreFrameProps<A>) {
  const { kind, sentence, query, dropped, asked, unfinished, children } = props;
  const { t } = useTranslation();
  // On a phone the answer comes first, unless there is none yet.
  const [unfolded] = useState(() => unfinished !== undefined || window.matchMedia("(min-width: 68rem)").matches);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[19rem_minmax(0,1fr)] xl:grid-cols-[21rem_minmax(0,1fr)]">
      <section
        aria-label={t("explore.query")}
        className="min-w-0 rounded-lg border border-line bg-surface lg:sticky lg:top-17 lg:max-h-[calc(100dvh-5.5rem)] lg:overflow-y-auto"
      >
        <details open={unfolded} className="group [&>summary]:list-none">
          <summary className="flex items-center justify-between gap-3 rounded-lg px-4 py-3 lg:pointer-events-none">
            <h2 className="font-semibold text-base">{t("explore.query")}</h2>
            <span className="text-accent-text text-xs lg:hidden">
              <span className="group-open:hidden">{t("explore.change")}</span>
              <span className="not-group-open:hidden">{t("explore.fold")}</span>
            </span>
          </summary>
          <div className="px-4 pb-4">
            {dropped.length > 0 ? (
              <p role="status" className="mb-3 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
                {t("explore.dropped", { names: dropped.join(", ") })}
              </p>
            ) : null}
            {query}
          </div>
        </details>
      </section>
      <section aria-label={t("explore.answer")} className="flex min-w-0 flex-col gap-4">
        {unfinished ?? (
          <>
            <AnswerBar kind={kind} sentence={sentence} asked={asked} />
            {asked.queryId && asked.seconds > 0 ? (
              <QueryProgress key={asked.queryId} queryId={asked.queryId} seconds={asked.seconds} />
            ) : null}
            <Answer asked={asked}>{children}</Answer>
          </>
        )}
      </section>
    </div>
  );
}

interface AnswerBarProps<A> {
  kind: QueryKind | undefined;
  sentence: string;
  asked: Asked<A>;
}

/** What is asked in one sentence, how fresh the answer is, and the acts on it. */
function AnswerBar<A extends { asOf: string }>({ kind, sentence, asked }: AnswerBarProps<A>) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useView();
  const copy = () =>
    void navigator.clipboard.writeText(window.location.href).then(
      () => toast(t("explore.linkCopied")),
      () => toast.error(t("explore.linkNotCopied")),
    );
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-80">
        {kind ? <SavedName kind={kind} /> : null}
        <p className="text-sm">{sentence}</p>
      </div>
      <div className="flex flex-wrap items-center gap-1">
        <span role="status" className="figures me-1 text-faint text-xs">
          {!asked.isAsking && asked.answer && !asked.isOld
            ? t("explore.asOf", { at: format.moment(asked.answer.asOf, view.timezone) })
            : ""}
        </span>
        {asked.isAsking ? (
          <Button size="sm" icon={<CircleStop className="size-3.5" aria-hidden />} onClick={asked.cancel}>
            {t("ui.cancel")}
          </Button>
        ) : (
          <Button size="sm" variant="ghost" icon={<RotateCw className="size-3.5" aria-hidden />} onClick={asked.ask}>
            {t("explore.refresh")}
          </Button>
        )}
        <Button size="sm" variant="ghost" icon={<Link2 className="size-3.5" aria-hidden />} onClick={copy}>
          {t("explore.copyLink")}
        </Button>
        {kind ? <SaveQuery kind={kind} /> : null}
      </div>
    </div>
  );
}

function Answer<A extends { asOf: string }>({
  asked,
  children,
}: {
  asked: Asked<A>;
  children: (answer: A) => ReactNode;
}) {
  const { t } = useTranslation();
  if (asked.error !== undefined)
    return <ErrorState error={asked.error} title={t("explore.failed")} onRetry={asked.ask} />;
  if (asked.isStopped)
    return (
      <EmptyState
        icon={<CircleStop className="size-5" aria-hidden />}
        title={t("explore.stopped")}
        body={t("explore.stoppedBody")}
        action={<Button onClick={asked.ask}>{t("explore.askAgain")}</Button>}
      />
    );
  if (!asked.answer)
    return (
      <div aria-hidden className="rounded-lg border border-line bg-surface p-4">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="mt-2 h-3 w-64 max-w-full" />
        <Skeleton className="mt-5 h-64 w-full" />
      </div>
    );
  return (
    <div
      aria-busy={asked.isOld || asked.isAsking}
      className={cx("flex min-w-0 flex-col gap-4 transition-opacity", asked.isOld && "opacity-60")}
    >
      {children(asked.answer)}
    </div>
  );
}
