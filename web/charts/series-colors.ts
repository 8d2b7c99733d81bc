/** How many colours a chart tells apart; what comes after is gathered into "other" by whoever asks the query. */
const slots = 8;

/** Names that appear on many pages keep the same colour everywhere. */
const settled: Record<string, number> = {
  web: 0,
  mobile: 1,
  app: 1,
  email: 2,
  phone: 3,
  store: 4,
  chat: 5,
  sms: 6,
  other: 7,
  null: 7,
};

function slotOf(name: string): number {
  const known = settled[name.toLowerCase()];
  if (known !== undefined) return known;
  let hash = 2_166_136_261;
  for (const char of name.toLowerCase()) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % slots;
}

/**
 * A CSS colour for each name: the same name has the same colour on every page, unless another name of the same chart
 * holds it already; then the next free one.
 */
export function seriesColors(names: readonly string[]): Map<string, string> {
  const taken = new Set<number>();
  const colors = new Map<string, string>();
  for (const name of [...names].sort()) {
    let slot = slotOf(name);
    for (let tries = 0; taken.has(slot) && tries < slots; tries++) slot = (slot + 1) % slots;
    taken.add(slot);
    colors.set(name, names.length === 1 ? "var(--color-series-1)" : `var(--color-series-${slot + 1})`);
  }
  return colors;
}
