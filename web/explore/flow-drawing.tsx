import { useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../identity/session.ts";
import { cx } from "../ui/class-names.ts";
import { useFormat } from "../ui/format.ts";
import { useElapsedWords } from "./elapsed-words.ts";
import { layoutFlow, type PlacedEdge } from "./flow-layout.ts";
import { beginning, ending, type Picked, type ProcessEdge } from "./pick-flow.ts";
import type { OpenProcessPeople } from "./process.tsx";
import type { FlowMeasure } from "./process-graph.tsx";
import { usePartKeys } from "./use-part-keys.ts";

const boxWidth = 142;
const boxHeight = 56;
const layerHeight = 112;
const nodeSize = boxWidth + 28;
const passSize = 56;
const margin = 16;
const dot = 9;
const longestName = 20;
/** Ways in both directions between two activities stand beside each other. */
const aside = 18;

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
  const arrow = useId();
  const frame = useRef<HTMLElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const flow = useMemo(() => {
    const names = [beginning, ...picked.activities.map(({ name }) => name), ending];
    return layoutFlow(
      names,
      [
        ...picked.begins.map(({ name, cases }) => ({ from: beginning, to: name, weight: cases })),
        ...picked.edges.map(({ from, to, count }) => ({ from, to, weight: count })),
        ...picked.ends.map(({ name, cases }) => ({ from: name, to: ending, weight: cases })),
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
  const edgeOf = new Map(picked.edges.map((edge) => [keyOf(edge), edge]));
  const casesAt = new Map([
    ...picked.begins.map(({ name, cases }) => [keyOf({ from: beginning, to: name }), cases] as const),
    ...picked.ends.map(({ name, cases }) => [keyOf({ from: name, to: ending }), cases] as const),
  ]);
  const isActivity = (name: string) => name !== beginning && name !== ending;
  const parts = flow.nodes
    .toSorted((a, b) => a.layer - b.layer || a.x - b.x)
    .flatMap(({ name }) => [
      ...(isActivity(name) ? [name] : []),
      ...flow.edges.filter(({ from }) => from === name).map(keyOf),
    ]);
  const control = usePartKeys({ parts, drawing, onOpen: opens ? open : undefined, onPoint: setPointed });
  const mostEvents = Math.max(1, ...picked.activities.map(({ events }) => events));
  const strength = (edge: ProcessEdge) => (measure === "count" ? edge.count : edge.shareOfTime);
  const strongest = Math.max(...[...picked.edges, ...picked.loops].map(strength), Number.MIN_VALUE);
  const value = (edge: ProcessEdge) =>
    measure === "count"
      ? format.count(edge.count)
      : edge.elapsed.median === null
        ? ""
        : format.duration(edge.elapsed.median);
  const nameOf = (name: string) =>
    name === beginning ? t("explore.process.begin") : name === ending ? t("explore.process.end") : name;
  const edgeWords = (edge: ProcessEdge) =>
    [
      t("explore.process.edgeWords", {
        from: edge.from,
        to: edge.to,
        count: edge.count,
        n: format.count(edge.count),
        cases: format.count(edge.cases),
      }),
      elapsed(edge.elapsed),
    ]
      .filter(Boolean)
      .join(", ");
  const borderWords = ({ from, to }: { from: string; to: string }) => {
    const cases = casesAt.get(keyOf({ from, to })) ?? 0;
    const words = { name: from === beginning ? to : from, count: cases, n: format.count(cases) };
    return t(from === beginning ? "explore.process.beginWords" : "explore.process.endWords", words);
  };
  const wordsOf = (edge: { from: string; to: string }) => {
    const known = edgeOf.get(keyOf(edge));
    return known ? edgeWords(known) : borderWords(edge);
  };
  const nodeWords = ({ events, cases }: Picked["activities"][number]) =>
    t("explore.process.nodeWords", { n: format.count(events), cases: format.count(cases) });

  function open(part: string) {
    const edge = flow.edges.find((each) => keyOf(each) === part);
    if (!edge) onPeople({ activity: part });
    else if (edge.from === beginning) onPeople({ start: edge.to });
    else if (edge.to === ending) onPeople({ end: edge.from });
    else onPeople({ from: edge.from, to: edge.to });
  }
  const y = (layer: number) => layer * layerHeight + boxHeight / 2;
  const size = {
    width: flow.width + 2 * margin,
    height: flow.layers * layerHeight - layerHeight + boxHeight + 2 * margin,
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
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8Z" fill="var(--color-edge)" />
            </marker>
          </defs>
          <g transform={`translate(${margin} ${margin})`}>
            {flow.edges.map((placed) => {
              const key = keyOf(placed);
              const edge = edgeOf.get(key);
              const { path, words } = curve(placed, y);
              const isPointed = pointed === key || pointed === placed.from || pointed === placed.to;
              return (
                <g
                  key={key}
                  {...control(key, wordsOf(placed))}
                  className={cx(
                    opens && "cursor-pointer",
                    "outline-none transition-opacity [&:focus-visible>path:first-child]:stroke-accent/25",
                    pointed !== null && !isPointed && "opacity-25",
                  )}
                >
                  <path d={path} fill="none" stroke="transparent" strokeWidth={14} />
                  <path
                    d={path}
                    fill="none"
                    stroke={isPointed && pointed !== null ? "var(--color-accent)" : "var(--color-edge)"}
                    strokeWidth={edge ? 1 + (strength(edge) / strongest) * 6 : 1}
                    strokeOpacity={0.75}
                    strokeDasharray={placed.isBack ? "6 4" : edge ? undefined : "1 4"}
                    strokeLinecap={placed.isBack ? "butt" : "round"}
                    markerEnd={`url(#${arrow})`}
                  />
                  <text
                    {...words}
                    dominantBaseline="central"
                    strokeWidth={4}
                    className="figures fill-muted stroke-sunken text-xs [paint-order:stroke]"
                  >
                    {edge ? value(edge) : measure === "count" ? format.count(casesAt.get(key) ?? 0) : ""}
                  </text>
                </g>
              );
            })}
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

/** From the lower side of one to the upper side of the other, upright where it passes a layer. */
function curve({ from: source, to: target, points, isBack }: PlacedEdge, y: (layer: number) => number) {
  const shift = isBack ? aside : -aside / 4;
  const reach = (name: string) => (name === beginning || name === ending ? dot + 4 : boxHeight / 2);
  const way = isBack ? -1 : 1;
  const at = points.map(({ x, layer }, place) => ({
    x: x + shift,
    y: y(layer) + (place === 0 ? way * reach(source) : place === points.length - 1 ? -way * reach(target) : 0),
  }));
  const [first] = at;
  let path = `M${first?.x ?? 0} ${first?.y ?? 0}`;
  for (const [place, to] of at.entries()) {
    const from = at[place - 1];
    if (!from) continue;
    const half = (from.y + to.y) / 2;
    path += `C${from.x} ${half} ${to.x} ${half} ${to.x} ${to.y}`;
  }
  // Beside the ways that pass the same layer an edge has a place of its own; between two layers it takes what is left.
  const passes = at.slice(1, -1);
  const own = passes[Math.floor(passes.length / 2)];
  const last = at.at(-1);
  if (own) return { path, words: { ...own, textAnchor: "middle" as const } };
  const { x, y: level } = between(first ?? { x: 0, y: 0 }, last ?? { x: 0, y: 0 }, 0.5);
  // Forward says it at its left, back at its right: the two stand close together.
  return {
    path,
    words: isBack
      ? { x: x + 5, y: level, textAnchor: "start" as const }
      : { x: x - 5, y: level, textAnchor: "end" as const },
  };
}

/** A point on the curve from one layer to the next. */
function between(from: { x: number; y: number }, to: { x: number; y: number }, part: number) {
  const rest = 1 - part;
  const half = (from.y + to.y) / 2;
  const weights = [rest ** 3, 3 * rest ** 2 * part, 3 * rest * part ** 2, part ** 3] as const;
  return {
    x: (weights[0] + weights[1]) * from.x + (weights[2] + weights[3]) * to.x,
    y: weights[0] * from.y + (weights[1] + weights[2]) * half + weights[3] * to.y,
  };
}
