import { useEffect } from "react";
import type { Draft } from "./use-draft.ts";

/** Ctrl or ⌘ with Z takes back, with Shift and Z or with Y does again; inside a text field the field's own undo works. */
export function useUndoKeys({ undo, redo }: Pick<Draft, "undo" | "redo">, isEditing: boolean): void {
  useEffect(() => {
    if (!isEditing) return;
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, [role=dialog]")) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [undo, redo, isEditing]);
}
