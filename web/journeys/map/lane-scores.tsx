import type { StepNumbers } from "../../../contracts/understand/journeys.ts";
import type { Comparison } from "../../../contracts/understand/metrics.ts";
import type { ScoreKind } from "../../../contracts/words/score-metrics.ts";
import { changeOf, marginWords, sampleWords } from "../../charts/measure-words.ts";
import { ScaleTrack } from "../../charts/scale-track.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { gapOf } from "../../metrics/expectation-gap.ts";
import { cx } from "../../ui/class-names.ts";
import { type Unit, useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { cellOf, type Lane, type MapColumn } from "../document/document.ts";
import { AssumptionMark } from "./assumption-mark.tsx";
import { laneShapes } from "./lane-kinds.ts";
import { type MapModel, useMap } from "./map-model.ts";

const tones = { positive: "text-positive", negative: "text-negative", neutral: "text-muted" };

/** An arrow only for a change that is more than chance; the words say which. */
export function TrendMark({ comparison, unit }: { comparison: Comparison | undefined; unit: Unit }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!comparison || comparison.verdict === "not_enough_data" || comparison.delta === null) return null;
  const change = changeOf(comparison, unit, format, t);
  return (
    <span title={change.words} className={cx("figures whitespace-nowrap text-xs", tones[change.tone])}>
      <span aria-hidden>
        {change.arrow
          ? `${change.arrow} ${unit === "score" ? format.decimal(Math.abs(comparison.delta)) : format.difference(comparison.delta, unit)}`
          : "≈"}
      </span>
      <span className="sr-only">{change.words}</span>
    </span>
  );
}

export function ScoreSkeleton() {
  return (
    <>
      <Skeleton className="h-4 w-12" />
      <Skeleton className="my-2.5 h-1 w-full" />
      <Skeleton className="h-3 w-20" />
    </>
  );
}

/** Whether a number of this cell is still on its way. */
export function isComing(map: MapModel, step: { id: string; touchpointId: string | null }): boolean {
  return map.isWaiting && step.touchpointId !== null && !map.numbers.has(step.id);
}

function expectedAt(map: MapModel, step: string, numbers: StepNumbers | undefined): number | undefined {
  const lane = map.document.lanes.find(({ kind }) => kind === "expectation");
  return numbers?.expectation?.result.value ?? (lane ? cellOf(map.document, step, lane.id)?.number : undefined);
}

/** Satisfaction, effort or NPS at a step: value, change with verdict, place on the scale, margin and n. */
export function ScoreCell({ lane, column, kind }: { lane: Lane; column: MapColumn; kind: ScoreKind }) {
  const { t } = useTranslation();
  const format = useFormat();
  const map = useMap();
  const { step } = column;
  if (!step) return null;
  if (isComing(map, step)) return <ScoreSkeleton />;
  const unit = laneShapes[kind].unit ?? "score";
  const numbers = map.numbers.get(step.id);
  const bound = numbers?.[kind];
  const typed = cellOf(map.document, step.id, lane.id)?.number;
  if (!bound || bound.result.value === null || bound.result.hidden) {
    const sample = bound && (bound.result.hidden || bound.result.n > 0) ? bound.result : null;
    return (
      <>
        <TypedNumber value={typed} unit={unit} />
        {sample ? (
          <span className="figures mt-1 block text-faint text-xs">
            {sampleWords(
              { ...sample, hidden: true },
              map.definitions.get(bound?.definition ?? "")?.minimumN ?? 5,
              format,
              t,
            )}
          </span>
        ) : null}
      </>
    );
  }
  const { result, scale, comparison } = bound;
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <span className="figures font-semibold text-lg leading-6">{scoreWords(result.value ?? 0, unit, format)}</span>
        {unit === "score" ? (
          <span className="text-faint text-xs">{t("journey.ofScale", { most: scale[1] })}</span>
        ) : null}
        <span className="ms-auto">
          <TrendMark comparison={comparison} unit={unit} />
        </span>
      </span>
      <ScaleTrack
        scale={scale}
        result={result}
        expected={kind === "satisfaction" && scale[1] === 5 ? expectedAt(map, step.id, numbers) : undefined}
      />
      <span className="figures block text-faint text-xs">
        {[marginWords(result, unit, format), t("chart.n", { n: format.compact(result.n) })].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

export function scoreWords(value: number, unit: Unit, format: ReturnType<typeof useFormat>): string {
  return unit === "score" ? format.decimal(value) : format.metric(Math.round(value), unit);
}

function TypedNumber({ value, unit }: { value: number | undefined; unit: Unit }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value === undefined)
    return (
      <span className="text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">{t("journey.nothingYet")}</span>
      </span>
    );
  return (
    <span className="flex items-center gap-1.5">
      <span className="figures font-semibold text-lg text-muted leading-6">{format.metric(value, unit)}</span>
      <AssumptionMark />
    </span>
  );
}

/** What people expected, and how far what they got lies from it. */
export function ExpectationCell({ lane, column }: { lane: Lane; column: MapColumn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const map = useMap();
  const { step } = column;
  if (!step) return null;
  if (isComing(map, step)) return <ScoreSkeleton />;
  const numbers = map.numbers.get(step.id);
  const typed = cellOf(map.document, step.id, lane.id)?.number;
  const measured = numbers?.expectation?.result;
  const isMeasured = measured && measured.value !== null && !measured.hidden;
  const gap = gapOf(numbers, typed);
  return (
    <>
      {isMeasured ? (
        <span className="figures font-semibold text-lg leading-6">{format.decimal(measured.value ?? 0)}</span>
      ) : (
        <TypedNumber value={typed} unit="score" />
      )}
      {gap ? (
        <span
          title={t(`metrics.gap_${gap.verdict}`)}
          className={cx(
            "figures mt-1 flex items-baseline gap-1 text-xs",
            gap.verdict === "below"
              ? "font-medium text-negative"
              : gap.verdict === "above"
                ? "text-positive"
                : "text-muted",
          )}
        >
          <span aria-hidden>{gap.verdict === "below" ? "▼" : gap.verdict === "above" ? "▲" : "≈"}</span>
          {t("metrics.gapOf", { gap: signed(gap.value, format) })}
          <span className="sr-only">{t(`metrics.gap_${gap.verdict}`)}</span>
        </span>
      ) : null}
      {isMeasured ? (
        <span className="figures block text-faint text-xs">
          {[marginWords(measured, "score", format), t("chart.n", { n: format.compact(measured.n) })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      ) : null}
    </>
  );
}

export function signed(value: number, format: ReturnType<typeof useFormat>): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded > 0 ? "+" : rounded < 0 ? "−" : "±"}${format.decimal(Math.abs(rounded))}`;
}
