import { type RefObject, useEffect, useState } from "react";

/** About what gives way above the map: it comes back only where the map can still be scrolled without it. */
const GIVEN_WAY = 160;

/** Whether a frame was scrolled down, so that what stands above it gives its place to what is looked at. */
export function useScrolled(frame: RefObject<HTMLElement | null>): boolean {
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const look = () => {
      if (box.scrollTop === 0) setScrolled(false);
      else if (box.scrollHeight - box.clientHeight > GIVEN_WAY) setScrolled(true);
    };
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [frame]);
  return isScrolled;
}
