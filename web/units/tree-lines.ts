import type { Branch } from "./unit-tree.ts";

/** A row of a tree that is drawn: on which level, and the how many-th of how many beside it. */
export interface Line {
  branch: Branch;
  level: number;
  place: number;
  of: number;
}

type Shows = (branch: Branch) => boolean;

/** The rows of a tree of which some branches are open. */
export function linesOf(branches: readonly Branch[], shows: Shows, level = 1): Line[] {
  return branches.flatMap((branch, index) => [
    { branch, level, place: index + 1, of: branches.length },
    ...(shows(branch) ? linesOf(branch.below, shows, level + 1) : []),
  ]);
}

/** What a key does in a tree: goes to a row, turns a branch open or closed, or shows one. */
type Step = { go: Line } | { turn: string } | { show: Branch };

/** What a key does on the row that has the focus; null for nothing. */
export function stepOf(key: string, lines: readonly Line[], index: number, shows: Shows): Step | null {
  const line = lines[index];
  if (!line) return null;
  const { branch, level } = line;
  const isParent = branch.below.length > 0;
  const go = (next: Line | undefined) => (next ? { go: next } : null);
  switch (key) {
    case "ArrowDown":
      return go(lines[index + 1]);
    case "ArrowUp":
      return go(lines[index - 1]);
    case "Home":
      return go(lines[0]);
    case "End":
      return go(lines.at(-1));
    case "ArrowRight":
      if (!isParent) return null;
      return shows(branch) ? go(lines[index + 1]) : { turn: branch.unit.id };
    case "ArrowLeft":
      if (isParent && shows(branch)) return { turn: branch.unit.id };
      return go(lines.slice(0, index).findLast((each) => each.level < level));
    case "Enter":
      return { show: branch };
    default:
      return null;
  }
}
