import type { Mark } from "./marks.ts";

/** A mark on an axis of periods: the period it falls into, and the last one that what it speaks of lasted into. */
export interface PlacedMark {
  mark: Mark;
  index: number;
  until: number;
}

/** Places marks on the periods that begin at these instants; what was over before the first has no place. */
export function placeMarks(marks: readonly Mark[], starts: readonly string[]): PlacedMark[] {
  const times = starts.map((start) => Date.parse(start));
  const indexOf = (instant: string) => times.findLastIndex((time) => time <= Date.parse(instant));
  return marks.flatMap((mark) => {
    const index = indexOf(mark.happenedAt);
    const until = mark.goesOn ? times.length - 1 : mark.endedAt === null ? index : indexOf(mark.endedAt);
    return until < 0 ? [] : [{ mark, index: Math.max(0, index), until }];
  });
}

/** Marks that stand so close that they are drawn as one. */
export interface MarkGroup {
  /** Where it stands, in pixels. */
  x: number;
  marks: readonly Mark[];
}

/** How far apart two groups stand at least: each is a button that a finger finds. */
const APART = 26;

/** Groups marks by where their periods stand, from left to right. */
export function groupMarks(placed: readonly PlacedMark[], xs: readonly number[]): MarkGroup[] {
  const groups: { first: number; last: number; marks: Mark[] }[] = [];
  for (const { mark, index } of [...placed].sort((a, b) => a.index - b.index)) {
    const x = xs[index];
    if (x === undefined) continue;
    const before = groups.at(-1);
    if (before && x - before.first < APART) {
      before.marks.push(mark);
      before.last = x;
    } else groups.push({ first: x, last: x, marks: [mark] });
  }
  // A group stands in the middle of its marks, or as far left of it as the next group asks for.
  let next = Number.POSITIVE_INFINITY;
  const standing = groups.reverse().map(({ first, last, marks }) => {
    next = Math.min((first + last) / 2, next - APART);
    return { x: next, marks };
  });
  return standing.reverse();
}
