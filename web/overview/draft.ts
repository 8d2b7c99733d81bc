import type { Tile } from "../../contracts/understand/overview.ts";
import { mostTiles } from "../saved-queries/saved-queries.ts";

/** Tiles while they are being arranged, with every step back. */
export interface Draft {
  tiles: readonly Tile[];
  past: readonly (readonly Tile[])[];
  /** The revision that was seen when arranging began. */
  revision: number;
}

export type DraftAct =
  | { act: "put"; tile: Tile }
  | { act: "remove"; id: string }
  | { act: "move"; id: string; to: number }
  | { act: "undo" }
  | { act: "rebase"; revision: number };

export function begin(tiles: readonly Tile[], revision: number): Draft {
  return { tiles, past: [], revision };
}

export function change(draft: Draft, act: DraftAct): Draft {
  if (act.act === "rebase") return { ...draft, revision: act.revision };
  if (act.act === "undo") {
    const before = draft.past.at(-1);
    return before ? { ...draft, tiles: before, past: draft.past.slice(0, -1) } : draft;
  }
  const tiles = applied(draft.tiles, act);
  return tiles === draft.tiles ? draft : { ...draft, tiles, past: [...draft.past, draft.tiles] };
}

function applied(tiles: readonly Tile[], act: Exclude<DraftAct, { act: "undo" | "rebase" }>): readonly Tile[] {
  if (act.act === "put") {
    const known = tiles.some(({ id }) => id === act.tile.id);
    if (known) return tiles.map((tile) => (tile.id === act.tile.id ? act.tile : tile));
    return tiles.length < mostTiles ? [...tiles, act.tile] : tiles;
  }
  const index = tiles.findIndex(({ id }) => id === act.id);
  const tile = tiles[index];
  if (!tile) return tiles;
  const others = tiles.filter(({ id }) => id !== act.id);
  if (act.act === "remove") return others;
  const to = Math.max(0, Math.min(tiles.length - 1, act.to));
  return to === index ? tiles : [...others.slice(0, to), tile, ...others.slice(to)];
}
