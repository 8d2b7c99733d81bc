import { type KeyboardEvent, useMemo, useRef } from "react";

export interface GridPlace {
  row: number;
  column: number;
}

/**
 * One cell of the map takes the tab key; the arrows go from cell to cell, Home and End along the row, with Ctrl to the
 * corners. `open` is called for Enter, Space and F2. Which cell it is is written to the cells themselves: drawing a map of
 * sixty steps anew for every press of an arrow would make the arrows slow.
 */
export function useGridKeys(rows: number, columns: number, open: (place: GridPlace) => void) {
  const grid = useRef<HTMLTableElement>(null);
  const active = useRef<GridPlace>({ row: 0, column: 0 });
  const latest = useRef({ rows, columns, open });
  latest.current = { rows, columns, open };
  active.current = {
    row: Math.max(0, Math.min(active.current.row, rows - 1)),
    column: Math.max(0, Math.min(active.current.column, columns - 1)),
  };

  return useMemo(() => {
    const cellAt = ({ row, column }: GridPlace) =>
      grid.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`);

    function take(place: GridPlace) {
      const before = cellAt(active.current);
      if (before) before.tabIndex = -1;
      active.current = place;
      const cell = cellAt(place);
      if (cell) cell.tabIndex = 0;
      return cell;
    }

    function focus(to: GridPlace) {
      const cell = take({
        row: Math.max(0, Math.min(latest.current.rows - 1, to.row)),
        column: Math.max(0, Math.min(latest.current.columns - 1, to.column)),
      });
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    function onKeyDown(event: KeyboardEvent, place: GridPlace) {
      if (event.target !== event.currentTarget || event.altKey || event.shiftKey) return;
      const toCorner = event.ctrlKey || event.metaKey;
      const last = { row: latest.current.rows - 1, column: latest.current.columns - 1 };
      const goals: Record<string, GridPlace> = {
        ArrowRight: { ...place, column: place.column + 1 },
        ArrowLeft: { ...place, column: place.column - 1 },
        ArrowDown: { ...place, row: place.row + 1 },
        ArrowUp: { ...place, row: place.row - 1 },
        Home: { row: toCorner ? 0 : place.row, column: 0 },
        End: { row: toCorner ? last.row : place.row, column: last.column },
      };
      const goal = goals[event.key];
      if (goal) focus(goal);
      else if (!toCorner && ["Enter", " ", "F2"].includes(event.key)) latest.current.open(place);
      else return;
      event.preventDefault();
    }

    return {
      grid,
      focus,
      cellProps: (row: number, column: number) => ({
        "data-cell": `${row}-${column}`,
        tabIndex: active.current.row === row && active.current.column === column ? 0 : -1,
        onFocus: () => take({ row, column }),
        onKeyDown: (event: KeyboardEvent) => onKeyDown(event, { row, column }),
      }),
    };
  }, []);
}

export type GridKeys = ReturnType<typeof useGridKeys>;
