import { LineChart, type LineSeriesOption } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { labelStep } from "./label-step.ts";
import { partedAt, type SeriesPoint } from "./points.ts";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface Drawing {
  fromZero: boolean;
  axisLabels: string[];
  tooltipTitles: string[];
  axisValue: (value: number) => string;
  /** Whether only whole numbers stand at the axis, as of what is counted. */
  isWhole?: boolean;
  /** Both ends of an axis that shows every point of a scale; else it fits what is drawn. */
  ends?: readonly [low: number, high: number] | undefined;
  lines: {
    label: string;
    /** A CSS colour, variables allowed. */
    color: string;
    points: readonly SeriesPoint[];
    band: boolean;
    words: { value: string; detail: string }[];
  }[];
  /** Instants across which no line is drawn. */
  breaks: readonly string[];
}

/** Where the points of a drawing stand in its box, in pixels: each from the left, the top and the axis from above. */
export interface Plot {
  xs: readonly number[];
  top: number;
  bottom: number;
}

/** Draws into a box and follows its size until removed; tells where the points stand whenever they have moved. */
export function paintTrend(box: HTMLElement, first: Drawing, onPlaced: (plot: Plot) => void) {
  const chart = init(box, null, { renderer: "svg" });
  let drawn = first;
  const place = () => onPlaced(plotOf(chart, drawn));
  const watcher = new ResizeObserver(() => {
    chart.resize();
    chart.setOption({ xAxis: { axisLabel: { interval: labelStep(drawn.axisLabels, box.clientWidth) - 1 } } });
    place();
  });
  watcher.observe(box);
  const update = (drawing: Drawing) => {
    drawn = drawing;
    chart.setOption(optionOf(box, drawing), { notMerge: true });
    place();
  };
  update(first);
  return {
    update,
    remove() {
      watcher.disconnect();
      chart.dispose();
    },
  };
}

function plotOf(chart: EChartsType, { axisLabels }: Drawing): Plot {
  const xs = axisLabels.map((_, index) => chart.convertToPixel({ xAxisIndex: 0 }, index));
  const [x = 0] = xs;
  const height = chart.getHeight();
  // The library tells of a point whether it lies between the axes, and not where these are.
  const rows = Array.from({ length: height }, (_, y) => y).filter((y) => chart.containPixel({ gridIndex: 0 }, [x, y]));
  return { xs, top: rows[0] ?? 0, bottom: rows.at(-1) ?? height };
}

/** The colour a CSS value comes to in this place and theme. */
function resolve(box: HTMLElement, color: string): string {
  const probe = document.createElement("span");
  probe.style.color = color;
  box.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function optionOf(box: HTMLElement, drawing: Drawing) {
  const quiet = resolve(box, "var(--color-faint)");
  const line = resolve(box, "var(--color-line)");
  const surface = resolve(box, "var(--color-surface)");
  const text = { color: quiet, fontSize: 12, fontFamily: getComputedStyle(box).fontFamily };
  return {
    animation: false,
    grid: { left: 4, right: 12, top: 8, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: "transparent",
      borderWidth: 0,
      padding: 0,
      textStyle: text,
      extraCssText: "box-shadow:none",
      axisPointer: { type: "line", lineStyle: { color: quiet, type: "solid", width: 1 } },
      formatter: (params: unknown) => tooltipOf(drawing, params),
    },
    xAxis: {
      type: "category",
      data: drawing.axisLabels,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...text, margin: 14, interval: labelStep(drawing.axisLabels, box.clientWidth) - 1 },
    },
    yAxis: {
      type: "value",
      scale: !drawing.fromZero,
      ...(drawing.ends ? { min: drawing.ends[0], max: drawing.ends[1], interval: 1 } : { splitNumber: 4 }),
      ...(drawing.isWhole ? { minInterval: 1 } : {}),
      splitLine: { lineStyle: { color: line } },
      axisLabel: { ...text, formatter: drawing.axisValue },
    },
    series: drawing.lines.flatMap((each, index) =>
      partedAt(each.points, drawing.breaks).flatMap((points, part) =>
        seriesOf({ ...each, points }, `${index}-${part}`, resolve(box, each.color), surface),
      ),
    ),
  };
}

/** The band is two stacked lines: an unseen one at the low end and, on it, the height of the interval, filled. */
function seriesOf(each: Drawing["lines"][number], place: string, color: string, surface: string): LineSeriesOption[] {
  const results = each.points.map(({ result, complete }) => ({ ...result, complete, shown: !result.hidden }));
  const quiet = { type: "line", silent: true, symbol: "none", lineStyle: { opacity: 0 }, z: 1 } as const;
  const stack = { stack: `band-${place}`, stackStrategy: "all" } as const;
  const band: LineSeriesOption[] = each.band
    ? [
        { ...quiet, ...stack, data: results.map(({ low, high, shown }) => (shown && high !== null ? low : null)) },
        {
          ...quiet,
          ...stack,
          areaStyle: { color, opacity: 0.14 },
          data: results.map(({ low, high, shown }) => (shown && low !== null && high !== null ? high - low : null)),
        },
      ]
    : [];
  const values = results.map(({ value, shown }) => (shown ? value : null));
  const isAlone = (index: number) => (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  return [
    ...band,
    {
      type: "line",
      name: each.label,
      z: 3,
      showAllSymbol: true,
      lineStyle: { color, width: 2, cap: "round", join: "round" },
      itemStyle: { color },
      emphasis: { disabled: true },
      data: values.map((value, index) => {
        if (results[index]?.complete === false)
          return {
            value,
            symbol: "circle",
            symbolSize: 7,
            itemStyle: { color: surface, borderColor: color, borderWidth: 2 },
          };
        return { value, symbol: isAlone(index) ? "circle" : "none", symbolSize: 5 };
      }),
    },
  ];
}

/** Built as elements, so that a name written by a customer is text and never markup. */
function tooltipOf(drawing: Drawing, params: unknown): HTMLElement {
  const index = Array.isArray(params) ? Number((params[0] as { dataIndex?: number } | undefined)?.dataIndex ?? 0) : 0;
  const box = element("div", "floating flex flex-col gap-1.5 px-3 py-2 text-xs text-ink");
  box.append(element("div", "text-muted", drawing.tooltipTitles[index]));
  for (const { label, color, words } of drawing.lines) {
    const row = element("div", "flex items-baseline gap-2");
    if (drawing.lines.length > 1) {
      const mark = element("span", "h-0.5 w-3 self-center rounded-full");
      mark.style.background = color;
      row.append(mark, element("span", "text-muted", label));
    }
    row.append(
      element("span", "figures font-semibold", words[index]?.value),
      element("span", "figures text-faint", words[index]?.detail),
    );
    box.append(row);
  }
  return box;
}

function element(name: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
