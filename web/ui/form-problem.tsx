import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { reasonOf } from "./problem-words.ts";

/** What went wrong with the form as a whole; takes the focus so that it is read out. */
export function FormProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.focus();
  }, [error]);
  if (!error) return null;
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex items-start gap-2 rounded-md bg-negative-soft px-3 py-2 text-negative text-sm"
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span className="min-w-0">
        {reasonOf(error)}
        {problem?.requestId && problem.status >= 500 ? (
          <span className="block font-mono text-xs">{t("error.quote", { id: problem.requestId })}</span>
        ) : null}
      </span>
    </div>
  );
}
