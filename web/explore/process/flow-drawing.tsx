import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { useSession } from "../../session/session.ts";
import { useFormat } from "../../ui/format.ts";
import { usePartKeys } from "../use-part-keys.ts";
import { layoutFlow } from "./flow-layout.ts";
import {
  boxHeight,
  boxWidth,
  DrawnWay,
  FlowActivity,
  FlowBorder,
  FlowLabel,
  isActivity,
  labelWidth,
  measures,
} from "./flow-parts.tsx";
import { drawWays, levelsOf } from "./flow-ways.ts";
import { useFlowWords } from "./flow-words.ts";
import { beginning, ending, type Picked, type ProcessEdge } from "./pick-flow.ts";
import type { OpenProcessPeople } from "./process.tsx";
import type { FlowMeasure } from "./process-graph.tsx";

const nodeSize = boxWidth + 28;
const passSize = 56;
const margin = 16;

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
  const { edgeWords, borderWords, nodeWords } = useFlowWords((edge) => tracesAt.get(keyOf(edge)) ?? 0);
  const wordsOf = (edge: { from: string; to: string }) => {
    const known = edgeOf.get(keyOf(edge));
    return known ? edgeWords(known) : borderWords(edge);
  };
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
            {ways.map((way) => {
              const key = keyOf(way.edge);
              return (
                <DrawnWay
                  key={key}
                  way={way}
                  control={control(key, wordsOf(way.edge))}
                  thickness={thickness(way.edge)}
                  isInner={edgeOf.has(key)}
                  isPointed={pointed !== null && !isDimmed(way.edge)}
                  isDimmed={isDimmed(way.edge)}
                  opens={opens}
                />
              );
            })}
            {/* Above all ways, so that none strikes a figure out; what is pressed is the way beneath. */}
            <g aria-hidden className="pointer-events-none">
              {ways
                .filter(({ edge }) => labelOf(edge) !== "")
                .map(({ edge, label: { x, y } }) => (
                  <FlowLabel key={keyOf(edge)} text={labelOf(edge)} x={x} y={y} isDimmed={isDimmed(edge)} />
                ))}
            </g>
            {flow.nodes.map(({ name, x, layer }) => {
              const activity = picked.activities.find((each) => each.name === name);
              if (!activity) return <FlowBorder key={name} name={name} x={x} y={y(layer)} />;
              const loop = picked.loops.find(({ from }) => from === name);
              return (
                <FlowActivity
                  key={name}
                  activity={activity}
                  x={x}
                  y={y(layer)}
                  control={control(name, `${name}: ${nodeWords(activity)}`)}
                  words={nodeWords(activity)}
                  loop={loop ? value(loop) : null}
                  heat={activity.events / mostEvents}
                  isPointed={pointed === name}
                  opens={opens}
                />
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
