import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { destinations } from "./navigation.ts";

interface Shortcuts {
  onPalette: () => void;
  onHelp: () => void;
}

/** How long the letter may come after g. */
const chordMilliseconds = 1200;

/** ⌘K or Ctrl K, ? and g with a letter, everywhere except while somebody types or answers a dialog. */
export function useShortcuts({ onPalette, onHelp }: Shortcuts): void {
  const navigate = useNavigate();
  const act = useRef({ onPalette, onHelp, navigate });
  act.current = { onPalette, onHelp, navigate };
  useEffect(() => {
    let chordUntil = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        act.current.onPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target)) return;
      if (event.key === "?") {
        event.preventDefault();
        act.current.onHelp();
      } else if (event.key === "g") {
        chordUntil = Date.now() + chordMilliseconds;
      } else if (Date.now() < chordUntil) {
        chordUntil = 0;
        const destination = destinations.find(({ letter }) => letter === event.key);
        if (!destination) return;
        event.preventDefault();
        event.stopPropagation();
        void act.current.navigate({ to: destination.to });
      }
    }
    // Before anything on the page: the letter after g may be one that a list moves by.
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      "input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]",
    ) !== null
  );
}
