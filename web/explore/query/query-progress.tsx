import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "../../i18n/words.ts";
import { request } from "../../session/api.ts";
import { useFormat } from "../../ui/format.ts";
import { Progress } from "../../ui/progress.tsx";

/** How often the engine is asked how far it is. */
const everyMilliseconds = 1000;

interface QueryProgressProps {
  queryId: string;
  /** Whole seconds since it was asked. */
  seconds: number;
}

/** How far a query is that takes longer than a moment. The end is only known as far as the engine has looked. */
export function QueryProgress({ queryId, seconds }: QueryProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, isError } = useQuery({
    queryKey: ["progress", queryId],
    queryFn: ({ signal }) => request("GET /api/v1/query/progress/:id", { params: { id: queryId }, signal }),
    refetchInterval: everyMilliseconds,
    retry: false,
    gcTime: 0,
  });
  const partOf = (n: number, of: number | null) => {
    if (of !== null) return of > 1 ? t("explore.statementOf", { n, of }) : "";
    return n > 1 ? t("explore.statement", { n }) : "";
  };
  // Between two statements, and while the query waits for its turn, nothing runs.
  const total = isError ? null : (data?.rowsTotal ?? null);
  const share = data && total ? Math.min(1, data.rowsRead / total) : null;
  const rows =
    data && total ? t("explore.rowsRead", { n: format.compact(data.rowsRead), of: format.compact(total) }) : "";
  const part = data ? partOf(data.statement, data.statements) : "";
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <Progress
        label={t("explore.asking", { seconds })}
        value={share}
        detail={[part, rows].filter(Boolean).join(" · ")}
      />
      {/* In quarters, so that a screen reader is not talked over every second. */}
      <p role="status" className="sr-only">
        {share === null ? "" : t("explore.readSoFar", { share: format.percent(Math.floor(share * 4) / 4) })}
      </p>
    </div>
  );
}
