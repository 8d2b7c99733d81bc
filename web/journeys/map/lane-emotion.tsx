import { Angry, Frown, Laugh, Meh, Smile } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { cellOf, type Lane, type MapColumn } from "../document/document.ts";
import { bandPath, type CurvePoint, curveHalves, curveStretches, middlesOf } from "./curve.ts";
import { type MapModel, useMap } from "./map-model.ts";

export const emotionHeight = 168;
const inset = 40;

/** The height of a feeling from −2 to 2 within the row. */
export function emotionTop(value: number): number {
  return inset + ((2 - Math.max(-2, Math.min(2, value))) / 4) * (emotionHeight - 2 * inset);
}

interface Feeling {
  column: number;
  value: number;
  isTyped: boolean;
  low: number | null;
  high: number | null;
}

export function feelingOf(map: MapModel, lane: Lane, { step }: MapColumn, column: number): Feeling | null {
  if (!step) return null;
  const measured = map.numbers.get(step.id)?.emotion?.result;
  if (measured && measured.value !== null && !measured.hidden)
    return { column, value: measured.value, isTyped: false, low: measured.low, high: measured.high };
  const typed = cellOf(map.document, step.id, lane.id)?.number;
  return typed === undefined ? null : { column, value: typed, isTyped: true, low: null, high: null };
}

/** The curve over all steps. Steps without a feeling leave it open; between assumptions it is dashed. */
export function EmotionCurve({ lane }: { lane: Lane }) {
  const map = useMap();
  const gradient = useId();
  const runs: Feeling[][] = [];
  for (const [index, column] of map.columns.entries()) {
    const feeling = feelingOf(map, lane, column, index);
    const last = runs.at(-1);
    if (!feeling) continue;
    if (last && last.at(-1)?.column === index - 1) last.push(feeling);
    else runs.push([feeling]);
  }
  return (
    <svg
      aria-hidden
      className="map-drawing top-0"
      viewBox={`0 0 ${map.columns.length} ${emotionHeight}`}
      preserveAspectRatio="none"
      style={{ height: emotionHeight }}
    >
      <defs>
        <linearGradient
          id={gradient}
          gradientUnits="userSpaceOnUse"
          x1="0"
          x2="0"
          y1={emotionTop(2)}
          y2={emotionTop(-2)}
        >
          <stop offset="0.1" stopColor="var(--color-positive)" />
          <stop offset="0.5" stopColor="var(--color-accent)" />
          <stop offset="0.9" stopColor="var(--color-negative)" />
        </linearGradient>
      </defs>
      <line
        x1={0}
        x2={map.columns.length}
        y1={emotionTop(0)}
        y2={emotionTop(0)}
        stroke="var(--color-edge)"
        strokeDasharray="2 3"
        opacity={0.7}
        vectorEffect="non-scaling-stroke"
      />
      {runs.map((run) => (
        <Run key={run[0]?.column} run={run} paint={`url(#${gradient})`} />
      ))}
    </svg>
  );
}

function Run({ run, paint }: { run: readonly Feeling[]; paint: string }) {
  const points = run.map(({ column, value }): CurvePoint => ({ x: column + 0.5, y: emotionTop(value) }));
  const zero = emotionTop(0);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  return (
    <>
      <path
        d={`M${first.x} ${zero}L${first.x} ${first.y}${curveStretches(points).join("")}L${last.x} ${zero}Z`}
        fill={paint}
        opacity={0.1}
      />
      {bandsOf(run, middlesOf(points)).map((band) => (
        <path key={band} d={band} fill={paint} opacity={0.28} />
      ))}
      {curveHalves(points).map(({ index, path }) => (
        <path
          key={path}
          d={path}
          fill="none"
          stroke={paint}
          strokeWidth={3}
          strokeLinecap="round"
          strokeDasharray={run[index]?.isTyped ? "1 7" : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </>
  );
}

/** The intervals as a band over neighbouring measured steps, closing on the curve halfway to what is not measured. */
function bandsOf(run: readonly Feeling[], middles: readonly number[]): string[] {
  const bands: string[] = [];
  for (let index = 0; index < run.length; index += 1) {
    const low: CurvePoint[] = [];
    const high: CurvePoint[] = [];
    const close = (x: number, y: number | undefined) => {
      if (y === undefined) return;
      low.push({ x, y });
      high.push({ x, y });
    };
    const start = index;
    for (; index < run.length; index += 1) {
      const feeling = run[index];
      if (!feeling || feeling.low === null || feeling.high === null) break;
      if (index === start) close(feeling.column, middles[index - 1]);
      low.push({ x: feeling.column + 0.5, y: emotionTop(feeling.low) });
      high.push({ x: feeling.column + 0.5, y: emotionTop(feeling.high) });
    }
    if (index === start) continue;
    close((run[index - 1]?.column ?? 0) + 1, middles[index - 1]);
    if (low.length > 1) bands.push(bandPath(low, high));
  }
  return bands;
}

function faceOf(value: number) {
  if (value >= 1.25) return { Face: Laugh, tone: "text-positive" };
  if (value >= 0.5) return { Face: Smile, tone: "text-positive" };
  if (value > -0.5) return { Face: Meh, tone: "text-accent-text" };
  if (value > -1.25) return { Face: Frown, tone: "text-negative" };
  return { Face: Angry, tone: "text-negative" };
}

/** One step's feeling: a face on the curve with the number beside it. */
export function EmotionCell({ lane, column, index }: { lane: Lane; column: MapColumn; index: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const map = useMap();
  const feeling = feelingOf(map, lane, column, index);
  const numbers = column.step ? map.numbers.get(column.step.id) : undefined;
  if (!feeling) {
    if (map.isWaiting && column.step?.touchpointId && !numbers)
      return <Skeleton className="absolute inset-x-12 top-1/2 h-2 -translate-y-1/2" />;
    return (
      <span className="absolute inset-x-2 top-1/2 -translate-y-1/2 text-center text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">{t("journey.nothingYet")}</span>
      </span>
    );
  }
  const { value, isTyped, low, high } = feeling;
  const { Face, tone } = faceOf(value);
  const margin = low !== null && high !== null ? (high - low) / 2 : null;
  const words = `${value > 0 ? "+" : value < 0 ? "−" : ""}${format.decimal(Math.abs(value), Number.isInteger(value) ? 0 : 1)}`;
  return (
    <>
      <span
        aria-hidden
        className={cx(
          "map-mark flex size-7 items-center justify-center rounded-full border-2 border-current bg-surface",
          isTyped && "border-dashed",
          tone,
        )}
        style={{ insetInlineStart: "calc(50% - 14px)", top: emotionTop(value) - 14 }}
      >
        <Face className="size-4.5" />
      </span>
      <span
        className="map-mark figures flex h-5 items-center gap-1 whitespace-nowrap font-semibold text-ink"
        style={{ insetInlineStart: "50%", translate: "-50% 0", top: emotionTop(value) + (value > 0 ? -35 : 16) }}
      >
        {words}
        {isTyped ? <span className="sr-only">{t("journey.assumption")}</span> : null}
        {margin === null ? null : <span className="font-normal text-faint text-xs">±{format.decimal(margin)}</span>}
      </span>
    </>
  );
}
