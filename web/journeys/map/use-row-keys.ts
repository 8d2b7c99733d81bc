import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from "react";

/** What in a cell can have the focus. */
const control = "[role=checkbox], input:not([aria-hidden=true]), button";

/**
 * Lets rows of boxes, names and buttons be walked as one: a single one of them takes the tab key, the arrows lead from row to
 * row and along a row, Home and End to the first row and the last. A name that the arrows reach is selected whole; as long as
 * it is, the arrows lead on, and once something was typed they move in it. Cells say in `data-column` what they hold; a row
 * without the column one comes from is entered at its first.
 */
export function useRowKeys<E extends HTMLElement>() {
  const rows = useRef<E>(null);
  const active = useRef<HTMLElement | null>(null);
  const column = useRef<string | undefined>(undefined);

  const controls = (within: ParentNode | null | undefined) => [
    ...(within?.querySelectorAll<HTMLElement>(`[data-column] :is(${control})`) ?? []),
  ];
  const columnOf = (element: Element) => element.closest<HTMLElement>("[data-column]")?.dataset.column;
  const isWhole = (element: EventTarget) =>
    !(element instanceof HTMLInputElement) ||
    (element.selectionStart === 0 && element.selectionEnd === element.value.length);

  // After every drawing: what was added must not take the tab key too, and what is gone must not have kept it.
  useLayoutEffect(() => {
    const all = controls(rows.current);
    const kept = all.find((each) => each === active.current) ?? all[0];
    for (const each of all) each.tabIndex = each === kept ? 0 : -1;
    active.current = kept ?? null;
  });

  function focus(next: HTMLElement | undefined) {
    next?.focus({ preventScroll: true });
    next?.closest("[role=row]")?.scrollIntoView({ block: "nearest" });
  }

  function onFocus({ target }: FocusEvent) {
    if (!(target instanceof HTMLElement) || !target.matches(control)) return;
    if (active.current) active.current.tabIndex = -1;
    target.tabIndex = 0;
    active.current = target;
  }

  // On the way down to the name, which keeps its keys to itself.
  function onKeyDownCapture(event: KeyboardEvent) {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target instanceof HTMLInputElement && (key === "Enter" || key === "Escape")) {
      // The name is kept or taken back, and one stands where one stood.
      requestAnimationFrame(() => {
        target.focus({ preventScroll: true });
        target.select();
      });
      return;
    }
    const row = target.closest("[role=row]");
    const all = [...(rows.current?.querySelectorAll("[role=row]") ?? [])];
    const index = row ? all.indexOf(row) : -1;
    if (index < 0) return;
    const along = controls(row);
    const rowsOf: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 };
    const to = rowsOf[key];
    const ways: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
    const way = ways[key];
    const isUpright = key === "ArrowDown" || key === "ArrowUp";
    if (to !== undefined && (isUpright || isWhole(target))) {
      const there = controls(all[to]);
      const wanted = column.current ?? columnOf(target);
      focus(there.find((each) => columnOf(each) === wanted) ?? there[0]);
    } else if (way !== undefined && isWhole(target)) {
      const next = along[along.indexOf(target) + way];
      if (next) column.current = columnOf(next);
      focus(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Whoever points at a column goes on in it.
  function onPointerDown({ target }: { target: EventTarget }) {
    column.current = target instanceof Element ? columnOf(target) : undefined;
  }

  return { ref: rows, onFocus, onKeyDownCapture, onPointerDown };
}
