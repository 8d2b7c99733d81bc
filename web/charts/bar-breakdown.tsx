import type { ReactNode } from "react";
import type { Definition, Measured } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { cx } from "../ui/class-names.ts";
import { type Unit, useFormat } from "../ui/format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { axisWords, marginWords, sampleWords, valueWords } from "./measure-words.ts";
import { isDrawable, NothingDrawn } from "./nothing-drawn.tsx";
import { roundScale } from "./scale.ts";
import { pointsOf, scoreScale } from "./score-scale.ts";

export interface Bar {
  key: string;
  label: string;
  result: Measured;
  /** False where there is no way to what is behind this bar. */
  opens?: boolean;
}

export interface BarBreakdownProps {
  title: string;
  description?: string;
  unit: Unit;
  /** What the bars are: "Channel", "Region". */
  dimension: string;
  bars: readonly Bar[];
  definition?: Definition;
  /** Opens what is behind one bar. */
  onOpen?: (key: string) => void;
  /** Beside the title: buttons. */
  actions?: ReactNode;
}

/** Groups compared: bars start at zero, or at the low end of a scale; whiskers show how sure each is, n stands beside it. */
export function BarBreakdown(props: BarBreakdownProps) {
  const { title, description, unit, dimension, bars, definition, onOpen } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const shown = bars.filter(({ result }) => isDrawable(result));
  const score = scoreScale(
    definition,
    unit,
    shown.map(({ result }) => result),
    t,
  );
  const { low, high, ticks } = score
    ? { ...score, ticks: pointsOf(score) }
    : roundScale(
        shown.flatMap(({ result }) => [
          result.value ?? 0,
          result.low ?? result.value ?? 0,
          result.high ?? result.value ?? 0,
        ]),
        { isWhole: unit === "count" },
      );
  // The interval of a mean of few answers may reach beyond the ends of its scale.
  const placeOf = (value: number) => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
  const table = {
    headers: [dimension, t("chart.value"), t("chart.margin"), t("chart.sample")],
    rows: bars.map(({ key, label, result }) => ({
      key,
      cells: [
        label,
        valueWords(result, unit, format),
        marginWords(result, unit, format) || "–",
        sampleWords(result, definition?.minimumN, format, t),
      ],
    })),
  };
  return (
    <ChartFrame title={title} description={description} definition={definition} actions={props.actions} table={table}>
      {bars.length === 0 ? (
        <NothingDrawn results={[]} height={96} />
      ) : (
        <ul className="grid grid-cols-[minmax(4rem,auto)_1fr_auto] gap-x-3 sm:grid-cols-[minmax(4rem,max-content)_1fr_auto]">
          {bars.map(({ key, label, result, opens = true }) => {
            const visible = isDrawable(result);
            const sample = sampleWords(result, definition?.minimumN, format, t);
            const row = (
              <>
                <span className="max-w-44 self-center truncate text-start text-sm max-sm:max-w-24" title={label}>
                  {label}
                </span>
                <span className="relative flex min-h-9 items-center">
                  <Gridlines ticks={ticks} placeOf={placeOf} />
                  {visible ? <BarShape placeOf={placeOf} from={Math.max(0, low)} result={result} /> : null}
                  {visible ? null : <span className="relative bg-surface pe-2 text-faint text-xs">{sample}</span>}
                </span>
                <span className="figures flex items-baseline justify-end gap-2 self-center text-end text-sm">
                  <span className={visible ? "font-medium" : "text-faint"}>{valueWords(result, unit, format)}</span>
                  <span className="min-w-12 whitespace-nowrap text-faint text-xs max-sm:min-w-10">
                    {visible ? sample : ""}
                  </span>
                </span>
              </>
            );
            return (
              <li key={key} className="col-span-3 grid grid-cols-subgrid">
                {onOpen && opens ? (
                  <button
                    type="button"
                    onClick={() => onOpen(key)}
                    className="relative isolate col-span-3 grid grid-cols-subgrid before:absolute before:-inset-x-2 before:inset-y-0.5 before:-z-1 before:rounded-md hover:before:bg-hover"
                  >
                    {row}
                  </button>
                ) : (
                  <div className="col-span-3 grid grid-cols-subgrid">{row}</div>
                )}
              </li>
            );
          })}
          <li aria-hidden className="figures relative col-start-2 h-5 text-faint text-xs">
            {ticks.map((tick) => (
              <span
                key={tick}
                className="absolute top-1 -translate-x-1/2 whitespace-nowrap max-sm:not-first:not-last:hidden"
                style={{ insetInlineStart: `${placeOf(tick)}%` }}
              >
                {score?.label(tick) ??
                  axisWords(
                    tick,
                    bars.map(({ result }) => result),
                    unit,
                    format,
                  )}
              </span>
            ))}
          </li>
        </ul>
      )}
    </ChartFrame>
  );
}

function Gridlines({ ticks, placeOf }: { ticks: number[]; placeOf: (value: number) => number }) {
  return ticks.map((tick) => (
    <span
      key={tick}
      aria-hidden
      className={cx("absolute inset-y-0 w-px", tick === 0 ? "bg-edge" : "bg-line")}
      style={{ insetInlineStart: `${placeOf(tick)}%` }}
    />
  ));
}

interface BarShapeProps {
  placeOf: (value: number) => number;
  from: number;
  result: Measured;
}

function BarShape({ placeOf, from, result }: BarShapeProps) {
  const value = result.value ?? from;
  const start = Math.min(placeOf(from), placeOf(value));
  const size = Math.abs(placeOf(value) - placeOf(from));
  return (
    <>
      <span
        className="absolute inset-y-2.5 rounded-[3px] bg-series-1 opacity-85"
        style={{ insetInlineStart: `${start}%`, width: `${Math.max(size, 0.4)}%` }}
      />
      {result.low !== null && result.high !== null ? (
        <span
          className="absolute top-1/2 h-2 -translate-y-1/2 border-ink border-x before:absolute before:inset-x-0 before:top-1/2 before:h-px before:-translate-y-1/2 before:bg-ink"
          style={{
            insetInlineStart: `${placeOf(result.low)}%`,
            width: `${placeOf(result.high) - placeOf(result.low)}%`,
          }}
        />
      ) : null}
    </>
  );
}
