import { Link } from "@tanstack/react-router";
import { Lock, SearchX } from "lucide-react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { declared, type RecordKind } from "./record-kind.ts";

/** Instead of things that the person's role does not show; nouns that some roles never see say it in their own words. */
export function MayNotSee({ words }: { words: string }) {
  const { t, wordOr } = useTranslation();
  return (
    <EmptyState
      icon={<Lock className="size-5" aria-hidden />}
      title={wordOr(`${words}.notAllowed`, t("records.mayNotSee"))}
      body={wordOr(`${words}.notAllowedBody`, t("error.adviceForbidden"))}
    />
  );
}

interface RecordFailedProps {
  of: RecordKind;
  error: Error;
  onRetry: () => void;
}

/** Instead of one or all of a kind that did not come. */
export function RecordFailed({ of: { words, path }, error, onRetry }: RecordFailedProps) {
  const { t } = useTranslation();
  const status = error instanceof ApiError ? error.problem.status : undefined;
  if (status === 403) return <MayNotSee words={words} />;
  if (status !== 404) return <ErrorState error={error} title={t(`${words}.loadFailed`)} onRetry={onRetry} />;
  // Where the address leads nowhere, nothing is to be tried again: the list of those that exist is the way on.
  return (
    <EmptyState
      icon={<SearchX className="size-5" aria-hidden />}
      title={t(declared(`${words}.goneTitle`))}
      body={t(declared(`${words}.goneBody`))}
      action={
        path ? (
          <Link to={path} className={buttonClass({ variant: "primary" })}>
            {t(declared(`${words}.toList`))}
          </Link>
        ) : null
      }
    />
  );
}
