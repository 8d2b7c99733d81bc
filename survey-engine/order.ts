/**
 * The same things in an order drawn from a seed: the same seed draws the same order, in every browser and on the server. Those that
 * keep their place do.
 */
export function shuffled<Thing extends { fixed?: true }>(things: readonly Thing[], seed: string): Thing[] {
  const random = generator(seed);
  const moving = things.filter(({ fixed }) => !fixed);
  for (let last = moving.length - 1; last > 0; last -= 1) {
    const drawn = Math.floor(random() * (last + 1));
    const [left, right] = [moving[last], moving[drawn]];
    if (left && right) [moving[last], moving[drawn]] = [right, left];
  }
  const rest = moving.values();
  return things.map((thing) => (thing.fixed ? thing : (rest.next().value ?? thing)));
}

/** Numbers from 0 up to 1 by mulberry32, seeded by the FNV-1a hash of a text; both are in the public domain. */
function generator(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
