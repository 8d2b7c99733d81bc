import type { Measured } from "../../contracts/understand/metrics.ts";

export interface Distance {
  value: number;
  low: number;
  high: number;
}

/**
 * How far a number lies above another of other people, with the 95 % interval of the difference, recovered from the 95 %
 * intervals of both (MOVER: Zou and Donner, Statistics in Medicine 27, 2008, equations 1 and 2). Null where one has no
 * value, too few answers or no interval.
 */
export function distanceOf(one: Measured, other: Measured): Distance | null {
  const [first, second] = [boundsOf(one), boundsOf(other)];
  if (!first || !second) return null;
  const value = first.value - second.value;
  const below = Math.hypot(first.value - first.low, second.high - second.value);
  const above = Math.hypot(first.high - first.value, second.value - second.low);
  return { value, low: value - below, high: value + above };
}

/** Whether the interval leaves no difference out. */
export function isBeyondChance({ low, high }: Distance): boolean {
  return low > 0 || high < 0;
}

function boundsOf({ value, low, high, hidden }: Measured): Distance | null {
  return value === null || low === null || high === null || hidden ? null : { value, low, high };
}
