import type { ReactNode } from "react";
import type { Measured } from "../../../contracts/understand/metrics.ts";
import { ChartFrame } from "../../charts/chart-frame.tsx";
import { marginWords, sampleWords, valueWords } from "../../charts/measure-words.ts";
import { isDrawable, NothingDrawn } from "../../charts/nothing-drawn.tsx";
import { TrendCanvas } from "../../charts/trend-canvas.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import type { ColumnNames } from "./retention-columns.ts";

interface RetentionCurveProps {
  /** What it is called, and what is said below, where it stands for itself. */
  title?: string;
  description?: string;
  actions?: ReactNode;
  mean: readonly Measured[];
  columns: ColumnNames;
}

const minimumN = 5;

/** The weighted mean over the cohorts that are old enough, with its interval as a band. */
export function RetentionCurve({ mean, columns, ...head }: RetentionCurveProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = columns.long;
  const title = head.title ?? t("explore.retention.curve");
  // Everybody is there in the interval they began in: drawn, it would press what follows to the ground.
  const later = mean.slice(1);
  return (
    <ChartFrame
      title={title}
      description={head.description ?? t("explore.retention.curveHelp")}
      actions={head.actions}
      table={{
        headers: [t("explore.retention.after"), t("chart.value"), t("chart.margin"), t("chart.sample")],
        rows: mean.map((result, index) => ({
          key: String(index),
          cells: [
            nameOf(index),
            valueWords(result, "share", format),
            marginWords(result, "share", format) || "–",
            sampleWords(result, minimumN, format, t),
          ],
        })),
      }}
    >
      {later.some(isDrawable) ? (
        <TrendCanvas
          label={title}
          height={200}
          drawing={{
            fromZero: true,
            axisLabels: later.map((_, index) => nameOf(index + 1)),
            tooltipTitles: later.map((_, index) => nameOf(index + 1)),
            breaks: [],
            axisValue: (value) => format.metric(value, "share"),
            lines: [
              {
                label: t("explore.retention.mean"),
                color: "var(--color-series-1)",
                band: true,
                points: later.map((result, index) => ({ start: String(index), complete: true, result })),
                words: later.map((result) => ({
                  value: valueWords(result, "share", format),
                  detail: [marginWords(result, "share", format), sampleWords(result, minimumN, format, t)]
                    .filter(Boolean)
                    .join(" · "),
                })),
              },
            ],
          }}
        />
      ) : (
        <NothingDrawn results={later} height={200} />
      )}
    </ChartFrame>
  );
}
