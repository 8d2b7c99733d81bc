import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { useSession } from "../../session/session.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { useElapsedWords } from "../elapsed-words.ts";
import { usePartKeys } from "../use-part-keys.ts";
import { layoutFlow } from "./flow-layout.ts";
import { drawWays, type FlowMeasures, levelsOf } from "./flow-ways.ts";
import { beginning, ending, type Picked, type ProcessEdge } from "./pick-flow.ts";
import type { OpenProcessPeople } from "./process.tsx";
import type { FlowMeasure } from "./process-graph.tsx";

const boxWidth = 142;
const boxHeight = 56;
const layerHeight = 136;
const labelHeight = 18;
const arrowLength = 9;
const nodeSize = boxWidth + 28;
const passSize = 56;
const margin = 16;
const dot = 9;
const longestName = 20;
const isActivity = (name: string) => name !== beginning && name !== ending;
const measures: Omit<FlowMeasures, "thickness"> = {
  ...{ boxWidth, boxHeight, layerHeight, labelHeight, arrowLength },
  reach: (name) => (isActivity(name) ? boxHeight / 2 : dot + 2),
  breadth: (name) => (isActivity(name) ? boxWidth - 32 : 0),
};

interface FlowDrawingProps {
  picked: Picked;
  measure: FlowMeasure;
  label: string;
  onPeople: OpenProcessPeople;
}

const keyOf = ({ from, to }: { from: string; to: string }) => JSON.stringify([from, to]);

/** Activities in layers from the first to the last; thick is frequent, dashed is back. The table beside it says the same. */
export function FlowDrawing({ picked, measure, label, onPeople }: FlowDrawingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const opens = can("contacts:read");
  const elapsed = useElapsedWords();
  const frame = useRef<HTMLElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const flow = useMemo(() => {
    const names = [beginning, ...picked.activities.map(({ name }) => name), ending];
    return layoutFlow(
      names,
      [
        ...picked.begins.map(({ name, traces }) => ({ from: beginning, to: name, weight: traces })),
        ...picked.edges.map(({ from, to, count }) => ({ from, to, weight: count })),
        ...picked.ends.map(({ name, traces }) => ({ from: name, to: ending, weight: traces })),
      ],
      nodeSize,
      passSize,
    );
  }, [picked]);
  const start = flow.nodes.find(({ name }) => name === beginning)?.x ?? 0;
  // What is wider than its frame is read from where it begins.
  useLayoutEffect(() => {
    const box = frame.current;
    if (box) box.scrollLeft = start - box.clientWidth / 2;
  }, [start]);
  const parts = flow.nodes
    .toSorted((a, b) => a.layer - b.layer || a.x - b.x)
    .flatMap(({ name }) => [
      ...(isActivity(name) ? [name] : []),
      ...flow.edges.filter(({ from }) => from === name).map(keyOf),
    ]);
  const control = usePartKeys({ parts, drawing, onOpen: opens ? open : undefined, onPoint: setPointed });
  const mostEvents = Math.max(1, ...picked.activities.map(({ events }) => events));
  const value = useCallback(
    (edge: ProcessEdge) =>
      measure === "count"
        ? format.count(edge.count)
        : edge.elapsed.median === null
          ? ""
          : format.duration(edge.elapsed.median),
    [measure, format],
  );
  // Kept while the pointer moves: only what is dimmed changes then.
  const { edgeOf, tracesAt, labelOf, thickness, levels, ways } = useMemo(() => {
    const edgeOf = new Map(picked.edges.map((edge) => [keyOf(edge), edge]));
    const tracesAt = new Map([
      ...picked.begins.map(({ name, traces }) => [keyOf({ from: beginning, to: name }), traces] as const),
      ...picked.ends.map(({ name, traces }) => [keyOf({ from: name, to: ending }), traces] as const),
    ]);
    const labelOf = (edge: { from: string; to: string }) => {
      const known = edgeOf.get(keyOf(edge));
      if (known) return value(known);
      return measure === "count" ? format.count(tracesAt.get(keyOf(edge)) ?? 0) : "";
    };
    const strength = (edge: ProcessEdge) => (measure === "count" ? edge.count : edge.shareOfTime);
    const strongest = Math.max(...[...picked.edges, ...picked.loops].map(strength), Number.MIN_VALUE);
    const thickness = (edge: { from: string; to: string }) => {
      const known = edgeOf.get(keyOf(edge));
      return known ? 1 + (strength(known) / strongest) * 6 : 1;
    };
    const levels = levelsOf(flow, measures);
    const ways = drawWays(flow, { ...measures, thickness }, (edge) => labelWidth(labelOf(edge)));
    return { edgeOf, tracesAt, labelOf, thickness, levels, ways };
  }, [flow, picked, measure, format, value]);
  const isDimmed = ({ from, to }: { from: string; to: string }) =>
    pointed !== null && pointed !== keyOf({ from, to }) && pointed !== from && pointed !== to;
  const nameOf = (name: string) =>
    name === beginning ? t("explore.process.begin") : name === ending ? t("explore.process.end") : name;
  const edgeWords = (edge: ProcessEdge) =>
    [
      t("explore.process.edgeWords", {
        from: edge.from,
        to: edge.to,
        count: edge.count,
        n: format.count(edge.count),
        traces: format.count(edge.traces),
      }),
      elapsed(edge.elapsed),
    ]
      .filter(Boolean)
      .join(", ");
  const borderWords = ({ from, to }: { from: string; to: string }) => {
    const traces = tracesAt.get(keyOf({ from, to })) ?? 0;
    const words = { name: from === beginning ? to : from, count: traces, n: format.count(traces) };
    return t(from === beginning ? "explore.process.beginWords" : "explore.process.endWords", words);
  };
  const wordsOf = (edge: { from: string; to: string }) => {
    const known = edgeOf.get(keyOf(edge));
    return known ? edgeWords(known) : borderWords(edge);
  };
  const nodeWords = ({ events, traces }: Picked["activities"][number]) =>
    t("explore.process.nodeWords", { n: format.count(events), traces: format.count(traces) });

  function open(part: string) {
    const edge = flow.edges.find((each) => keyOf(each) === part);
    if (!edge) onPeople({ activity: part });
    else if (edge.from === beginning) onPeople({ start: edge.to });
    else if (edge.to === ending) onPeople({ end: edge.from });
    else onPeople({ from: edge.from, to: edge.to });
  }
  const y = (layer: number) => levels[layer] ?? 0;
  const size = {
    width: flow.width + 2 * margin,
    height: y(flow.layers - 1) + boxHeight / 2 + 2 * margin,
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={frame} aria-label={label} tabIndex={0} className="overflow-x-auto rounded-md bg-sunken">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a set of fields */}
        <svg
          ref={drawing}
          role="group"
          aria-label={t(opens ? "explore.process.keys" : "explore.process.keysToRead", { label })}
          className="mx-auto block"
          {...size}
        >
          <g transform={`translate(${margin} ${margin})`}>
            {ways.map(({ edge: placed, path, end }) => {
              const key = keyOf(placed);
              const edge = edgeOf.get(key);
              const color = pointed !== null && !isDimmed(placed) ? "var(--color-accent)" : "var(--color-edge)";
              const width = thickness(placed);
              const head = width / 2 + 3;
              return (
                <g
                  key={key}
                  {...control(key, wordsOf(placed))}
                  className={cx(
                    opens && "cursor-pointer",
                    "outline-none transition-opacity [&:focus-visible>path:first-child]:stroke-accent/25",
                    isDimmed(placed) && "opacity-25",
                  )}
                >
                  <path d={path} fill="none" stroke="transparent" strokeWidth={14} />
                  <path
                    d={path}
                    fill="none"
                    stroke={color}
                    strokeWidth={width}
                    strokeOpacity={0.75}
                    strokeDasharray={placed.isBack ? "6 4" : edge ? undefined : "1 4"}
                    strokeLinecap={placed.isBack ? "butt" : "round"}
                  />
                  <path
                    d={`M${end.x - head} ${end.y}h${2 * head}l${-head} ${placed.isBack ? -arrowLength : arrowLength}z`}
                    fill={color}
                  />
                </g>
              );
            })}
            {/* Above all ways, so that none strikes a figure out; what is pressed is the way beneath. */}
            <g aria-hidden className="pointer-events-none">
              {ways.map(({ edge, label: { x, y } }) => {
                const text = labelOf(edge);
                const width = labelWidth(text);
                return text === "" ? null : (
                  <g key={keyOf(edge)} className={cx("transition-opacity", isDimmed(edge) && "opacity-25")}>
                    <rect
                      x={x - width / 2}
                      y={y - labelHeight / 2}
                      width={width}
                      height={labelHeight}
                      rx={4}
                      fill="var(--color-sunken)"
                    />
                    <text
                      x={x}
                      y={y}
                      textAnchor="middle"
                      dominantBaseline="central"
                      className="figures fill-muted text-xs"
                    >
                      {text}
                    </text>
                  </g>
                );
              })}
            </g>
            {flow.nodes.map(({ name, x, layer }) => {
              const activity = picked.activities.find((each) => each.name === name);
              if (!activity)
                return (
                  <g key={name} transform={`translate(${x} ${y(layer)})`}>
                    <circle
                      r={dot}
                      fill={name === beginning ? "var(--color-surface)" : "var(--color-muted)"}
                      stroke="var(--color-muted)"
                      strokeWidth={2}
                    />
                    <text x={dot + 8} y={4} className="fill-muted text-xs">
                      {nameOf(name)}
                    </text>
                  </g>
                );
              const loop = picked.loops.find(({ from }) => from === name);
              const heat = Math.round(4 + (activity.events / mostEvents) * 30);
              return (
                <g
                  key={name}
                  transform={`translate(${x - boxWidth / 2} ${y(layer) - boxHeight / 2})`}
                  {...control(name, `${name}: ${nodeWords(activity)}`)}
                  className={cx(opens && "cursor-pointer", "outline-none [&:focus-visible>rect]:stroke-2")}
                >
                  <title>{name}</title>
                  <rect
                    width={boxWidth}
                    height={boxHeight}
                    rx={6}
                    stroke={pointed === name ? "var(--color-accent)" : "var(--color-edge)"}
                    style={{ fill: `color-mix(in srgb, var(--color-accent) ${heat}%, var(--color-surface))` }}
                  />
                  <text
                    x={boxWidth / 2}
                    y={loop ? 17 : 20}
                    textAnchor="middle"
                    className="fill-ink font-medium text-xs"
                  >
                    {name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}
                  </text>
                  <text x={boxWidth / 2} y={loop ? 32 : 36} textAnchor="middle" className="figures fill-muted text-xs">
                    {nodeWords(activity)}
                  </text>
                  {loop ? (
                    <text x={boxWidth / 2} y={48} textAnchor="middle" className="figures fill-muted text-xs">
                      ↻ {value(loop)}
                    </text>
                  ) : null}
                </g>
              );
            })}
          </g>
        </svg>
      </section>
      <p className="figures mt-2 min-h-5 text-muted text-sm">
        {(pointed !== null && readout(pointed, picked, edgeWords, borderWords)) ||
          t(opens ? "explore.process.hint" : "explore.process.hintToRead")}
      </p>
    </>
  );
}

/** What is pointed at in words; an activity by its way back to itself. */
function readout(
  pointed: string,
  picked: Picked,
  words: (edge: ProcessEdge) => string,
  borderWords: (edge: { from: string; to: string }) => string,
): string {
  const edge = [...picked.edges, ...picked.loops].find(
    (each) => keyOf(each) === pointed || (each.from === each.to && each.from === pointed),
  );
  if (edge) return words(edge);
  const borders = [
    ...picked.begins.map(({ name }) => ({ from: beginning, to: name })),
    ...picked.ends.map(({ name }) => ({ from: name, to: ending })),
  ];
  const border = borders.find((each) => keyOf(each) === pointed);
  return border ? borderWords(border) : "";
}

/** About how wide a label stands in the small size of the tabular figures, with the room around it. */
function labelWidth(text: string): number {
  const narrow = text.match(/[\s.,:]/g)?.length ?? 0;
  return narrow * 4 + (text.length - narrow) * 7.6 + 8;
}
