import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from "@dnd-kit/sortable";
import { ArrowLeft, ArrowRight, GripVertical, LayoutDashboard, Pencil, Plus, Trash2 } from "lucide-react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { Tile } from "../../contracts/understand/overview.ts";
import { type Key, useTranslation } from "../i18n/words.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { catchFocus, contentOfPage } from "../ui/lost-focus.ts";
import { AnyTile } from "./any-tile.tsx";
import { gridClass, widthClass } from "./tile-grid.ts";
import { useTileNames } from "./tile-title.ts";

interface ArrangeGridProps {
  tiles: readonly Tile[];
  definitions: readonly Definition[];
  onMove: (id: string, to: number) => void;
  onRemove: (id: string) => void;
  onEdit: (tile: Tile) => void;
  onAdd: () => void;
}

export function ArrangeGrid({ tiles, definitions, onMove, onRemove, onEdit, onAdd }: ArrangeGridProps) {
  const { t } = useTranslation();
  const tileName = useTileNames(definitions);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const nameOf = (id: string | number) => {
    const tile = tiles.find((each) => each.id === id);
    return tile ? tileName(tile) : "";
  };
  const placeOf = (id: string | number) => tiles.findIndex((tile) => tile.id === id) + 1;
  const said = (active: string | number, over: string | number | undefined, key: Key) =>
    t(key, { name: nameOf(active), place: over === undefined ? placeOf(active) : placeOf(over), count: tiles.length });
  const announcements: Announcements = {
    onDragStart: ({ active }) => said(active.id, undefined, "overview.picked"),
    onDragOver: ({ active, over }) => said(active.id, over?.id, "overview.over"),
    onDragEnd: ({ active, over }) => said(active.id, over?.id, "overview.dropped"),
    onDragCancel: ({ active }) => said(active.id, undefined, "overview.putBack"),
  };

  function onDragEnd({ active, over }: DragEndEvent) {
    if (over && over.id !== active.id) onMove(String(active.id), placeOf(over.id) - 1);
  }

  if (tiles.length === 0)
    return (
      <EmptyState
        icon={<LayoutDashboard className="size-5" aria-hidden />}
        title={t("overview.noTiles")}
        body={t("overview.noTilesBody")}
        action={
          <Button variant="primary" icon={<Plus className="size-3.5" aria-hidden />} onClick={onAdd}>
            {t("overview.add")}
          </Button>
        }
      />
    );
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("overview.dragHelp") } }}
    >
      <SortableContext items={tiles.map(({ id }) => id)} strategy={rectSortingStrategy}>
        <div className={gridClass}>
          {tiles.map((tile, index) => (
            <ArrangedTile
              key={tile.id}
              tile={tile}
              name={nameOf(tile.id)}
              definitions={definitions}
              onEarlier={index > 0 ? () => onMove(tile.id, index - 1) : undefined}
              onLater={index < tiles.length - 1 ? () => onMove(tile.id, index + 1) : undefined}
              onEdit={() => onEdit(tile)}
              onRemove={() => {
                onRemove(tile.id);
                const next = tiles[index + 1] ?? tiles[index - 1];
                catchFocus(() => (next ? document.getElementById(`remove-${next.id}`) : contentOfPage()));
              }}
            />
          ))}
        </div>
      </SortableContext>
    </DndContext>
  );
}

interface ArrangedTileProps {
  tile: Tile;
  name: string;
  definitions: readonly Definition[];
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
  onEdit: () => void;
  onRemove: () => void;
}

function ArrangedTile({ tile, name, definitions, onEarlier, onLater, onEdit, onRemove }: ArrangedTileProps) {
  const { t } = useTranslation();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: tile.id,
  });
  return (
    <fieldset
      ref={setNodeRef}
      aria-label={name}
      style={transform ? { transform: `translate3d(${transform.x}px, ${transform.y}px, 0)`, transition } : undefined}
      className={cx(
        widthClass(tile.width),
        "min-w-0 grid-rows-[auto_1fr] rounded-lg border border-edge border-dashed bg-sunken p-1",
        isDragging && "relative z-20 opacity-80 shadow-float",
      )}
    >
      <div className="flex items-center gap-0.5 pb-1">
        <button
          type="button"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={t("overview.drag", { name })}
          className="flex h-7 flex-1 cursor-grab touch-none items-center gap-1 rounded-md px-1.5 text-faint text-xs hover:bg-hover hover:text-ink active:cursor-grabbing"
        >
          <GripVertical className="size-4" aria-hidden />
        </button>
        <IconButton
          size="sm"
          label={t("overview.earlier", { name })}
          icon={<ArrowLeft className="size-3.5 rtl:rotate-180" aria-hidden />}
          disabled={!onEarlier}
          onClick={onEarlier}
        />
        <IconButton
          size="sm"
          label={t("overview.later", { name })}
          icon={<ArrowRight className="size-3.5 rtl:rotate-180" aria-hidden />}
          disabled={!onLater}
          onClick={onLater}
        />
        <IconButton
          size="sm"
          label={t("overview.editTile", { name })}
          icon={<Pencil className="size-3.5" aria-hidden />}
          onClick={onEdit}
        />
        <IconButton
          size="sm"
          id={`remove-${tile.id}`}
          label={t("overview.removeTile", { name })}
          icon={<Trash2 className="size-3.5" aria-hidden />}
          onClick={onRemove}
        />
      </div>
      <div inert className="grid min-w-0">
        <AnyTile tile={tile} definitions={definitions} />
      </div>
    </fieldset>
  );
}
