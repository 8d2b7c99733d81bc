import { type KeyboardEvent, useRef, useState } from "react";

export interface GridPlace {
  row: number;
  column: number;
}

/**
 * One cell of the map takes the tab key; the arrows go from cell to cell, Home and End along the row, with Ctrl to the
 * corners. `open` is called for Enter, Space and F2.
 */
export function useGridKeys(rows: number, columns: number, open: (place: GridPlace) => void) {
  const grid = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const active = { row: Math.min(place.row, rows - 1), column: Math.min(place.column, columns - 1) };

  function focus(to: GridPlace) {
    const goal = {
      row: Math.max(0, Math.min(rows - 1, to.row)),
      column: Math.max(0, Math.min(columns - 1, to.column)),
    };
    setPlace(goal);
    const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${goal.row}-${goal.column}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent, at: GridPlace) {
    if (event.target !== event.currentTarget || event.altKey || event.shiftKey) return;
    const toCorner = event.ctrlKey || event.metaKey;
    const goals: Record<string, GridPlace> = {
      ArrowRight: { ...at, column: at.column + 1 },
      ArrowLeft: { ...at, column: at.column - 1 },
      ArrowDown: { ...at, row: at.row + 1 },
      ArrowUp: { ...at, row: at.row - 1 },
      Home: { row: toCorner ? 0 : at.row, column: 0 },
      End: { row: toCorner ? rows - 1 : at.row, column: columns - 1 },
    };
    const goal = goals[event.key];
    if (goal) focus(goal);
    else if (!toCorner && ["Enter", " ", "F2"].includes(event.key)) open(at);
    else return;
    event.preventDefault();
  }

  return {
    grid,
    focus,
    cellProps: (row: number, column: number) => ({
      "data-cell": `${row}-${column}`,
      tabIndex: active.row === row && active.column === column ? 0 : -1,
      onFocus: () => setPlace({ row, column }),
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, { row, column }),
    }),
  };
}

export type GridKeys = ReturnType<typeof useGridKeys>;
