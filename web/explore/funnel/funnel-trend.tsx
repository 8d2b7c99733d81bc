import { TrendChart } from "../../charts/trend-chart.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import { intervalFor } from "../../metrics/interval.ts";
import { useView } from "../../view/view.ts";
import type { FunnelRow } from "./funnel.tsx";

interface FunnelTrendProps {
  rows: readonly FunnelRow[];
  breakdown: string | undefined;
  timezone: string;
}

const mostLines = 6;

/** Who completed, by when they entered. */
export function FunnelTrend({ rows, breakdown, timezone }: FunnelTrendProps) {
  const { t } = useTranslation();
  const { days } = useView();
  const names = useGroupNames(breakdown ? [breakdown] : []);
  const drawn = (breakdown ? rows.slice(1) : rows).filter(({ series }) => series).slice(0, mostLines);
  if (drawn.length === 0) return null;
  const title = t("explore.funnel.trend");
  return (
    <TrendChart
      title={title}
      description={t("explore.funnel.trendHelp")}
      unit="share"
      interval={intervalFor(days)}
      timezone={timezone}
      height={200}
      fromZero
      series={drawn.map((row) => ({
        key: row.isOther ? "other" : `=${JSON.stringify(row.group)}`,
        label: breakdown ? names.group({ group: [row.group ?? null], isOther: row.isOther }) : title,
        points: row.series ?? [],
      }))}
    />
  );
}
