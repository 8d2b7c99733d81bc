import { useQuery } from "@tanstack/react-query";
import type { MetricRef } from "../../../contracts/understand/metrics.ts";
import { pathField } from "../../../contracts/words/fields.ts";
import { BarBreakdown } from "../../charts/bar-breakdown.tsx";
import { TrendChart } from "../../charts/trend-chart.tsx";
import { fieldName } from "../../conditions/field-names.ts";
import { seenQuery } from "../../conditions/seen.ts";
import { useTranslation } from "../../i18n/words.ts";
import { answerQuery } from "../../metrics/ask.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Field } from "../../ui/field.tsx";
import type { Unit } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { View } from "../../view/view.ts";
import { useMap } from "./map-model.ts";

interface PanelChartProps {
  title: string;
  metric: MetricRef;
  unit: Unit;
  touchpointId: string;
  view: View;
}

/** Few enough points to read, many enough to see a change. */
function intervalOf({ from, to }: View["days"]): "day" | "week" | "month" {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days <= 31) return "day";
  return days <= 200 ? "week" : "month";
}

export function PanelTrend({ title, metric, unit, touchpointId, view }: PanelChartProps) {
  const { t } = useTranslation();
  const { definitions } = useMap();
  const interval = intervalOf(view.days);
  const { period, timezone } = view.query;
  const answer = useQuery({
    ...answerQuery({ metrics: [metric], touchpointId, filter: view.among(), period, timezone, interval }),
    placeholderData: (before) => before,
  });
  if (answer.isError)
    return <ErrorState error={answer.error} title={t("journey.trendFailed")} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton className="h-72 w-full rounded-lg" />;
  const points = answer.data.metrics[0]?.rows[0]?.series ?? [];
  return (
    <TrendChart
      title={t("journey.overTime", { name: title })}
      unit={unit}
      interval={interval}
      timezone={view.timezone}
      definition={definitions.get(metric.metric)}
      height={200}
      fromZero={unit === "count"}
      series={[{ key: metric.metric, label: title, points }]}
    />
  );
}

const shownGroups = 8;

/** How the number splits over the channels, or over any property of the events. */
export function PanelBreakdown(props: PanelChartProps & { by: string; onBy: (field: string) => void }) {
  const { title, metric, unit, touchpointId, view, by, onBy } = props;
  const { t } = useTranslation();
  const { definitions } = useMap();
  const names = useQuery(seenQuery);
  const { period, timezone } = view.query;
  const answer = useQuery({
    ...answerQuery({ metrics: [metric], touchpointId, filter: view.among(), period, timezone, breakdowns: [by] }),
    placeholderData: (before) => before,
  });
  const fields = [
    "channel",
    "source",
    "language",
    ...(names.data?.groupings ?? []).map((name) => pathField("properties", [name])),
  ];
  const options = [...new Set([...fields, by])].map((field) => ({ value: field, label: fieldName(field, t) }));
  const rows = answer.data?.metrics[0]?.rows ?? [];
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("journey.splitBy")} className="max-w-72">
        <Combobox value={by} options={options} onChange={(field) => field && onBy(field)} />
      </Field>
      {answer.isError ? (
        <ErrorState error={answer.error} title={t("journey.splitFailed")} onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <BarBreakdown
          title={t("journey.splitTitle", { name: title, field: fieldName(by, t) })}
          dimension={fieldName(by, t)}
          unit={unit}
          definition={definitions.get(metric.metric)}
          bars={rows.slice(0, shownGroups).map(({ group, isOther, result }) => ({
            key: isOther ? "other" : (group[0] ?? "null"),
            label: isOther ? t("journey.others") : group[0] || t("journey.notSet"),
            result,
          }))}
        />
      ) : (
        <Skeleton className="h-48 w-full rounded-lg" />
      )}
      {rows.length > shownGroups ? (
        <p className="text-faint text-xs">{t("journey.moreGroups", { count: rows.length - shownGroups })}</p>
      ) : null}
    </div>
  );
}
