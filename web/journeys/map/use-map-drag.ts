import {
  type CollisionDetection,
  closestCenter,
  type DragEndEvent,
  type DragMoveEvent,
  type DragStartEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useTranslation } from "../../i18n/words.ts";
import type { DropPlace, Held } from "../document/map-draft.ts";
import type { Hand } from "../document/use-draft.ts";
import type { MapModel } from "./map-model.ts";

function isDragged(data: unknown): data is Held {
  return typeof data === "object" && data !== null && "kind" in data && "id" in data;
}

/** Only what can take it is looked at: a step lands among steps, a lane among lanes. */
const among: CollisionDetection = (args) => {
  const data: unknown = args.active.data.current;
  const kind = isDragged(data) ? data.kind : "";
  const fitting = args.droppableContainers.filter((container) => {
    const of: unknown = container.data.current?.kind;
    return of === kind || (kind === "step" && of === "empty");
  });
  return closestCenter({ ...args, droppableContainers: fitting });
};

/** Drags phases, steps and lanes to their new place. The keyboard has its own way, at the same handles. */
export function useMapDrag(hand: Hand, announce: MapModel["announce"]) {
  const { t } = useTranslation();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));

  function placeUnder(event: DragMoveEvent | DragEndEvent): DropPlace | null {
    const { active, over } = event;
    const moving = active.rect.current.translated;
    if (!over || !moving || over.id === active.id) return null;
    const data: unknown = over.data.current;
    if (!isDragged(data)) return null;
    const isAfter =
      data.kind === "lane"
        ? moving.top + moving.height / 2 > over.rect.top + over.rect.height / 2
        : moving.left + moving.width / 2 > over.rect.left + over.rect.width / 2;
    return { kind: data.kind, id: data.id, side: isAfter ? "after" : "before" };
  }

  function onDragEnd(event: DragEndEvent) {
    const place = placeUnder(event);
    hand.act({ kind: "hover", place });
    hand.act({ kind: "drop" });
    if (place && hand.held) announce(t("journey.moved", { name: hand.held.name }));
  }

  return {
    dragged: hand.held,
    drop: hand.over,
    context: {
      sensors,
      collisionDetection: among,
      onDragStart(event: DragStartEvent) {
        const data: unknown = event.active.data.current;
        if (isDragged(data)) hand.act({ kind: "pickUp", what: data });
      },
      onDragMove(event: DragMoveEvent) {
        hand.act({ kind: "hover", place: placeUnder(event) });
      },
      onDragEnd,
      onDragCancel() {
        hand.act({ kind: "letGo" });
      },
      // The handles say themselves how they are moved, and every move is announced by the page.
      accessibility: { screenReaderInstructions: { draggable: "" }, announcements: silent },
    },
  };
}

const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
