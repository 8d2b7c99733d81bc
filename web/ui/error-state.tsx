import { RotateCw, TriangleAlert } from "lucide-react";
import { ApiError } from "../../contracts/client.ts";
import { type Translate, useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { CopyField } from "./copy-field.tsx";
import { reasonOf } from "./problem-words.ts";
import { Unreachable } from "./unreachable.ts";

export interface ErrorStateProps {
  error: unknown;
  /** What was being done, e.g. "The journeys could not be loaded". */
  title?: string;
  /** What was kept, when something might have been lost. */
  kept?: string;
  onRetry?: () => void;
  /** What the button says when trying again is not what it does. */
  retryLabel?: string;
}

/** What happened, what was kept, what to do, and a request id to quote. */
export function ErrorState({ error, title, kept, onRetry, retryLabel }: ErrorStateProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const quotable = problem ? problem.requestId : error instanceof Unreachable ? undefined : String(error);
  return (
    <div role="alert" className="rounded-lg border border-line bg-surface p-5">
      <div className="flex items-start gap-3">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-negative" aria-hidden />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-base">{title ?? t("error.title")}</h2>
          <p className="mt-1 text-muted text-sm">{reasonOf(error)}</p>
          {kept ? <p className="mt-1 text-muted text-sm">{kept}</p> : null}
          <p className="mt-1 text-muted text-sm">{adviceFor(error, t)}</p>
          {quotable ? (
            <div className="mt-4 max-w-100">
              <CopyField label={t(problem ? "error.requestId" : "error.ownText")} value={quotable} />
            </div>
          ) : null}
          {onRetry ? (
            <Button className="mt-4" onClick={onRetry} icon={<RotateCw className="size-3.5" aria-hidden />}>
              {retryLabel ?? t("error.retry")}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function adviceFor(error: unknown, t: Translate): string {
  if (error instanceof Unreachable) return t("error.adviceOffline");
  if (!(error instanceof ApiError)) return t("error.adviceOwn");
  const { status } = error.problem;
  if (status === 403) return t("error.adviceForbidden");
  if (status === 404) return t("error.adviceNotFound");
  if (status === 429 || status === 503) return t("error.adviceBusy");
  return status >= 500 ? t("error.adviceServer") : t("error.adviceInput");
}
