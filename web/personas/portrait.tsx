import type { ReactNode } from "react";
import type { Portrait } from "../../contracts/understand/personas.ts";
import { UploadedPicture } from "../files/uploaded-picture.tsx";
import { cx } from "../ui/class-names.ts";

/** Ground, cloth, shade, light and accent of one drawing. A picture of its own: the same by day, by night and on paper. */
type Palette = readonly [ground: string, cloth: string, shade: string, light: string, accent: string];

const palettes: readonly Palette[] = [
  ["#f6e3d0", "#d9773f", "#6f3527", "#f3b95f", "#2f4858"],
  ["#f3e9da", "#c8553d", "#3d405b", "#f0c3a6", "#588b8b"],
  ["#efe6dd", "#b9764a", "#5b4a54", "#f1dca7", "#8d6f8f"],
  ["#fbe8d3", "#e07a5f", "#3d405b", "#f2cc8f", "#81b29a"],
  ["#f4e4e0", "#b56576", "#4a3f5c", "#eaac8b", "#355070"],
  ["#eef0e0", "#8f9467", "#55594a", "#e3b39d", "#bb8588"],
  ["#e9eef0", "#6f8f9b", "#454c5a", "#eda35a", "#a9b4c2"],
  ["#fdf0d5", "#c1666b", "#2f6f6d", "#d4b483", "#4281a4"],
];
const faces = ["#f0cba8", "#e3ab82", "#c98d63", "#a56b47", "#7d4e36"] as const;

interface PortraitPictureProps {
  portrait: Portrait;
  /** The id of an uploaded picture, which is shown in place of the drawing. */
  picture?: string | null;
  className: string;
}

/** The picture of a persona, or its drawing. It says nothing that the name beside it does not. */
export function PortraitPicture({ portrait, picture = null, className }: PortraitPictureProps) {
  const drawing = <Drawing portrait={portrait} className={className} />;
  if (picture === null) return drawing;
  return (
    <UploadedPicture
      id={picture}
      fallback={drawing}
      className={cx("shrink-0 rounded-full object-cover print:[print-color-adjust:exact]", className)}
    />
  );
}

/** The drawing that style and seed stand for. */
function Drawing({ portrait, className }: { portrait: Portrait; className: string }) {
  const dice = diceOf(`${portrait.style} ${portrait.seed}`);
  const palette = dice.pick(palettes);
  return (
    <svg
      viewBox="0 0 100 100"
      aria-hidden
      className={cx("shrink-0 rounded-full print:[print-color-adjust:exact]", className)}
    >
      <rect width="100" height="100" fill={palette[0]} />
      {drawings[portrait.style](dice, palette)}
    </svg>
  );
}

/** Every style, in the order in which they are offered. */
export const portraitStyles: readonly Portrait["style"][] = ["figure", "bloom", "hills"];

const drawings: Record<Portrait["style"], (dice: Dice, palette: Palette) => ReactNode> = {
  figure: drawFigure,
  bloom: drawBloom,
  hills: drawHills,
};

/** Somebody without features: cloth, head and hair as plain shapes. */
function drawFigure(dice: Dice, [, cloth, shade, light, accent]: Palette): ReactNode {
  const face = dice.pick(faces);
  const hair = dice.pick([shade, accent, shade, "#4b342b", "#8d6a4f"]);
  const { behind, above } = dice.pick(haircuts)(hair);
  const sun = { cx: dice.between(12, 88), cy: dice.between(14, 40), r: dice.between(20, 30) };
  return (
    <>
      <circle {...sun} fill={light} opacity="0.75" />
      {behind}
      <path d="M43 56h14v17q-7 7-14 0z" fill={face} />
      <path d="M43 60q7 8 14 0v5q-7 8-14 0z" fill={shade} opacity="0.22" />
      <path d="M10 102q2-29 31-33q9 9 18 0q29 4 31 33z" fill={cloth} />
      {dice.pick([
        null,
        <path key="scarf" d="M38 67q12 12 24 0l3 7q-15 13-30 0z" fill={accent} />,
        <path key="coat" d="M41 69l9 33l9-33l7 2l-8 31h-16l-8-31z" fill={light} />,
        <path key="stripe" d="M16 86q34-12 68 0l2 7q-36-13-72 0z" fill={light} opacity="0.8" />,
      ])}
      <ellipse cx="50" cy="43" rx="16" ry="19" fill={face} />
      {above}
      {dice.chance(0.25) ? (
        <g fill="none" stroke={shade} strokeWidth="1.6">
          <circle cx="43.5" cy="45" r="4.6" />
          <circle cx="56.5" cy="45" r="4.6" />
          <path d="M48 44.4q2-1.2 4 0" />
        </g>
      ) : null}
    </>
  );
}

interface Haircut {
  behind: ReactNode;
  above: ReactNode;
}

const cap = "M33 45q-3-25 17-25t17 25q-3-11-9-13q-10 5-20 0q-4 4-5 13z";
const haircuts: readonly ((fill: string) => Haircut)[] = [
  (fill) => ({ behind: null, above: <path d={cap} fill={fill} /> }),
  (fill) => ({
    behind: <path d="M29 46q-1-29 21-29t21 29q1 15-3 22h-36q-4-7-3-22z" fill={fill} />,
    above: <path d="M34 44q1-17 20-19q11 4 12 19q-3-9-11-12q-6 8-21 12z" fill={fill} />,
  }),
  (fill) => ({ behind: <circle cx="50" cy="17" r="8.5" fill={fill} />, above: <path d={cap} fill={fill} /> }),
  (fill) => ({
    behind: <path d="M28 47q-2-31 22-31t22 31q2 26 7 36h-58q5-10 7-36z" fill={fill} />,
    above: <path d="M34 42q3-15 16-17q13 2 16 17q-8-3-16-13q-7 10-16 13z" fill={fill} />,
  }),
  (fill) => ({
    behind: (
      <g fill={fill}>
        {[
          [33, 33, 9],
          [38, 24, 9],
          [50, 20, 10],
          [62, 24, 9],
          [67, 33, 9],
          [31, 43, 7],
          [69, 43, 7],
        ].map(([x, y, r]) => (
          <circle key={x} cx={x} cy={y} r={r} />
        ))}
      </g>
    ),
    above: <path d="M35 37q5-13 15-13t15 13q-6-6-15-6t-15 6z" fill={fill} />,
  }),
  (fill) => ({
    behind: <path d="M30 50q-3-33 20-33t20 33q0 14-6 20h-28q-6-6-6-20z" fill={fill} />,
    above: <path d="M32 47q-1-26 18-26t18 26q-2-14-18-15t-18 15z" fill={fill} />,
  }),
];

function drawBloom(dice: Dice, [, cloth, shade, light, accent]: Palette): ReactNode {
  const petals = dice.int(5, 9);
  const turn = dice.between(0, 360);
  const ring = (count: number, length: number, width: number, fill: string, offset: number) =>
    Array.from({ length: count }, (_, index) => turn + offset + (index * 360) / count).map((angle) => (
      <ellipse
        key={`${fill} ${angle}`}
        cx="50"
        cy={50 - length * 0.62}
        rx={width}
        ry={length * 0.5}
        fill={fill}
        transform={`rotate(${angle} 50 50)`}
      />
    ));
  return (
    <>
      {ring(petals, 44, 150 / petals, cloth, 0)}
      {ring(petals, 32, 95 / petals, light, 180 / petals)}
      <circle cx="50" cy="50" r={dice.between(9, 13)} fill={shade} />
      <circle cx="50" cy="50" r={dice.between(3, 6)} fill={accent} />
    </>
  );
}

function drawHills(dice: Dice, [, cloth, shade, light, accent]: Palette): ReactNode {
  const hill = (from: number, fill: string) => {
    const [left, top, right] = [from + dice.between(-8, 8), from - dice.between(8, 20), from + dice.between(-8, 8)];
    const peak = dice.between(25, 75);
    return <path key={fill} d={`M0 ${left}C${peak - 20} ${top} ${peak + 20} ${top} 100 ${right}V100H0Z`} fill={fill} />;
  };
  return (
    <>
      <circle cx={dice.between(22, 78)} cy={dice.between(24, 40)} r={dice.between(11, 17)} fill={light} />
      {[hill(56, accent), hill(70, cloth), hill(86, shade)]}
    </>
  );
}

interface Dice {
  between(low: number, high: number): number;
  int(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
}

/** Throws that follow from the text alone: FNV-1a for the start, xorshift for the rest. */
function diceOf(text: string): Dice {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  const between = (low: number, high: number) => Math.round((low + next() * (high - low)) * 10) / 10;
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    int,
    chance: (share) => next() < share,
    pick(from) {
      const [first] = from;
      const picked = from[int(0, from.length - 1)] ?? first;
      if (picked === undefined) throw new RangeError("There is nothing to pick from.");
      return picked;
    },
  };
}
