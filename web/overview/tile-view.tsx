import type { ReactNode } from "react";
import type { Answer, AnswerRow, Definition, QueryInput } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import { BarBreakdown } from "../charts/bar-breakdown.tsx";
import { conversionWords, nothingMeasured, togetherConverted, valueWords } from "../charts/measure-words.ts";
import { NumberTile, NumberTileSkeleton } from "../charts/number-tile.tsx";
import { StackedShare, useNpsShares } from "../charts/stacked-share.tsx";
import { TrendChart } from "../charts/trend-chart.tsx";
import { type Translate, useTranslation } from "../i18n/words.ts";
import { type Meaning, meaningOf, useAnswer } from "../metrics/ask.ts";
import { basisOf } from "../metrics/basis.ts";
import { groupKey, narrowTo, useGroupNames } from "../metrics/group-names.ts";
import type { Interval } from "../metrics/interval.ts";
import { useNarrowingWords } from "../metrics/narrowing.ts";
import { cx } from "../ui/class-names.ts";
import { type Format, useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";
import { useInside } from "./inside.ts";
import { OpenButton } from "./open-button.tsx";
import { TileError } from "./tile-error.tsx";
import { queryOf } from "./tile-query.ts";
import { useTileTitle } from "./tile-title.ts";

interface TileViewProps {
  tile: MetricTile;
  definitions: readonly Definition[];
  /** Absent while tiles are being arranged. */
  onOpen?: (() => void) | undefined;
  /** Opens one group of a breakdown, by its key. */
  onGroup?: ((key: string) => void) | undefined;
  /** Beside the title of a chart. */
  controls?: ReactNode;
}

/** One tile: asks its query for the period of the page and draws the answer. */
export function TileView({ tile, definitions, onOpen, onGroup, controls }: TileViewProps) {
  const { t } = useTranslation();
  const titleOf = useTileTitle();
  const view = useView();
  const query = queryOf(tile, view);
  const meaning = meaningOf(definitions, tile.query.metrics[0]);
  const answer = useAnswer(query, meaning !== undefined);
  if (!meaning)
    return (
      <TileError title={titleOf(tile)} detail={t("overview.unknownMetric", { name: tile.query.metrics[0]?.metric })} />
    );
  if (answer.isError)
    return <TileError title={titleOf(tile)} error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return tile.view === "number" ? <NumberTileSkeleton /> : <ChartSkeleton />;
  const drawn = {
    tile,
    meaning,
    query,
    answer: answer.data,
    interval: query.interval ?? "week",
    timezone: view.timezone,
    onOpen,
    onGroup,
    controls,
  };
  return (
    <div
      aria-busy={answer.isPlaceholderData}
      className={cx("grid min-w-0 transition-opacity", answer.isPlaceholderData && "opacity-60")}
    >
      <Drawn {...drawn} />
    </div>
  );
}

interface DrawnProps {
  tile: MetricTile;
  meaning: Meaning;
  query: QueryInput;
  answer: Answer;
  interval: Interval;
  timezone: string;
  onOpen: TileViewProps["onOpen"];
  onGroup: TileViewProps["onGroup"];
  controls: ReactNode;
}

function Drawn(props: DrawnProps) {
  if (props.tile.view === "trend") return <Trend {...props} />;
  if (props.tile.view === "breakdown") return <Breakdown {...props} />;
  return <Figure {...props} />;
}

function Figure({ tile, meaning, query, answer, onOpen }: DrawnProps) {
  const { t } = useTranslation();
  const titleOf = useTileTitle();
  const narrowed = useNarrowingWords(tile.query);
  const row = answer.metrics[0]?.rows[0];
  const inside = useInside(query, answer);
  const leftOut = row?.leftOut ? t("overview.leftOut", { count: row.leftOut }) : "";
  const format = useFormat();
  // Amounts of other currencies are never added to the first.
  const others = (answer.metrics[0]?.rows ?? []).slice(1).filter(({ result }) => result.currency);
  const alsoIn =
    others.length > 0
      ? t("overview.otherCurrencies", {
          amounts: others.map(({ result }) => valueWords(result, meaning.unit, format)).join(", "),
        })
      : "";
  const shares = useNpsShares(meaning.definition.metric === "nps" ? row?.parts : undefined);
  return (
    <NumberTile
      title={titleOf(tile, meaning)}
      unit={meaning.unit}
      definition={meaning.definition}
      result={row?.result ?? nothingMeasured}
      comparison={row?.comparison}
      inside={inside}
      series={row?.series}
      basis={[...conversionWords(row?.result ?? {}, format, t), alsoIn, leftOut, basisOf(meaning, t), narrowed]
        .filter(Boolean)
        .join(" · ")}
      onOpen={onOpen}
    >
      {shares.length > 0 ? (
        <StackedShare label={t("overview.shares")} shares={shares} isCompact={tile.width === 1} />
      ) : null}
    </NumberTile>
  );
}

function Trend({ tile, meaning, answer, interval, timezone, onOpen, controls }: DrawnProps) {
  const { t } = useTranslation();
  const names = useGroupNames(tile.query.breakdowns);
  const rows = (answer.metrics[0]?.rows ?? []).slice(0, 6);
  const title = useTileTitle()(tile, meaning);
  const narrowed = useNarrowingWords(tile.query);
  const format = useFormat();
  return (
    <TrendChart
      title={title}
      description={[
        t(`overview.trendBy.${interval}`, { unit: t(`overview.unit.${meaning.unit}`) }),
        narrowed,
        ...conversionsOf(rows, format, t),
      ]
        .filter(Boolean)
        .join(" · ")}
      unit={meaning.unit}
      interval={interval}
      timezone={timezone}
      definition={meaning.definition}
      height={220}
      series={rows.map((row) => ({
        key: groupKey(row),
        label: row.group.length > 0 || rows.length > 1 ? names.group(row) : title,
        points: row.series ?? [],
      }))}
      breaks={answer.metrics[0]?.breaks}
      actions={
        <>
          {controls}
          <OpenButton title={title} onOpen={onOpen} />
        </>
      }
    />
  );
}

function Breakdown({ tile, meaning, answer, onOpen, onGroup, controls }: DrawnProps) {
  const { t } = useTranslation();
  const names = useGroupNames(tile.query.breakdowns);
  const title = useTileTitle()(tile, meaning);
  const narrowed = useNarrowingWords(tile.query);
  const dimension = tile.query.breakdowns.map(names.field).join(" · ");
  const format = useFormat();
  const rows = answer.metrics[0]?.rows ?? [];
  const bars = rows.slice(0, 12).map((row) => {
    const key = groupKey(row);
    const opens = narrowTo(tile.query.breakdowns[0], key) !== undefined;
    return { key, label: names.group(row), result: row.result, opens };
  });
  return (
    <BarBreakdown
      title={title}
      description={[
        t("overview.byField", {
          unit: t(`overview.unit.${meaning.unit}`),
          field: tile.query.breakdowns.map((name) => names.fieldInline(name)).join(" · "),
        }),
        narrowed,
        ...conversionsOf(rows, format, t),
      ]
        .filter(Boolean)
        .join(" · ")}
      dimension={dimension}
      unit={meaning.unit}
      definition={meaning.definition}
      bars={bars}
      onOpen={onGroup}
      actions={
        <>
          {controls}
          <OpenButton title={title} onOpen={onOpen} />
        </>
      }
    />
  );
}

/** What of several rows was converted: each currency once. */
function conversionsOf(rows: readonly AnswerRow[], format: Format, t: Translate): string[] {
  return conversionWords({ converted: togetherConverted(rows.map(({ result }) => result)) }, format, t);
}

export function ChartSkeleton() {
  return (
    <div aria-hidden className="rounded-lg border border-line bg-surface p-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="mt-2 h-3 w-28" />
      <Skeleton className="mt-5 h-52 w-full" />
    </div>
  );
}
