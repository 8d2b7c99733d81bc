import { type RefObject, useEffect, useState } from "react";

/** About what gives way above the map: it goes only where the map can still be scrolled without it. */
const GIVEN_WAY = 160;

/**
 * Whether somebody scrolled a frame down, so that what stands above it gives its place to what is looked at. A map that brings an
 * opened cell into sight scrolls by itself: what it was opened by stays.
 */
export function useScrolled(frame: RefObject<HTMLElement | null>): boolean {
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const byHand = () =>
      requestAnimationFrame(() => {
        if (box.scrollTop > 0 && box.scrollHeight - box.clientHeight > GIVEN_WAY) setScrolled(true);
      });
    const toTop = () => {
      if (box.scrollTop === 0) setScrolled(false);
    };
    box.addEventListener("wheel", byHand, { passive: true });
    box.addEventListener("touchmove", byHand, { passive: true });
    box.addEventListener("scroll", toTop, { passive: true });
    return () => {
      box.removeEventListener("wheel", byHand);
      box.removeEventListener("touchmove", byHand);
      box.removeEventListener("scroll", toTop);
    };
  }, [frame]);
  return isScrolled;
}
