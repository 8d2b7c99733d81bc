import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LayoutDashboard, Pencil } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { MetricTile, Overview, Tile } from "../../contracts/understand/overview.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { NumberTileSkeleton } from "../charts/number-tile.tsx";
import { exploreWords } from "../explore/words.ts";
import { useTranslation } from "../i18n/words.ts";
import { metricsQuery } from "../metrics/ask.ts";
import { narrowTo } from "../metrics/group-names.ts";
import { overviewQuery, savedQueriesQuery, useOpenQuery } from "../saved-queries/saved-queries.ts";
import { savedQueryWords } from "../saved-queries/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { lazyPart } from "../ui/lazy-page.ts";
import { catchFocus, contentOfPage } from "../ui/lost-focus.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { AnyTile } from "./any-tile.tsx";
import { FirstSentenceLine } from "./first-sentence.tsx";
import { gridClass, widthClass } from "./tile-grid.ts";
import { overviewWords } from "./words.ts";

/** As long as fewer have arrived, tiles could show dashes only. */
const FEW_EVENTS = 20;

const FirstDay = lazyPart(() => import("./first-day.tsx"), "FirstDay", [overviewWords]);
const Arrange = lazyPart(() => import("./arrange.tsx"), "Arrange", [overviewWords, exploreWords, savedQueryWords]);

export function OverviewPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const overview = useQuery(overviewQuery);
  const definitions = useQuery(metricsQuery);
  // Before a tile asks for them, so that all tiles ask at one moment and in one request.
  const saved = useQuery(savedQueriesQuery);
  const meanings = useMetricWords(definitions.data);
  const newest = useQuery({
    queryKey: ["events", "newest"],
    queryFn: ({ signal }) => request("GET /api/v1/events/recent", { query: { limit: FEW_EVENTS }, signal }),
    // What has once arrived stays; as long as nothing has, every look asks again.
    staleTime: ({ state }) => ((state.data?.items.length ?? 0) < FEW_EVENTS ? 0 : Number.POSITIVE_INFINITY),
    // Those who may not see single events are not told that nothing arrived.
    enabled: can("events:read"),
  });
  const [arranging, setArranging] = useState<Overview | null>(null);
  const isArranging = arranging !== null;
  const wasArranging = useRef(isArranging);
  useEffect(() => {
    if (wasArranging.current === isArranging) return;
    wasArranging.current = isArranging;
    catchFocus(contentOfPage);
  }, [isArranging]);
  const error = overview.error ?? definitions.error;

  if (arranging && meanings)
    return (
      <Suspense fallback={<GridSkeleton />}>
        <Arrange from={arranging} definitions={meanings} onDone={() => setArranging(null)} />
      </Suspense>
    );
  // Until it is known whether this is a first day neither its marks nor the tiles and their button are shown.
  const knowsDay = !newest.isEnabled || !newest.isPending;
  const ready = overview.data && meanings && !saved.isPending && knowsDay;
  const arrived = newest.data?.items;
  const isFirstDay = arrived !== undefined && arrived.length < FEW_EVENTS;
  const tiles = ready ? (
    <>
      {can("metrics:read") ? <FirstSentenceLine definitions={meanings} /> : null}
      <Tiles tiles={overview.data.tiles} definitions={meanings} />
    </>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("nav.overview")}
        answers={t("overview.answers")}
        actions={
          ready && can("overview:edit") && !isFirstDay ? (
            <Button
              icon={<Pencil className="size-3.5" aria-hidden />}
              onPointerEnter={Arrange.preload}
              onFocus={Arrange.preload}
              onClick={() => setArranging(overview.data)}
            >
              {t("overview.edit")}
            </Button>
          ) : null
        }
      />
      {error ? (
        <ErrorState
          error={error}
          title={t("overview.failed")}
          onRetry={() => {
            void overview.refetch();
            void definitions.refetch();
          }}
        />
      ) : null}
      {!error && !ready ? <GridSkeleton /> : null}
      {ready && isFirstDay ? (
        <Suspense fallback={<GridSkeleton />}>
          <FirstDay arrived={arrived} then={tiles} />
        </Suspense>
      ) : (
        tiles
      )}
    </>
  );
}

function Tiles({ tiles, definitions }: { tiles: readonly Tile[]; definitions: readonly Definition[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const openSaved = useOpenQuery();
  if (tiles.length === 0)
    return (
      <EmptyState
        icon={<LayoutDashboard className="size-5" aria-hidden />}
        title={t("overview.noTiles")}
        body={t("overview.noTilesBody")}
      />
    );
  function open(tile: MetricTile, key?: string) {
    const [metric] = tile.query.metrics;
    if (!metric) return;
    const [by] = tile.query.breakdowns;
    const is = key === undefined ? undefined : narrowTo(by, key);
    void navigate({
      to: "/overview/$metric",
      params: { metric: metric.metric },
      search: (before) => ({
        ...before,
        tile: tile.id,
        variant: metric.variant,
        by,
        ...(is === undefined ? {} : { of: by, is }),
      }),
    });
  }
  return (
    <div className={gridClass}>
      {tiles.map((tile) => {
        return (
          <div key={tile.id} className={widthClass(tile.width)}>
            <AnyTile
              tile={tile}
              definitions={definitions}
              onMetric={open}
              onSaved={(saved) => openSaved(saved, { keepFrame: true })}
            />
          </div>
        );
      })}
    </div>
  );
}

function GridSkeleton() {
  return (
    <div className={gridClass}>
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike
        <NumberTileSkeleton key={index} />
      ))}
    </div>
  );
}
