import { useQuery } from "@tanstack/react-query";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { Tile } from "../../contracts/understand/overview.ts";
import { firstTileIds, firstTileTitles } from "../../contracts/words/first-tiles.ts";
import { useTranslation } from "../i18n/words.ts";
import { type Meaning, meaningOf, metricsQuery } from "../metrics/ask.ts";
import { savedQueriesQuery } from "../saved-queries/saved-queries.ts";

/**
 * How tiles are called: by the title somebody gave them, or by what they measure. The tiles that a workspace begins with come
 * titled in English; as long as nobody has renamed one, it is called so in the reader's language.
 */
export function useTileTitle(): (tile: Tile, meaning?: Meaning) => string {
  const { t } = useTranslation();
  // In English, as titles are that nobody has written.
  const { data: catalogue } = useQuery(metricsQuery);
  return (tile, meaning) => {
    const first = firstTileIds.find((id) => id === tile.id && tile.title === firstTileTitles[id]);
    if (first) return t(`overview.firstTile.${first}`);
    const { definition } = meaning ?? {};
    // A title that only says what is measured says so in every language.
    if (definition && tile.title === catalogue?.find(({ metric }) => metric === definition.metric)?.name)
      return definition.name;
    return tile.title || meaning?.variant?.title || meaning?.definition.name || "";
  };
}

/** The same of any tile: one of a saved query is called as that is, as long as nobody gave it a title. */
export function useTileNames(definitions: readonly Definition[]): (tile: Tile) => string {
  const { t } = useTranslation();
  const titleOf = useTileTitle();
  const saved = useQuery(savedQueriesQuery);
  return (tile) => {
    if ("query" in tile) return titleOf(tile, meaningOf(definitions, tile.query.metrics[0]));
    return tile.title || saved.data?.find(({ id }) => id === tile.savedQuery)?.name || t("saved.one");
  };
}
