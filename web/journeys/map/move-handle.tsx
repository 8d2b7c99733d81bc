import { useDraggable } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import type { KeyboardEvent } from "react";
import { cx } from "../../ui/class-names.ts";

interface MoveHandleProps {
  kind: "phase" | "step" | "lane";
  /** Phases and steps stand beside each other, lanes below. */
  axis: "across" | "down";
  id: string;
  name: string;
  label: string;
  hint: string;
  onMove: (by: -1 | 1) => void;
}

const arrows = { across: ["ArrowLeft", "ArrowRight"], down: ["ArrowUp", "ArrowDown"] } as const;

/** Dragged with the pointer, or moved with the arrow keys of its axis. */
export function MoveHandle({ kind, axis, id, name, label, hint, onMove }: MoveHandleProps) {
  const drag = useDraggable({ id: `${kind}:${id}`, data: { kind, id, name } });

  function onKeyDown(event: KeyboardEvent) {
    const [back, forth] = arrows[axis];
    if (event.key !== back && event.key !== forth) return;
    event.preventDefault();
    onMove(event.key === back ? -1 : 1);
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
      className={cx(
        "flex h-7 w-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink",
        // The column of names is narrow on a phone; its menu moves lanes too.
        kind === "lane" && "max-sm:hidden",
      )}
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

/** What was removed takes its menu along: the focus goes to what stands in its place. */
export function focusNeighbour(all: readonly { id: string }[], removed: string): void {
  const index = all.findIndex(({ id }) => id === removed);
  const next = all[index + 1] ?? all[index - 1];
  if (next) focusHandle(next.id);
}
