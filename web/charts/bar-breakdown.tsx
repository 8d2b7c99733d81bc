import { useTranslation } from "react-i18next";
import type { Definition, Measured } from "../../contracts/metrics.ts";
import { cx } from "../ui/class-names.ts";
import { type Unit, useFormat } from "../ui/format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { marginWords, sampleWords, valueWords } from "./measure-words.ts";
import { roundScale } from "./scale.ts";

export interface Bar {
  key: string;
  label: string;
  result: Measured;
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
}

/** Groups compared: bars start at zero, whiskers show how sure each is, n stands beside it. */
export function BarBreakdown({ title, description, unit, dimension, bars, definition, onOpen }: BarBreakdownProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = bars.filter(({ result }) => result.value !== null && !result.hidden);
  const { low, high } = roundScale(
    shown.flatMap(({ result }) => [
      result.value ?? 0,
      result.low ?? result.value ?? 0,
      result.high ?? result.value ?? 0,
    ]),
  );
  const at = (value: number) => ((value - low) / (high - low)) * 100;
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
    <ChartFrame title={title} description={description} definition={definition} table={table}>
      <ul className="flex flex-col gap-1">
        {bars.map(({ key, label, result }) => {
          const words = valueWords(result, unit, format);
          const visible = result.value !== null && !result.hidden;
          const row = (
            <>
              <span className="min-w-0 truncate text-start text-sm max-sm:col-span-2" title={label}>
                {label}
              </span>
              <span aria-hidden className="relative h-5 max-sm:order-3 max-sm:col-span-2">
                <span className="absolute inset-y-0 w-px bg-line" style={{ insetInlineStart: `${at(0)}%` }} />
                {visible ? <BarShape at={at} result={result} /> : null}
              </span>
              <span className="figures flex items-baseline justify-end gap-2 text-end text-sm max-sm:col-start-3 max-sm:row-start-1">
                <span className={visible ? "font-medium" : "sr-only"}>{words}</span>
                <span className="min-w-16 whitespace-nowrap text-faint text-xs">
                  {sampleWords(result, definition?.minimumN, format, t)}
                </span>
              </span>
            </>
          );
          const look =
            "grid w-full grid-cols-[minmax(4rem,9rem)_1fr_auto] items-center gap-x-3 rounded-md py-1 max-sm:grid-cols-[1fr_auto_auto] max-sm:gap-y-1";
          return (
            <li key={key}>
              {onOpen ? (
                <button
                  type="button"
                  onClick={() => onOpen(key)}
                  className={cx(look, "-mx-2 w-[calc(100%+16px)] px-2 hover:bg-hover")}
                >
                  {row}
                </button>
              ) : (
                <div className={look}>{row}</div>
              )}
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}

function BarShape({ at, result }: { at: (value: number) => number; result: Measured }) {
  const value = result.value ?? 0;
  const start = Math.min(at(0), at(value));
  const size = Math.abs(at(value) - at(0));
  return (
    <>
      <span
        className="absolute inset-y-1 rounded-[3px] bg-series-1 opacity-85"
        style={{ insetInlineStart: `${start}%`, width: `${Math.max(size, 0.4)}%` }}
      />
      {result.low !== null && result.high !== null ? (
        <span
          className="absolute top-1/2 h-2 -translate-y-1/2 border-ink border-x before:absolute before:inset-x-0 before:top-1/2 before:h-px before:-translate-y-1/2 before:bg-ink"
          style={{ insetInlineStart: `${at(result.low)}%`, width: `${at(result.high) - at(result.low)}%` }}
        />
      ) : null}
    </>
  );
}
