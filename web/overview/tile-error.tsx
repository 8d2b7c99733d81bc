import { RotateCw, TriangleAlert } from "lucide-react";
import { ApiError } from "../../contracts/client.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { reasonOf } from "../ui/problem-words.ts";

interface TileErrorProps {
  title: string;
  error?: unknown;
  /** Instead of what the server said. */
  detail?: string;
  onRetry?: () => void;
}

/** A tile that has no answer says so in its own place; the others stay. */
export function TileError({ title, error, detail, onRetry }: TileErrorProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : undefined;
  return (
    <div role="alert" className="flex flex-col rounded-lg border border-line bg-surface p-4">
      <h2 className="font-medium text-muted text-sm">{title}</h2>
      <p className="mt-2 flex items-start gap-1.5 text-sm">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-negative" aria-hidden />
        <span className="min-w-0">{detail ?? reasonOf(error)}</span>
      </p>
      {problem?.requestId ? (
        <p className="mt-1 break-all font-mono text-faint text-xs">{t("error.quote", { id: problem.requestId })}</p>
      ) : null}
      {onRetry ? (
        <Button
          size="sm"
          className="mt-3 self-start"
          onClick={onRetry}
          icon={<RotateCw className="size-3" aria-hidden />}
        >
          {t("error.retry")}
        </Button>
      ) : null}
    </div>
  );
}
