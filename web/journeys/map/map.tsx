import "./map.css";
import { DndContext, DragOverlay } from "@dnd-kit/core";
import { type CSSProperties, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import type { Hand } from "../document/use-draft.ts";
import { AddLane } from "./add-lane.tsx";
import { LaneRow } from "./lane-row.tsx";
import { MapHead } from "./map-head.tsx";
import { useMap } from "./map-model.ts";
import { cellKey, readCellKey } from "./map-search.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useMapDrag } from "./use-map-drag.ts";
import { useScrolled } from "./use-scrolled.ts";

interface JourneyMapProps {
  label: string;
  hand: Hand;
  /** `step.lane` of the cell whose detail is open. */
  open: string | undefined;
  onOpen: (cell: string) => void;
  /** Told when it is scrolled down, and back. */
  onScrolled: (isScrolled: boolean) => void;
}

/** Phases and steps across, lanes down. It scrolls inside its own frame; names of steps and lanes stay in sight. */
export function JourneyMap({ label, hand, open, onOpen, onScrolled }: JourneyMapProps) {
  const { t } = useTranslation();
  const map = useMap();
  const { document, columns, isEditing, isOld } = map;
  const [typing, setTyping] = useState<string | null>(null);
  const drag = useMapDrag(hand, map.announce);
  const frame = useRef<HTMLElement>(null);
  const isScrolled = useScrolled(frame);
  useEffect(() => onScrolled(isScrolled), [isScrolled, onScrolled]);
  const grid = useGridKeys(document.lanes.length, columns.length, ({ row, column }) => openCell(row, column));

  function openCell(row: number, column: number) {
    const step = columns[column]?.step;
    const lane = document.lanes[row];
    if (!step || !lane) return;
    const key = cellKey(step.id, lane.id);
    if (isEditing) setTyping(key);
    else onOpen(key);
  }

  function onTyped(row: number, column: number, next: -1 | 0 | 1) {
    setTyping(null);
    const step = columns[column + next]?.step;
    const lane = document.lanes[row];
    if (next !== 0 && step && lane) setTyping(cellKey(step.id, lane.id));
    else requestAnimationFrame(() => grid.focus({ row, column: column + (step ? next : 0) }));
  }

  // The same functions for every drawing, so that rows which did not change are left alone.
  const acts = useRef({ openCell, onTyped });
  acts.current = { openCell, onTyped };
  const onOpenCell = useCallback((row: number, column: number) => acts.current.openCell(row, column), []);
  const onTypedCell = useCallback(
    (row: number, column: number, next: -1 | 0 | 1) => acts.current.onTyped(row, column, next),
    [],
  );

  useEffect(() => {
    if (!isEditing) setTyping(null);
  }, [isEditing]);

  // A cell that takes the focus is scrolled out from beneath the head, however high its names make that.
  useEffect(() => {
    const head = frame.current?.querySelector("thead");
    if (!head) return;
    const watch = new ResizeObserver(() => frame.current?.style.setProperty("--head", `${head.clientHeight}px`));
    watch.observe(head);
    return () => watch.disconnect();
  }, []);

  // The cell that the panel speaks of is brought out from under it, and once more when its first numbers have given the rows
  // their height; after that the map stays where it was scrolled to.
  const brought = useRef<{ cell: string | undefined; hasNumbers: boolean }>({ cell: undefined, hasNumbers: false });
  useEffect(() => {
    const before = brought.current;
    if (before.cell === open && (before.hasNumbers || map.isWaiting)) return;
    brought.current = { cell: open, hasNumbers: !map.isWaiting };
    const cell = open ? frame.current?.querySelector<HTMLElement>("[data-open]") : null;
    if (!cell || !frame.current) return;
    const { right, top, bottom } = cell.getBoundingClientRect();
    const edges = frame.current.getBoundingClientRect();
    const head = frame.current.querySelector("thead")?.clientHeight ?? 0;
    const beside = Math.max(0, right - (window.innerWidth - panelWidth()));
    const below = Math.max(0, bottom - edges.bottom);
    const above = Math.min(0, top - edges.top - head);
    frame.current.scrollBy({ left: beside && beside + 16, top: below ? below + 16 : above });
  }, [open, map.isWaiting]);

  return (
    <DndContext {...drag.context}>
      <section
        ref={frame}
        aria-label={label}
        className="map-frame"
        data-editing={isEditing ? "" : undefined}
        aria-busy={isOld}
        style={{ "--columns": columns.length } as CSSProperties}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are moved between with the arrows and opened */}
        <table ref={grid.grid} role="grid" aria-label={label} aria-readonly={!isEditing} className="map">
          <colgroup>
            <col />
            {columns.map(({ phase, step }) => (
              <col key={step?.id ?? phase.id} />
            ))}
            {isEditing ? <col style={{ width: 48 }} /> : null}
          </colgroup>
          <MapHead drop={drag.drop} />
          <tbody>
            {document.lanes.map((lane, row) => (
              <LaneRow
                key={lane.id}
                lane={lane}
                row={row}
                grid={grid}
                open={ofLane(open, lane.id)}
                typing={ofLane(typing, lane.id)}
                onOpen={onOpenCell}
                onTyped={onTypedCell}
                drop={drag.drop?.kind === "lane" && drag.drop.id === lane.id ? drag.drop.side : undefined}
              />
            ))}
            {isEditing ? <AddLane columns={columns.length} /> : null}
          </tbody>
        </table>
        {open ? <div aria-hidden className="h-px" style={{ width: `calc(100% + ${panelWidth()}px)` }} /> : null}
      </section>
      <DragOverlay dropAnimation={null}>
        {drag.dragged ? (
          <span className="floating inline-flex h-7 items-center px-2.5 font-medium text-sm">
            {drag.dragged.name || t("journey.moving")}
          </span>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

/** The cell, where it stands in this lane. */
function ofLane(cell: string | null | undefined, lane: string): string | undefined {
  return cell && readCellKey(cell)?.lane === lane ? cell : undefined;
}

/** The wide panel, where there is room beside it; at phone width it covers everything anyway. */
function panelWidth(): number {
  return window.innerWidth < 900 ? 0 : 640;
}
