/** An axis that begins and ends at round numbers. */
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

/** A scale that holds all the values and, when asked, zero, in about `count` round steps; of what is counted, whole ones. */
export function roundScale(values: readonly number[], { zero = true, count = 4, isWhole = false } = {}): Scale {
  const all = values.filter(Number.isFinite);
  let low = Math.min(...all, ...(zero || all.length === 0 ? [0] : []));
  let high = Math.max(...all, ...(zero || all.length === 0 ? [0] : []));
  if (low === high) {
    low = low >= 0 ? 0 : low - 1;
    high = high > 0 ? high : low + 1;
  }
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factors = isWhole ? [1, 2, 5] : [1, 2, 2.5, 5];
  const round = (factors.find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const step = isWhole ? Math.max(1, round) : round;
  const from = Math.floor(low / step + 1e-9);
  const to = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)));
  return { low: ticks[0] ?? low, high: ticks.at(-1) ?? high, ticks };
}
