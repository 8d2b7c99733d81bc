import { useId } from "react";
import { stepKindOf } from "../../../contracts/words/step-kinds.ts";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { cellOf, type Lane, type MapColumn } from "../document/document.ts";
import { AssumptionMark } from "./assumption-mark.tsx";
import { streamPaths } from "./curve.ts";
import { lossShare, metShare } from "./findings.ts";
import { useMap } from "./map-model.ts";
import { useTimeTaken } from "./time-taken.ts";

export const volumeHeight = 116;
const streamTop = 36;
const streamHeight = 50;

/**
 * Everyone at each step as a stream, and within it those who came through the steps before. Both on one scale. While the map is
 * observed, the inner one has the colour of the time it took from step to step.
 */
export function VolumeStream() {
  const { columns, numbers } = useMap();
  const taken = useTimeTaken();
  const gradient = useId();
  const of = ({ step }: MapColumn) => (step ? numbers.get(step.id) : undefined);
  const isOnWay = ({ step }: MapColumn) => step !== null && stepKindOf(step) === "forward";
  const greatest = Math.max(1, ...columns.map((column) => Math.max(of(column)?.people ?? 0, of(column)?.passed ?? 0)));
  const width = (people: number | null | undefined) =>
    people === null || people === undefined
      ? null
      : people === 0
        ? 0
        : Math.max(1.5, (people / greatest) * streamHeight);
  const streams = [
    { name: "people", opacity: 0.16, widths: columns.map((column) => width(of(column)?.people)) },
    {
      name: "passed",
      opacity: taken ? 0.85 : 0.62,
      widths: columns.map((column) => (isOnWay(column) ? width(of(column)?.passed) : null)),
    },
  ];
  const plain = "var(--color-series-1)";
  // From the middle of a step to the middle of the next it is one way.
  const stops = columns.flatMap((column, index) => {
    const colour = (column.step && taken?.to(column.step.id)?.colour) ?? "var(--color-edge)";
    return [index - 0.45, index + 0.45].map((x) => ({ offset: Math.max(0, x / columns.length), colour }));
  });
  return (
    <svg
      aria-hidden
      className="map-drawing"
      viewBox={`0 0 ${columns.length} ${streamHeight}`}
      preserveAspectRatio="none"
      style={{ top: streamTop, height: streamHeight }}
    >
      {taken ? (
        <defs>
          <linearGradient id={gradient} gradientUnits="userSpaceOnUse" x1={0} x2={columns.length} y1={0} y2={0}>
            {stops.map(({ offset, colour }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place
              <stop key={index} offset={offset} style={{ stopColor: colour }} />
            ))}
          </linearGradient>
        </defs>
      ) : null}
      {streams.map(({ name, opacity, widths }) =>
        streamPaths(widths, streamHeight / 2).map((path) => (
          <path
            key={name + path}
            d={path}
            fill={taken && name === "passed" ? `url(#${gradient})` : plain}
            opacity={opacity}
          />
        )),
      )}
    </svg>
  );
}

/** How many people, how many of them came in order, and how many were lost on the way here. */
export function VolumeCell({ lane, column }: { lane: Lane; column: MapColumn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const map = useMap();
  const taken = useTimeTaken();
  const { step } = column;
  if (!step) return null;
  const numbers = map.numbers.get(step.id);
  const typed = cellOf(map.document, step.id, lane.id)?.number;
  if (!numbers && map.isWaiting && step.touchpointId)
    return (
      <>
        <Skeleton className="h-4 w-14" />
        <Skeleton className="mt-5 h-8 w-full" />
      </>
    );
  if (!numbers || numbers.people === null) {
    return typed === undefined ? (
      <span className="text-faint">{step.touchpointId ? "–" : t("journey.unbound")}</span>
    ) : (
      <span className="flex items-center gap-1.5">
        <span className="figures font-semibold text-lg leading-6">{format.compact(typed)}</span>
        <AssumptionMark />
      </span>
    );
  }
  const kind = stepKindOf(step);
  const isOnWay = kind === "forward";
  const share = isOnWay ? lossShare(numbers) : metShare(numbers);
  // A loss of a handful is still a loss: it must not read as none.
  const digits = share !== null && share > 0 && share < 0.005 ? 1 : 0;
  const way = taken?.to(step.id);
  const time = way && { median: format.duration(way.median), p90: format.duration(way.p90) };
  const lost = t(isOnWay ? "journey.lostWords" : `journey.met_${kind}`, {
    n: format.count((isOnWay ? numbers.droppedOff : numbers.passed) ?? 0),
    share: format.percent(share ?? 0),
  });
  const words = time ? `${t("journey.tookWords", time)}; ${lost}` : lost;
  return (
    <>
      <span className="figures block font-semibold text-lg leading-6">{format.compact(numbers.people)}</span>
      {share === null ? null : (
        <span
          className={cx(
            "map-mark figures whitespace-nowrap rounded-md border border-line bg-surface px-1 text-center font-medium text-xs",
            kind === "failure" && share > 0 ? "text-negative" : "text-ink",
          )}
          style={{ insetInlineStart: 0, top: streamTop + streamHeight / 2, translate: "-50% -50%" }}
          title={words}
        >
          <span aria-hidden>
            {time ? <span className="block border-line border-b">{time.median}</span> : null}
            {kind === "failure" ? "↩ " : ""}
            {share === 0 || !isOnWay ? format.percent(share, digits) : `−${format.percent(share, digits)}`}
          </span>
          <span className="sr-only">{words}</span>
        </span>
      )}
      {isOnWay && numbers.passed !== null && numbers.passed !== numbers.people ? (
        <span
          className="map-mark figures whitespace-nowrap text-faint text-xs"
          style={{ top: streamTop + streamHeight + 4 }}
        >
          {t("journey.passed", { n: format.compact(numbers.passed) })}
        </span>
      ) : null}
    </>
  );
}
