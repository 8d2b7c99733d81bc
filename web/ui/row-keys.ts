import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

interface RowKeysOptions {
  count: number;
  /** Whether the rows can be walked through. */
  isMovable: boolean;
  onOpen?: ((index: number) => void) | undefined;
  /** Selects a row, or takes it out of what is selected. */
  onToggle?: ((index: number) => void) | undefined;
}

/**
 * The keyboard of a list whose rows are the children of one element: j and k or the arrows move, Enter opens, x selects. One
 * row can be reached with Tab; where nothing has the focus yet, j and k take it to the list.
 */
export function useRowKeys<E extends HTMLElement>({ count, isMovable, onOpen, onToggle }: RowKeysOptions) {
  const list: RefObject<E | null> = useRef<E>(null);
  const [active, setActive] = useState(0);
  const latest = useRef(active);
  latest.current = Math.min(active, count - 1);
  const rowAt = (index: number) => list.current?.children[index] as HTMLElement | undefined;

  useEffect(() => {
    if (!isMovable) return;
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key !== "j" && event.key !== "k") return;
      if (event.target !== document.body && event.target !== document.getElementById("content")) return;
      const row = list.current?.children[latest.current] as HTMLElement | undefined;
      if (!row) return;
      row.focus();
      event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isMovable]);

  function onKeyDown(event: KeyboardEvent, index: number) {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const moves = new Map([
      ["j", index + 1],
      ["ArrowDown", index + 1],
      ["k", index - 1],
      ["ArrowUp", index - 1],
      ["Home", 0],
      ["End", count - 1],
    ]);
    const to = moves.get(event.key);
    if (to !== undefined) {
      const row = rowAt(Math.max(0, Math.min(count - 1, to)));
      row?.focus();
      row?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && onOpen) onOpen(index);
    else if (event.key === "x" && onToggle) onToggle(index);
    else return;
    event.preventDefault();
  }

  return {
    list,
    /** What the row at a place spreads. */
    rowProps: (index: number) =>
      isMovable
        ? {
            "data-row": "",
            tabIndex: index === latest.current ? 0 : -1,
            onFocus: () => setActive(index),
            onKeyDown: (event: KeyboardEvent) => onKeyDown(event, index),
          }
        : {},
  };
}
