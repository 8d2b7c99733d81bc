/** How many traces came to a thing before they came to another, and how long after it that was (median seconds). */
export interface Pair {
  first: number;
  second: number;
  traces: number;
  median: number;
}

/**
 * The order of the contract: ranked pairs, and the median time since the trace began where none decides. `since[n]` belongs
 * to thing n; the answer is a permutation of its places.
 */
export function typicalOrder(since: readonly number[], pairs: readonly Pair[]): number[] {
  const traces = new Map(pairs.map((pair) => [`${pair.first} ${pair.second}`, pair.traces]));
  const margin = ({ first, second, traces: here }: Pair) => here - (traces.get(`${second} ${first}`) ?? 0);
  const clear = pairs
    .filter((pair) => margin(pair) > 0)
    .sort((a, b) => margin(b) - margin(a) || a.first - b.first || a.second - b.second);
  /** What stands behind each, directly or not. */
  const behind = since.map(() => new Set<number>());
  for (const { first, second } of clear) {
    if (behind[second]?.has(first)) continue;
    const gained = [second, ...(behind[second] ?? [])];
    for (const [index, others] of behind.entries())
      if (index === first || others.has(first)) for (const each of gained) others.add(each);
  }
  const left = new Set(since.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const free = [...left].filter((index) => ![...left].some((other) => behind[other]?.has(index)));
    const [next] = free.sort((a, b) => (since[a] ?? 0) - (since[b] ?? 0) || a - b);
    if (next === undefined) throw new Error("The order of pairs has a circle.");
    left.delete(next);
    order.push(next);
  }
  return order;
}

const MOST_CUTS = 5;
/** So many times the median gap is long. */
const LONG = 3;

/** Before which places of an order a phase begins, the first left out. `gaps[n]` lies between the places n and n + 1. */
export function phaseStarts(gaps: readonly number[]): number[] {
  const sorted = [...gaps].sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const least = Math.min(2, Math.floor(gaps.length / 2));
  const longest = [...gaps.entries()].sort(([a, one], [b, other]) => other - one || a - b);
  return longest
    .filter(([, gap], rank) => rank < least || (rank < MOST_CUTS && gap > 0 && gap >= LONG * median))
    .map(([index]) => index + 1)
    .sort((a, b) => a - b);
}
