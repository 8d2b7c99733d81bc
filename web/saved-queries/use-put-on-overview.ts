import { useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../../contracts/client.ts";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { toast } from "../ui/toast.tsx";
import { mostTiles, newTileId, overviewQuery } from "./overview-tiles.ts";

/** Adds a tile of a saved query behind the others, and says how that went. */
export function usePutOnOverview(): (saved: SavedQuery) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return async (saved) => {
    try {
      const { tiles, revision } = await client.fetchQuery({ ...overviewQuery, staleTime: 0 });
      if (tiles.some((tile) => "savedQuery" in tile && tile.savedQuery === saved.id))
        return void toast(t("saved.isOnOverview", { name: saved.name }));
      if (tiles.length >= mostTiles) return void toast.error(t("saved.overviewFull", { count: mostTiles }));
      const tile = { id: newTileId(), title: "", width: 2 as const, savedQuery: saved.id };
      const body = { tiles: [...tiles, tile] };
      client.setQueryData(overviewQuery.queryKey, await request("PUT /api/v1/overview", { body, ifMatch: revision }));
      toast.success(t("saved.putOnOverview", { name: saved.name }));
    } catch (error) {
      const isMeanwhile = error instanceof ApiError && error.problem.status === 412;
      toast.error(t(isMeanwhile ? "saved.overviewChanged" : "saved.notOnOverview"));
    }
  };
}
