import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./kbd.tsx";

/** What an element says of itself on hover and on keyboard focus: its name, where all one sees of it is an icon. */
export function tooltip(name: string, shortcut?: string) {
  return { "data-tooltip": name, "data-tooltip-keys": shortcut };
}

const delayMilliseconds = 300;
const gap = 6;
const edge = 8;

/** The one tooltip of the page, shown beside whatever carries the attributes of `tooltip`. */
export function TooltipHost() {
  const anchor = useAnchor();
  const box = useRef<HTMLDivElement>(null);
  usePlace(box, anchor);
  if (!anchor) return null;
  return (
    <div
      ref={box}
      aria-hidden
      className="floating pointer-events-none fixed z-60 flex max-w-80 items-center gap-2 px-2 py-1 text-ink text-xs print:hidden"
    >
      {anchor.dataset.tooltip}
      {anchor.dataset.tooltipKeys ? <Kbd keys={anchor.dataset.tooltipKeys} /> : null}
    </div>
  );
}

/** The element whose name is shown. */
function useAnchor(): HTMLElement | null {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let timer = 0;
    let shown: HTMLElement | null = null;
    function show(next: HTMLElement | null): void {
      window.clearTimeout(timer);
      shown = next;
      setAnchor(next);
    }
    function onPointerOver({ target, pointerType }: PointerEvent): void {
      const next = pointerType === "touch" ? null : namedAt(target);
      if (next === shown) return;
      window.clearTimeout(timer);
      // Beside one that is read already, the next is shown at once.
      if (next === null || shown !== null) show(next);
      else timer = window.setTimeout(() => show(next.isConnected ? next : null), delayMilliseconds);
    }
    function onFocusIn({ target }: FocusEvent): void {
      const next = namedAt(target);
      show(next?.matches(":focus-visible") ? next : null);
    }
    const hide = (): void => show(null);
    const watched = new AbortController();
    const { signal } = watched;
    document.addEventListener("pointerover", onPointerOver, { signal });
    document.addEventListener("focusin", onFocusIn, { signal });
    for (const name of ["focusout", "pointerdown", "keydown", "scroll"])
      document.addEventListener(name, hide, { signal, capture: true, passive: true });
    document.documentElement.addEventListener("pointerleave", hide, { signal });
    return () => {
      window.clearTimeout(timer);
      watched.abort();
    };
  }, []);
  return anchor;
}

/** Nothing while what it opens is open: that says more than its name. */
function namedAt(target: EventTarget | null): HTMLElement | null {
  const named = target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
  return named?.getAttribute("aria-expanded") === "true" ? null : named;
}

/** Above what it names, or below it where there is no room, and never beyond the edge of the window. */
function usePlace(box: RefObject<HTMLDivElement | null>, anchor: HTMLElement | null): void {
  useLayoutEffect(() => {
    const { current } = box;
    if (!current || !anchor) return;
    const around = anchor.getBoundingClientRect();
    const { width, height } = current.getBoundingClientRect();
    const above = around.top - gap - height;
    const start = around.left + around.width / 2 - width / 2;
    current.style.top = `${above >= edge ? above : around.bottom + gap}px`;
    current.style.left = `${Math.max(edge, Math.min(start, window.innerWidth - width - edge))}px`;
  }, [box, anchor]);
}
