import { useDraggable } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import type { KeyboardEvent } from "react";

interface MoveHandleProps {
  kind: "phase" | "step";
  id: string;
  name: string;
  label: string;
  hint: string;
  onMove: (by: -1 | 1) => void;
}

/** Dragged with the pointer, or moved with the left and right arrows. */
export function MoveHandle({ kind, id, name, label, hint, onMove }: MoveHandleProps) {
  const drag = useDraggable({ id: `${kind}:${id}`, data: { kind, id, name } });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    onMove(event.key === "ArrowLeft" ? -1 : 1);
    focusHandle(id);
  }

  return (
    <button
      type="button"
      ref={drag.setNodeRef}
      id={`handle-${id}`}
      {...drag.listeners}
      onKeyDown={onKeyDown}
      aria-label={label}
      title={hint}
      className="flex h-7 w-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
    >
      <GripVertical className="size-3.5" aria-hidden />
    </button>
  );
}

/** What moved is another place in the page now: the focus goes along. */
export function focusHandle(id: string): void {
  requestAnimationFrame(() => {
    const handle = document.getElementById(`handle-${id}`);
    handle?.focus();
    handle?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
