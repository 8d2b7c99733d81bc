/** A point of a curve over the steps; x grows from point to point. */
export interface CurvePoint {
  x: number;
  y: number;
}

/**
 * The slope at each point, such that the curve through them never goes beyond them: what lies between two steps is never
 * drawn better or worse than both. Fritsch & Carlson, Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 1980,
 * with the three-point slopes of Steffen 1990.
 */
function slopes(points: readonly CurvePoint[]): number[] {
  const secants = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return (point.y - before.y) / (point.x - before.x);
  });
  return points.map((point, index) => {
    const left = secants[index - 1];
    const right = secants[index];
    if (left === undefined || right === undefined) return left ?? right ?? 0;
    if (left * right <= 0) return 0;
    const before = points[index - 1] ?? point;
    const after = points[index + 1] ?? point;
    const mean = (left * (after.x - point.x) + right * (point.x - before.x)) / (after.x - before.x);
    return Math.sign(left) * Math.min(Math.abs(mean), 2 * Math.abs(left), 2 * Math.abs(right));
  });
}

/** The stretches between neighbouring points as cubic Bézier commands of an SVG path, without the first move. */
export function curveStretches(points: readonly CurvePoint[]): string[] {
  const tangent = slopes(points);
  return points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    const third = (point.x - before.x) / 3;
    const c1 = before.y + third * (tangent[index] ?? 0);
    const c2 = point.y - third * (tangent[index + 1] ?? 0);
    return `C${text(before.x + third)} ${text(c1)} ${text(point.x - third)} ${text(c2)} ${text(point.x)} ${text(point.y)}`;
  });
}

/** Height of the curve halfway between two neighbouring points, for every such pair. */
export function middlesOf(points: readonly CurvePoint[]): number[] {
  const tangent = slopes(points);
  return points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return (before.y + point.y) / 2 + ((point.x - before.x) * ((tangent[index] ?? 0) - (tangent[index + 1] ?? 0))) / 8;
  });
}

/**
 * The two halves of every stretch as paths of their own, so that each half can be drawn in the manner of the point that
 * it belongs to. Split by de Casteljau at the middle, which is also the middle in x.
 */
export function curveHalves(points: readonly CurvePoint[]): { index: number; path: string }[] {
  const tangent = slopes(points);
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const third = (to.x - from.x) / 3;
    const p1 = { x: from.x + third, y: from.y + third * (tangent[index] ?? 0) };
    const p2 = { x: to.x - third, y: to.y - third * (tangent[index + 1] ?? 0) };
    const a = between(from, p1);
    const b = between(p1, p2);
    const c = between(p2, to);
    const ab = between(a, b);
    const bc = between(b, c);
    const middle = between(ab, bc);
    return [
      { index, path: `M${place(from)}C${place(a)} ${place(ab)} ${place(middle)}` },
      { index: index + 1, path: `M${place(middle)}C${place(bc)} ${place(c)} ${place(to)}` },
    ];
  });
}

function between(a: CurvePoint, b: CurvePoint): CurvePoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function place({ x, y }: CurvePoint): string {
  return `${text(x)} ${text(y)}`;
}

export function curvePath(points: readonly CurvePoint[]): string {
  const [first] = points;
  return first ? [`M${text(first.x)} ${text(first.y)}`, ...curveStretches(points)].join("") : "";
}

/** A closed shape between a lower and an upper edge over the same steps. */
export function bandPath(low: readonly CurvePoint[], high: readonly CurvePoint[]): string {
  const back = [...low].reverse();
  const [start] = back;
  if (!start) return "";
  // Walking back, x falls; the curve is computed forwards and read from its end.
  return `${curvePath(high)}L${text(start.x)} ${text(start.y)}${reversedStretches(low)}Z`;
}

function reversedStretches(points: readonly CurvePoint[]): string {
  const tangent = slopes(points);
  let path = "";
  for (let index = points.length - 1; index > 0; index -= 1) {
    const from = points[index];
    const to = points[index - 1];
    if (!from || !to) continue;
    const third = (from.x - to.x) / 3;
    const c1 = from.y - third * (tangent[index] ?? 0);
    const c2 = to.y + third * (tangent[index - 1] ?? 0);
    path += `C${text(from.x - third)} ${text(c1)} ${text(to.x + third)} ${text(c2)} ${text(to.x)} ${text(to.y)}`;
  }
  return path;
}

function text(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/**
 * A stream through columns of width 1, centred on `middle`: flat within a column, with an S-shaped narrowing or widening
 * across each border. `widths` are full thicknesses; null leaves a gap.
 */
export function streamPaths(widths: readonly (number | null)[], middle: number): string[] {
  const paths: string[] = [];
  let run: { index: number; half: number }[] = [];
  const flush = () => {
    if (run.length > 0) paths.push(streamPath(run, middle));
    run = [];
  };
  for (const [index, width] of widths.entries()) {
    if (width === null) flush();
    else run.push({ index, half: width / 2 });
  }
  flush();
  return paths;
}

const bend = 0.28;

function streamPath(run: readonly { index: number; half: number }[], middle: number): string {
  const edge = (sign: 1 | -1, forwards: boolean) => {
    const list = forwards ? run : [...run].reverse();
    return list
      .map(({ index: place, half }, index) => {
        const y = text(middle + sign * half);
        const next = list[index + 1];
        const end = forwards ? place + 1 : place;
        if (!next) return `L${text(end)} ${y}`;
        const nextY = text(middle + sign * next.half);
        const inset = forwards ? bend : -bend;
        return `L${text(end - inset)} ${y}C${text(end)} ${y} ${text(end)} ${nextY} ${text(end + inset)} ${nextY}`;
      })
      .join("");
  };
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return "";
  const top = `M${text(first.index)} ${text(middle - first.half)}${edge(-1, true)}`;
  return `${top}L${text(last.index + 1)} ${text(middle + last.half)}${edge(1, false)}Z`;
}
