import type { Definition } from "../../contracts/understand/metrics.ts";
import type { MetricTile, Tile } from "../../contracts/understand/overview.ts";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { SavedTileView } from "./saved-tile.tsx";
import { TileView } from "./tile-view.tsx";

interface AnyTileProps {
  tile: Tile;
  definitions: readonly Definition[];
  /** Opens what is behind a tile, or behind one group of its breakdown. Absent while tiles are being arranged. */
  onMetric?: (tile: MetricTile, group?: string) => void;
  onSaved?: (saved: SavedQuery) => void;
}

/** A tile of either kind. */
export function AnyTile({ tile, definitions, onMetric, onSaved }: AnyTileProps) {
  if ("savedQuery" in tile) return <SavedTileView tile={tile} definitions={definitions} onOpen={onSaved} />;
  return (
    <TileView
      tile={tile}
      definitions={definitions}
      onOpen={onMetric && (() => onMetric(tile))}
      onGroup={onMetric && ((key) => onMetric(tile, key))}
    />
  );
}
