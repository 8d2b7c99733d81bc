const letter = 6.8;
const gap = 14;
/** About what the numbers at the side and the room at the edges take. */
const beside = 64;

/**
 * Every how manieth label stands under an axis of this width, so that they are evenly apart and none touches the next. The
 * last one is among them where that costs little.
 */
export function labelStep(labels: readonly string[], width: number): number {
  const ways = labels.length - 1;
  if (ways < 1) return 1;
  const longest = Math.max(...labels.map(({ length }) => length));
  const room = Math.max(1, width - beside) / ways;
  const step = Math.max(1, Math.ceil((longest * letter + gap) / room));
  for (let index = step; index <= step * 1.5; index += 1) if (ways % index === 0) return index;
  return step;
}
