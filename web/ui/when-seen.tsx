import { type ReactNode, useEffect, useRef, useState } from "react";

/** What is asked for once a reader comes near it: a long page begins with what stands at its top. */
export function WhenSeen({ children }: { children: ReactNode }) {
  const [isSeen, setSeen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSeen || !frame.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((each) => each.isIntersecting) && setSeen(true),
      {
        rootMargin: "200px",
      },
    );
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return isSeen ? children : <div ref={frame} className="min-h-24" />;
}
