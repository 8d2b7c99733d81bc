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
import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { moveLane, movePhase, moveStep, placeOf } from "../document/document.ts";
import type { MapModel } from "./map-model.ts";

type Kind = "phase" | "step" | "lane";
interface Dragged {
  kind: Kind;
  id: string;
  name: string;
}
/** Where what is dragged would land: beside a phase, step or lane, or into a phase without steps. */
export interface DropPlace {
  kind: Kind | "empty";
  id: string;
  side: "before" | "after";
}

function isDragged(data: unknown): data is Dragged {
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
export function useMapDrag({ document, edit, announce }: Pick<MapModel, "document" | "edit" | "announce">) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [drop, setDrop] = useState<DropPlace | null>(null);
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
    const moving = dragged;
    setDragged(null);
    setDrop(null);
    if (!place || !moving) return;
    const offset = place.side === "after" ? 1 : 0;
    if (moving.kind === "lane" || moving.kind === "phase") {
      const rest = (moving.kind === "lane" ? document.lanes : document.phases).filter(({ id }) => id !== moving.id);
      const to = rest.findIndex(({ id }) => id === place.id) + offset;
      edit((now) => (moving.kind === "lane" ? moveLane(now, moving.id, to) : movePhase(now, moving.id, to)));
    } else if (place.kind === "empty") {
      edit((now) => moveStep(now, moving.id, place.id, 0));
    } else {
      const target = placeOf(document, place.id);
      if (target) edit((now) => moveStep(now, moving.id, target.phase.id, target.at + offset));
    }
    announce(t("journey.moved", { name: moving.name }));
  }

  return {
    dragged,
    drop,
    context: {
      sensors,
      collisionDetection: among,
      onDragStart(event: DragStartEvent) {
        const data: unknown = event.active.data.current;
        if (isDragged(data)) setDragged(data);
      },
      onDragMove(event: DragMoveEvent) {
        const next = placeUnder(event);
        setDrop((before) => (before?.id === next?.id && before?.side === next?.side ? before : next));
      },
      onDragEnd,
      onDragCancel() {
        setDragged(null);
        setDrop(null);
      },
      // The handles say themselves how they are moved, and every move is announced by the page.
      accessibility: { screenReaderInstructions: { draggable: "" }, announcements: silent },
    },
  };
}

const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
