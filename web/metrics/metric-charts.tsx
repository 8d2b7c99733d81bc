import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { MetricRef } from "../../contracts/understand/metrics.ts";
import { BarBreakdown } from "../charts/bar-breakdown.tsx";
import { TrendChart } from "../charts/trend-chart.tsx";
import { useTranslation } from "../i18n/words.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Field } from "../ui/field.tsx";
import type { Unit } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import type { View } from "../view/view.ts";
import { answerQuery, useDefinition } from "./ask.ts";
import { FieldPicker } from "./field-picker.tsx";
import { groupKey, useGroupNames } from "./group-names.ts";
import { intervalFor } from "./interval.ts";

interface MetricChartProps {
  title: string;
  metric: MetricRef;
  unit: Unit;
  /** Where it is measured; everywhere without it. */
  touchpointId?: string;
  view: View;
}

/** A metric over the period of the page. */
export function MetricTrend({ title, metric, unit, touchpointId, view }: MetricChartProps) {
  const { t } = useTranslation();
  const definition = useDefinition(metric.metric);
  const interval = intervalFor(view.days);
  const { period, timezone } = view.query;
  const answer = useQuery({
    ...answerQuery({ metrics: [metric], touchpointId, filter: view.among(), period, timezone, interval }),
    placeholderData: keepPreviousData,
  });
  if (answer.isError)
    return <ErrorState error={answer.error} title={t("metrics.trendFailed")} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton className="h-72 w-full rounded-lg" />;
  const points = answer.data.metrics[0]?.rows[0]?.series ?? [];
  return (
    <TrendChart
      title={t("metrics.overTime", { name: title })}
      unit={unit}
      interval={interval}
      timezone={view.timezone}
      definition={definition}
      height={200}
      fromZero={unit === "count"}
      series={[{ key: metric.metric, label: title, points }]}
      breaks={answer.data.metrics[0]?.breaks}
    />
  );
}

const shownGroups = 8;

/** How the number splits over the channels, or over any field of the events. */
export function MetricBreakdown(props: MetricChartProps & { by: string; onBy: (field: string) => void }) {
  const { title, metric, unit, touchpointId, view, by, onBy } = props;
  const { t } = useTranslation();
  const definition = useDefinition(metric.metric);
  const names = useGroupNames([by]);
  const { period, timezone } = view.query;
  const answer = useQuery({
    ...answerQuery({ metrics: [metric], touchpointId, filter: view.among(), period, timezone, breakdowns: [by] }),
    placeholderData: keepPreviousData,
  });
  const rows = answer.data?.metrics[0]?.rows ?? [];
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("metrics.splitBy")} className="max-w-72">
        <FieldPicker
          value={by}
          onChange={(field) => field && onBy(field)}
          explaining={
            definition?.testable
              ? { metric, filter: view.among(), period, timezone, ...(touchpointId ? { touchpointId } : {}) }
              : undefined
          }
        />
      </Field>
      {answer.isError ? (
        <ErrorState error={answer.error} title={t("metrics.splitFailed")} onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <BarBreakdown
          title={t("metrics.splitTitle", { name: title, field: names.field(by) })}
          dimension={names.field(by)}
          unit={unit}
          definition={definition}
          bars={rows.slice(0, shownGroups).map((row) => ({
            key: groupKey(row),
            label: names.group(row),
            result: row.result,
          }))}
        />
      ) : (
        <Skeleton className="h-48 w-full rounded-lg" />
      )}
      {rows.length > shownGroups ? (
        <p className="text-faint text-xs">{t("metrics.moreGroups", { count: rows.length - shownGroups })}</p>
      ) : null}
    </div>
  );
}
