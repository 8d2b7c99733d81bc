import { type RefObject, useLayoutEffect, useState } from "react";

/** How wide a box is on the screen, followed while it changes; 0 before it stands. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    setWidth(element.clientWidth);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [box]);
  return width;
}
