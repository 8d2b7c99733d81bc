import { useEffect, useRef, useState } from "react";
import { useIsDark } from "../ui/appearance.ts";
import { cx } from "../ui/class-names.ts";
import type { Drawing, Plot } from "./draw-trend.ts";
import { MarkLayer } from "./marks/mark-layer.tsx";
import type { PlacedMark } from "./marks/place-marks.ts";

interface TrendCanvasProps {
  drawing: Drawing;
  height: number;
  label: string;
  /** What is marked on an axis of time. */
  placed?: readonly PlacedMark[];
}

/** The box that a line with its band is painted into. */
export function TrendCanvas({ drawing, height, label, placed = [] }: TrendCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const painted = useRef<{ update: (drawing: Drawing) => void; remove: () => void } | null>(null);
  const latest = useRef(drawing);
  const [isComing, setComing] = useState(true);
  const [plot, setPlot] = useState<Plot | null>(null);
  const isDark = useIsDark();
  latest.current = drawing;

  useEffect(() => {
    let gone = false;
    // The chart library is large and only drawn pages need it.
    void import("./draw-trend.ts").then(
      ({ paintTrend }) => {
        if (gone || !box.current) return;
        painted.current = paintTrend(box.current, latest.current, setPlot);
        setComing(false);
      },
      // Without it there is the table; why it did not come is told once for the whole page.
      () => setComing(false),
    );
    return () => {
      gone = true;
      painted.current?.remove();
      painted.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme changes the colours that are read while drawing
  useEffect(() => painted.current?.update(drawing), [drawing, isDark]);

  return (
    <div className="relative min-w-0">
      <div ref={box} role="img" aria-label={label} style={{ height }} className={cx(isComing && "skeleton")} />
      {plot && placed.length > 0 ? <MarkLayer placed={placed} plot={plot} /> : null}
    </div>
  );
}
