import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { SavedTile } from "../../contracts/understand/overview.ts";
import type { AskingInput, SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../i18n/words.ts";
import { askTogether } from "../metrics/ask-together.ts";
import { intervalFor } from "../metrics/interval.ts";
import { draftOfSaved, savedQueriesQuery, tileOfSaved } from "../saved-queries/saved-queries.ts";
import { cx } from "../ui/class-names.ts";
import { useView } from "../view/view.ts";
import { FunnelDrawn } from "./funnel-drawn.tsx";
import { OpenButton } from "./open-button.tsx";
import { PathsDrawn } from "./paths-drawn.tsx";
import { ProcessDrawn } from "./process-drawn.tsx";
import { RetentionDrawn } from "./retention-drawn.tsx";
import { TileError } from "./tile-error.tsx";
import { ChartSkeleton, TileView } from "./tile-view.tsx";

interface SavedTileViewProps {
  tile: SavedTile;
  definitions: readonly Definition[];
  /** Absent while tiles are being arranged. */
  onOpen?: ((saved: SavedQuery) => void) | undefined;
}

/** A tile of a saved query: asks it for the period of the page and draws the answer as its kind is drawn. */
export function SavedTileView({ tile, definitions, onOpen }: SavedTileViewProps) {
  const { t } = useTranslation();
  const all = useQuery(savedQueriesQuery);
  const saved = all.data?.find(({ id }) => id === tile.savedQuery);
  if (all.isError)
    return <TileError title={tile.title || t("saved.one")} error={all.error} onRetry={() => void all.refetch()} />;
  if (!all.data) return <ChartSkeleton />;
  if (!saved) return <TileError title={tile.title || t("saved.one")} detail={t("saved.gone")} />;
  const title = tile.title || saved.name;
  const open = onOpen ? () => onOpen(saved) : undefined;
  const metric = tileOfSaved(saved);
  if (metric)
    return <TileView tile={{ ...metric, title, width: tile.width }} definitions={definitions} onOpen={open} />;
  return <Asked saved={saved} title={title} onOpen={open} />;
}

interface AskedProps {
  saved: SavedQuery;
  title: string;
  onOpen: (() => void) | undefined;
}

function Asked({ saved, title, onOpen }: AskedProps) {
  const { query, days, among } = useView();
  const asking: AskingInput = {
    period: query.period,
    timezone: query.timezone,
    compare: typeof query.compare === "string" ? query.compare : "none",
    interval: intervalFor(days),
    filter: among(),
  };
  const { id, revision } = saved;
  const answer = useQuery({
    // Of one version of the query: another one is another answer.
    queryKey: ["saved-queries", id, "answer", revision, asking],
    queryFn: ({ signal }) => askTogether({ savedQuery: id, ...asking }, signal),
    placeholderData: keepPreviousData,
  });
  if (answer.isError) return <TileError title={title} error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <ChartSkeleton />;
  const drawn = { title, actions: <OpenButton title={title} onOpen={onOpen} /> };
  return (
    <div
      aria-busy={answer.isPlaceholderData}
      className={cx("grid min-w-0 transition-opacity", answer.isPlaceholderData && "opacity-60")}
    >
      {answer.data.kind === "funnel" ? <FunnelDrawn {...drawn} answer={answer.data.answer} /> : null}
      {answer.data.kind === "retention" ? (
        <RetentionDrawn {...drawn} answer={answer.data.answer} draft={draftOfSaved(saved, "retention")} />
      ) : null}
      {answer.data.kind === "paths" ? (
        <PathsDrawn {...drawn} answer={answer.data.answer} draft={draftOfSaved(saved, "paths")} />
      ) : null}
      {answer.data.kind === "process" ? <ProcessDrawn {...drawn} answer={answer.data.answer} /> : null}
    </div>
  );
}
