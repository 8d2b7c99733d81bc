import type { SVGProps } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import type { FlowMeasures, FlowWay } from "./flow-ways.ts";
import { beginning, ending, type Picked } from "./pick-flow.ts";

export const boxWidth = 142;
export const boxHeight = 56;
export const dot = 9;
const layerHeight = 136;
const labelHeight = 18;
const arrowLength = 9;
const longestName = 20;

export const isActivity = (name: string) => name !== beginning && name !== ending;
export const measures: Omit<FlowMeasures, "thickness"> = {
  ...{ boxWidth, boxHeight, layerHeight, labelHeight, arrowLength },
  reach: (name) => (isActivity(name) ? boxHeight / 2 : dot + 2),
  breadth: (name) => (isActivity(name) ? boxWidth - 32 : 0),
};

/** What makes a part of the drawing a control: its name, keys and pointer. */
type Control = SVGProps<SVGGElement>;

interface WayProps {
  way: FlowWay;
  control: Control;
  thickness: number;
  /** A way between two activities, not from the beginning or to the end. */
  isInner: boolean;
  isPointed: boolean;
  isDimmed: boolean;
  opens: boolean;
}

export function DrawnWay({ way, control, thickness, isInner, isPointed, isDimmed, opens }: WayProps) {
  const { edge, path, end } = way;
  const color = isPointed ? "var(--color-accent)" : "var(--color-edge)";
  const head = thickness / 2 + 3;
  return (
    <g
      {...control}
      className={cx(
        opens && "cursor-pointer",
        "outline-none transition-opacity [&:focus-visible>path:first-child]:stroke-accent/25",
        isDimmed && "opacity-25",
      )}
    >
      <path d={path} fill="none" stroke="transparent" strokeWidth={14} />
      <path
        d={path}
        fill="none"
        stroke={color}
        strokeWidth={thickness}
        strokeOpacity={0.75}
        strokeDasharray={edge.isBack ? "6 4" : isInner ? undefined : "1 4"}
        strokeLinecap={edge.isBack ? "butt" : "round"}
      />
      <path
        d={`M${end.x - head} ${end.y}h${2 * head}l${-head} ${edge.isBack ? -arrowLength : arrowLength}z`}
        fill={color}
      />
    </g>
  );
}

/** The figure of a way, on a ground of its own. */
export function FlowLabel({ text, x, y, isDimmed }: { text: string; x: number; y: number; isDimmed: boolean }) {
  const width = labelWidth(text);
  return (
    <g className={cx("transition-opacity", isDimmed && "opacity-25")}>
      <rect
        x={x - width / 2}
        y={y - labelHeight / 2}
        width={width}
        height={labelHeight}
        rx={4}
        fill="var(--color-sunken)"
      />
      <text x={x} y={y} textAnchor="middle" dominantBaseline="central" className="figures fill-muted text-xs">
        {text}
      </text>
    </g>
  );
}

/** Where traces begin or end. */
export function FlowBorder({ name, x, y }: { name: string; x: number; y: number }) {
  const { t } = useTranslation();
  const isStart = name === beginning;
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle
        r={dot}
        fill={isStart ? "var(--color-surface)" : "var(--color-muted)"}
        stroke="var(--color-muted)"
        strokeWidth={2}
      />
      <text x={dot + 8} y={4} className="fill-muted text-xs">
        {t(isStart ? "explore.process.begin" : "explore.process.end")}
      </text>
    </g>
  );
}

interface ActivityProps {
  activity: Picked["activities"][number];
  x: number;
  y: number;
  control: Control;
  words: string;
  /** What is said of the way back to itself. */
  loop: string | null;
  /** Events beside those of the most frequent activity, 0 to 1. */
  heat: number;
  isPointed: boolean;
  opens: boolean;
}

export function FlowActivity({ activity, x, y, control, words, loop, heat, isPointed, opens }: ActivityProps) {
  const { name } = activity;
  const line = { x: boxWidth / 2, textAnchor: "middle" } as const;
  return (
    <g
      transform={`translate(${x - boxWidth / 2} ${y - boxHeight / 2})`}
      {...control}
      className={cx(opens && "cursor-pointer", "outline-none [&:focus-visible>rect]:stroke-2")}
    >
      <title>{name}</title>
      <rect
        width={boxWidth}
        height={boxHeight}
        rx={6}
        stroke={isPointed ? "var(--color-accent)" : "var(--color-edge)"}
        style={{ fill: `color-mix(in srgb, var(--color-accent) ${Math.round(4 + heat * 30)}%, var(--color-surface))` }}
      />
      <text {...line} y={loop === null ? 20 : 17} className="fill-ink font-medium text-xs">
        {name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}
      </text>
      <text {...line} y={loop === null ? 36 : 32} className="figures fill-muted text-xs">
        {words}
      </text>
      {loop === null ? null : (
        <text {...line} y={48} className="figures fill-muted text-xs">
          ↻ {loop}
        </text>
      )}
    </g>
  );
}

/** About how wide a label stands in the small size of the tabular figures, with the room around it. */
export function labelWidth(text: string): number {
  const narrow = text.match(/[\s.,:]/g)?.length ?? 0;
  return narrow * 4 + (text.length - narrow) * 7.6 + 8;
}
