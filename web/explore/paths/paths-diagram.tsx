import { type KeyboardEvent, type SVGProps, useEffect, useId, useMemo, useRef, useState } from "react";
import type { PathsAnswer } from "../../../contracts/understand/paths.ts";
import { ChartFrame } from "../../charts/chart-frame.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { useSession } from "../../session/session.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { useElapsedWords } from "../elapsed-words.ts";
import { useWidth } from "../use-width.ts";
import { wrapName } from "../wrap-name.ts";
import type { OpenPathPeople } from "./paths.tsx";
import { bandPath, layoutSankey, type SankeyBand, type SankeyNode } from "./sankey.ts";
import { nextPart, type Part, partsOf } from "./sankey-keys.ts";

interface PathsDiagramProps {
  answer: PathsAnswer;
  /** Column 0 is the end: it stands at the right, so that time always runs from left to right. */
  isBackwards: boolean;
  onPeople: OpenPathPeople;
}

const sizes = { nodeWidth: 10, fullHeight: 340, gap: 8 };
const lineHeight = 15;
const head = 40;
/** The dashed edge of the lowest node is drawn around it. */
const foot = 2;
const narrowest = 124;
const widest = 220;
const letterWidth = 6.7;

/** The ways as a Sankey: every column adds up to the people of the one before; who is "other" and who left is drawn. */
export function PathsDiagram({ answer, isBackwards, onPeople }: PathsDiagramProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const opens = can("contacts:read");
  const hatch = useId();
  const box = useRef<SVGSVGElement>(null);
  const frame = useRef<HTMLElement>(null);
  const room = useWidth(frame) / Math.max(1, answer.columns.length);
  const columnWidth = Math.round(Math.min(widest, Math.max(narrowest, room)));
  const longestName = Math.floor((columnWidth - sizes.nodeWidth - 12) / letterWidth);
  const layout = useMemo(() => {
    const linesOf = ({ kind, name }: Pick<SankeyNode, "kind" | "name">) =>
      kind === "named" ? wrapName(name, longestName).length : 1;
    return layoutSankey(answer, { ...sizes, leastRoom: (node) => 6 + (linesOf(node) + 1) * lineHeight });
  }, [answer, longestName]);
  const parts = useMemo(() => partsOf(layout), [layout]);
  const [active, setActive] = useState(0);
  const [pointed, setPointed] = useState<Part | null>(null);
  // Where the ways end is what was asked for.
  useEffect(() => {
    if (isBackwards) frame.current?.scrollTo({ left: frame.current.scrollWidth });
  }, [isBackwards]);
  const last = answer.columns.length - 1;
  const xOf = (column: number) => (isBackwards ? last - column : column) * columnWidth;
  const nameOf = ({ kind, name }: Pick<SankeyNode, "kind" | "name">) =>
    kind === "named"
      ? name
      : t(kind === "other" ? "explore.paths.other" : isBackwards ? "explore.paths.began" : "explore.paths.left");
  const nodeOf = (column: number, index: number) =>
    layout.nodes.find((node) => node.column === column && node.index === index);
  const places = isBackwards ? "explore.paths.placeBefore" : "explore.paths.place";

  const words = usePathWords({ answer, isBackwards, nameOf, nodeOf });

  function open(part: Part) {
    if (part.kind === "node") {
      const { column, kind, name } = part.node;
      onPeople(nameOf(part.node), column, { kind, name });
      return;
    }
    const from = nodeOf(part.band.column, part.band.from);
    const to = nodeOf(part.band.column + 1, part.band.to);
    if (!from || !to) return;
    const [first, second] = isBackwards ? [to, from] : [from, to];
    onPeople(
      t("explore.paths.bandTitle", { from: nameOf(first), to: nameOf(second) }),
      from.column,
      { kind: from.kind, name: from.name },
      { kind: to.kind, name: to.name },
    );
  }

  function onKeyDown(event: KeyboardEvent, index: number) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const part = parts[index];
    if (!part) return;
    if (opens && (event.key === "Enter" || event.key === " ")) open(part);
    else {
      const to = nextPart(parts, index, event.key, isBackwards);
      if (to === undefined) return;
      setActive(to);
      const element = box.current?.querySelector<SVGElement>(`[data-part="${to}"]`);
      element?.focus();
      element?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    event.preventDefault();
  }

  const control = (index: number, part: Part) => ({
    "data-part": index,
    role: opens ? "button" : "img",
    tabIndex: index === Math.min(active, parts.length - 1) ? 0 : -1,
    "aria-label": words(part),
    onClick: opens ? () => open(part) : undefined,
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, index),
    onFocus: () => {
      setActive(index);
      setPointed(part);
    },
    onPointerEnter: () => setPointed(part),
    onPointerLeave: () => setPointed(null),
  });
  const touches = (band: SankeyBand) =>
    pointed?.kind === "band"
      ? pointed.band === band
      : pointed?.kind === "node" &&
        ((pointed.node.column === band.column && pointed.node.index === band.from) ||
          (pointed.node.column === band.column + 1 && pointed.node.index === band.to));
  const size = { width: answer.columns.length * columnWidth, height: layout.height + head + foot };
  const title = t("explore.paths.diagram");

  return (
    <ChartFrame
      title={title}
      description={t(isBackwards ? "explore.paths.diagramHelpBefore" : "explore.paths.diagramHelp")}
      table={useTable(answer, nameOf, isBackwards)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={frame} aria-label={title} tabIndex={0} className="overflow-x-auto pb-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a set of fields */}
        <svg
          ref={box}
          role="group"
          aria-label={t(opens ? "explore.paths.keys" : "explore.paths.keysToRead")}
          className="block"
          {...size}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill="var(--color-sunken)" />
              <rect width="1.5" height="6" fill="var(--color-edge)" />
            </pattern>
          </defs>
          {answer.columns.map(({ reached }, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <text key={column} x={xOf(column)} y={12} className="fill-faint text-xs">
              {t(places, { n: column + 1 })}
              <tspan className="figures fill-muted" x={xOf(column)} dy={16}>
                {t("explore.paths.reached", { people: format.count(reached) })}
              </tspan>
            </text>
          ))}
          <g transform={`translate(0 ${head})`}>
            {parts.map((part, index) => {
              if (part.kind !== "band") return null;
              const to = nodeOf(part.band.column + 1, part.band.to);
              return (
                <path
                  key={`${part.band.column}-${part.band.from}-${part.band.to}`}
                  {...control(index, part)}
                  d={bandPath(part.band, sizes.nodeWidth, xOf)}
                  fill={to?.kind === "left" ? `url(#${hatch})` : "var(--color-series-1)"}
                  className={cx(
                    opens && "cursor-pointer",
                    "outline-none transition-opacity focus-visible:stroke-2 focus-visible:stroke-accent",
                    touches(part.band) ? "opacity-55" : to?.kind === "left" ? "opacity-25" : "opacity-20",
                  )}
                />
              );
            })}
            {parts.map((part, index) =>
              part.kind === "node" ? (
                <PathNode
                  key={`${part.node.column}-${part.node.index}`}
                  node={part.node}
                  name={nameOf(part.node)}
                  longestName={longestName}
                  x={xOf(part.node.column)}
                  hatch={hatch}
                  control={control(index, part)}
                  opens={opens}
                />
              ) : null,
            )}
          </g>
        </svg>
      </section>
      <p className="figures mt-1 min-h-5 text-muted text-sm">
        {pointed ? words(pointed) : t(opens ? "explore.paths.hint" : "explore.paths.hintToRead")}
      </p>
    </ChartFrame>
  );
}

interface PathWords extends Pick<PathsDiagramProps, "answer" | "isBackwards"> {
  nameOf: (node: Pick<SankeyNode, "kind" | "name">) => string;
  nodeOf: (column: number, place: number) => SankeyNode | undefined;
}

/** What is said of a part of the diagram. */
function usePathWords({ answer, isBackwards, nameOf, nodeOf }: PathWords) {
  const { t } = useTranslation();
  const format = useFormat();
  const elapsed = useElapsedWords();
  const share = (people: number, of: number) => format.percent(of === 0 ? 0 : people / of, 1);
  const place = isBackwards ? "explore.paths.placeBefore" : "explore.paths.place";
  return (part: Part): string => {
    if (part.kind === "node") {
      const { node } = part;
      return t("explore.paths.nodeWords", {
        name: nameOf(node),
        place: t(place, { n: node.column + 1 }),
        people: format.count(node.people),
        share: share(node.people, answer.people),
      });
    }
    const { band } = part;
    const [from, to] = [nodeOf(band.column, band.from), nodeOf(band.column + 1, band.to)];
    if (!from || !to) return "";
    const [first, second] = isBackwards ? [to, from] : [from, to];
    return [
      t("explore.paths.bandWords", {
        from: nameOf(first),
        to: nameOf(second),
        people: format.count(band.people),
        share: share(band.people, from.people),
        of: nameOf(from),
      }),
      elapsed(band.elapsed),
    ]
      .filter(Boolean)
      .join(", ");
  };
}

interface PathNodeProps {
  node: SankeyNode;
  name: string;
  longestName: number;
  x: number;
  /** Id of the pattern that fills what is no single thing. */
  hatch: string;
  control: SVGProps<SVGGElement>;
  opens: boolean;
}

function PathNode({ node, name, longestName, x, hatch, control, opens }: PathNodeProps) {
  const format = useFormat();
  const [first, second] = wrapName(name, longestName);
  const fills = { named: "var(--color-series-1)", other: `url(#${hatch})`, left: "var(--color-surface)" };
  const textX = x + sizes.nodeWidth + 6;
  return (
    <g
      {...control}
      className={cx(
        opens && "cursor-pointer",
        "outline-none [&:focus-visible>rect]:stroke-2 [&:focus-visible>rect]:stroke-accent",
      )}
    >
      <title>{name}</title>
      <rect
        x={x}
        y={node.y}
        width={sizes.nodeWidth}
        height={Math.max(node.height, 2)}
        rx={2}
        fill={fills[node.kind]}
        stroke={node.kind === "named" ? "none" : "var(--color-edge)"}
        strokeDasharray={node.kind === "left" ? "3 2" : undefined}
      />
      <text
        x={textX}
        y={node.y + 13}
        strokeWidth={3}
        className={cx(
          "stroke-surface text-xs [paint-order:stroke]",
          node.kind === "named" ? "fill-ink font-medium" : "fill-muted italic",
        )}
      >
        {first}
        {second === undefined ? null : (
          <tspan x={textX} dy={lineHeight}>
            {second}
          </tspan>
        )}
        <tspan className="figures fill-muted font-normal not-italic" x={textX} dy={lineHeight}>
          {format.count(node.people)}
        </tspan>
      </text>
    </g>
  );
}

/** Every band as a row, for those who read rather than look. */
function useTable(
  answer: PathsAnswer,
  nameOf: (node: Pick<SankeyNode, "kind" | "name">) => string,
  isBackwards: boolean,
) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value));
  return {
    headers: [
      t("explore.paths.step"),
      t("explore.paths.fromHeader"),
      t("explore.paths.toHeader"),
      t("explore.people"),
      t("explore.median"),
      t("explore.p90"),
    ],
    rows: answer.links
      .toSorted((a, b) => a.column - b.column || b.people - a.people)
      .map(({ column, from, to, people, elapsed }) => {
        const here = answer.columns[column]?.nodes[from];
        const there = answer.columns[column + 1]?.nodes[to];
        const ends = [here ? nameOf(here) : "", there ? nameOf(there) : ""];
        return {
          key: `${column}-${from}-${to}`,
          cells: [
            format.count(column + 1),
            ...(isBackwards ? ends.toReversed() : ends),
            format.count(people),
            seconds(elapsed.median),
            seconds(elapsed.p90),
          ],
        };
      }),
  };
}
