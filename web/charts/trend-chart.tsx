import type { ReactNode } from "react";
import type { Answer, Definition } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { type Unit, useFormat } from "../ui/format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { Drawing } from "./draw-trend.ts";
import { useMarkSource } from "./marks/marks.ts";
import { placeMarks } from "./marks/place-marks.ts";
import { WriteMark } from "./marks/write-mark.tsx";
import { axisWords, marginWords, sampleWords, valueWords } from "./measure-words.ts";
import { isDrawable, NothingDrawn } from "./nothing-drawn.tsx";
import type { SeriesPoint } from "./points.ts";
import { scoreScale } from "./score-scale.ts";
import { seriesColors } from "./series-colors.ts";
import { TrendCanvas } from "./trend-canvas.tsx";

export interface TrendSeries {
  /** Stable name; the colour follows it. */
  key: string;
  label: string;
  points: readonly SeriesPoint[];
}

export type Break = NonNullable<Answer["metrics"][number]["breaks"]>[number];

export interface TrendChartProps {
  title: string;
  description?: string;
  unit: Unit;
  /** All with the same periods. */
  series: readonly TrendSeries[];
  interval: "day" | "week" | "month";
  timezone: string;
  definition?: Definition;
  /** In pixels. */
  height?: number;
  /** Bars that must be compared start at zero; a line need not. */
  fromZero?: boolean;
  /** Where a question took the place of another: what is before and after is no one line. */
  breaks?: readonly Break[] | undefined;
  /** Beside the title: buttons. */
  actions?: ReactNode;
}

/** Numbers over time: a line with its interval as a band. A period without a number is a gap. */
export function TrendChart(props: TrendChartProps) {
  const { title, description, unit, series, interval, timezone, definition, height = 240, fromZero = false } = props;
  const { breaks = [] } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const isRunning = series.some(({ points }) =>
    points.some(({ complete, result }) => complete === false && isDrawable(result)),
  );
  const colors = seriesColors(series.map(({ key }) => key));
  const nameOf = (start: string) =>
    interval === "month" ? format.month(start, timezone) : format.day(start, timezone);
  const starts = series[0]?.points.map(({ start }) => start) ?? [];
  const several = series.length > 1;
  const { marks, hasMore } = useMarkSource().useMarks();
  const placed = placeMarks(marks, starts);
  const markedAt = (place: number) => placed.filter(({ index }) => index === place).map(({ mark }) => mark.title);
  const results = series.flatMap(({ points }) => points.map(({ result }) => result));
  const scale = scoreScale(definition, unit, results, t);
  const table = {
    headers: [
      t(`chart.${interval}`),
      ...series.flatMap(({ label }) => {
        const of = several ? `${label}: ` : "";
        return [of + t("chart.value"), of + t("chart.margin"), of + t("chart.sample")];
      }),
      ...(placed.length > 0 ? [t("chart.marked")] : []),
    ],
    rows: starts.map((start, index) => ({
      key: start,
      cells: [
        series[0]?.points[index]?.complete === false ? t("chart.running", { period: nameOf(start) }) : nameOf(start),
        ...series.flatMap(({ points }) => {
          const result = points[index]?.result;
          if (!result) return ["–", "–", "–"];
          return [
            valueWords(result, unit, format),
            marginWords(result, unit, format) || "–",
            sampleWords(result, definition?.minimumN, format, t),
          ];
        }),
        ...(placed.length > 0 ? [markedAt(index).join("; ")] : []),
      ],
    })),
  };
  const drawing: Drawing = {
    fromZero,
    breaks: breaks.map(({ instant }) => instant),
    axisLabels: starts.map((start) =>
      interval === "month" ? format.month(start, timezone) : format.shortDay(start, timezone),
    ),
    tooltipTitles: starts.map((start, index) => {
      const running = series[0]?.points[index]?.complete === false;
      return running ? t("chart.running", { period: nameOf(start) }) : nameOf(start);
    }),
    axisValue: (value) =>
      scale?.label(value) ??
      axisWords(
        value,
        series.flatMap(({ points }) => points.map(({ result }) => result)),
        unit,
        format,
      ),
    isWhole: unit === "count",
    ends: scale && [scale.low, scale.high],
    lines: series.map(({ key, label, points }) => ({
      label,
      color: colors.get(key) ?? "var(--color-series-1)",
      points,
      band: series.length <= 3,
      words: points.map(({ result }) => {
        const parts = [marginWords(result, unit, format), sampleWords(result, definition?.minimumN, format, t)];
        return { value: valueWords(result, unit, format), detail: parts.filter(Boolean).join(" · ") };
      }),
    })),
  };
  return (
    <ChartFrame
      title={title}
      description={description}
      definition={definition}
      actions={
        <>
          {props.actions}
          <WriteMark />
        </>
      }
      table={table}
    >
      {results.some((result) => result && isDrawable(result)) ? (
        <TrendCanvas drawing={drawing} height={height} label={t("chart.trendOf", { name: title })} placed={placed} />
      ) : (
        <NothingDrawn results={results} height={height} />
      )}
      {several ? (
        <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
          {series.map(({ key, label }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span aria-hidden className="h-0.5 w-3 rounded-full" style={{ background: colors.get(key) }} />
              {label}
            </li>
          ))}
        </ul>
      ) : null}
      {breaks.map(({ instant, before, after }) => (
        <p key={`${instant} ${after.id}`} className="mt-2 text-muted text-xs">
          {t("chart.break", { day: format.day(instant, timezone), before, after: after.name })}
        </p>
      ))}
      {isRunning ? <p className="mt-2 text-faint text-xs">{t("chart.unfinished")}</p> : null}
      {hasMore && placed.length > 0 ? <p className="mt-2 text-faint text-xs">{t("chart.marksCut")}</p> : null}
    </ChartFrame>
  );
}
