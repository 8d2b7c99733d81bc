import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Segment, SegmentHistory } from "../../contracts/know/segments.ts";
import { TrendChart } from "../charts/trend-chart.tsx";
import { useTranslation } from "../i18n/words.ts";
import { intervalFor } from "../metrics/interval.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { addDays } from "../view/period.ts";
import { useView } from "../view/view.ts";
import { instantAt } from "../view/wall-time.ts";

type Item = SegmentHistory["items"][number];

/** How large a segment was over the period, and how many came and went. */
export function SegmentCourse({ segment: { id, revision } }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { workspace } = useSession();
  const { days } = useView();
  const interval = intervalFor(days);
  // It is kept by the days of the workspace, whatever zone the page shows.
  const { timezone } = workspace;
  const from = instantAt(`${days.from}T00:00`, timezone)?.toISOString();
  const to = instantAt(`${addDays(days.to, 1)}T00:00`, timezone)?.toISOString();
  const found = useQuery({
    queryKey: ["segments", id, "history", revision, from, to, interval],
    queryFn: ({ signal }) =>
      request("GET /api/v1/segments/:id/history", { params: { id }, query: { from, to, interval }, signal }),
    placeholderData: keepPreviousData,
  });
  if (found.isError)
    return <ErrorState error={found.error} title={t("segments.courseFailed")} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-72 w-full rounded-lg" />;
  const { since, items } = found.data;
  if (since === null || items.length === 0)
    return (
      <Card title={t("segments.sizeOverTime")}>
        <p className="text-muted text-sm">
          {since === null ? t("segments.notCountedYet") : t("segments.countedSince", { date: format.day(since) })}
        </p>
      </Card>
    );
  const pointsOf = (value: (item: Item) => number) =>
    items.map((item, index) => ({
      start: item.at,
      complete: index < items.length - 1,
      result: { value: value(item), n: value(item), low: null, high: null, hidden: false },
    }));
  const chart = { unit: "count", interval, timezone, height: 200 } as const;
  const counted = t("segments.countedSince", { date: format.day(since) });
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <TrendChart
        {...chart}
        title={t("segments.sizeOverTime")}
        description={counted}
        series={[{ key: "size", label: t("segments.size"), points: pointsOf(({ size }) => size) }]}
      />
      <TrendChart
        {...chart}
        title={t("segments.cameAndWent")}
        description={t("segments.cameAndWentHelp")}
        fromZero
        series={[
          { key: "entered", label: t("segments.entered"), points: pointsOf(({ entered }) => entered) },
          { key: "gone", label: t("segments.wentOut"), points: pointsOf(({ gone }) => gone) },
        ]}
      />
    </div>
  );
}
