/** Keys a generation holds before the next one begins. */
const CAPACITY = 1_000_000;

/**
 * Keys that came lately, in bounded memory: two generations of a million, of which the older is forgotten when the newer is
 * full. So at least the last million keys are known, in at most 32 MB, touched only as they fill.
 *
 * A key is 64 bits of a hash in decimal, so two things are taken for one with a chance of about 1 in 10^13 each.
 */
export class RecentKeys {
  readonly #capacity: number;
  #newer: KeySet;
  #older: KeySet;
  #newerSince: number;
  #olderSince: number;

  /** @param since everything that came from this instant on (ms since 1970) is going to be added */
  constructor(since: number, capacity = CAPACITY) {
    this.#capacity = capacity;
    this.#newer = new KeySet(capacity);
    this.#older = new KeySet(capacity);
    this.#newerSince = since;
    this.#olderSince = since;
  }

  /** Whether every key that came since the instant is here, so that one that is not here did not come since. */
  covers(since: number): boolean {
    return this.#olderSince <= since;
  }

  /** From now on, keys from before are no longer taken to be all there. */
  doubt(now: number): void {
    this.#newerSince = Math.max(this.#newerSince, now);
    this.#olderSince = Math.max(this.#olderSince, now);
  }

  has(key: string): boolean {
    return this.#newer.has(key) || this.#older.has(key);
  }

  add(key: string, now: number): void {
    if (this.#newer.size >= this.#capacity) {
      const emptied = this.#older;
      emptied.clear();
      this.#older = this.#newer;
      this.#olderSince = this.#newerSince;
      this.#newer = emptied;
      this.#newerSince = now;
    }
    this.#newer.add(key);
  }
}

/** A set of 64-bit numbers written in decimal, by open addressing in one typed array, at most half full. */
class KeySet {
  readonly #slots: Uint32Array;
  readonly #mask: number;
  size = 0;

  constructor(capacity: number) {
    const slots = 2 ** Math.ceil(Math.log2(capacity * 2));
    this.#slots = new Uint32Array(slots * 2);
    this.#mask = slots - 1;
  }

  has(key: string): boolean {
    const low = lowPart(key);
    const high = highPart(key);
    const index = this.#find(low, high);
    return this.#slots[index] === low && this.#slots[index + 1] === high;
  }

  add(key: string): void {
    const low = lowPart(key);
    const high = highPart(key);
    const index = this.#find(low, high);
    if (this.#slots[index] === low) return;
    this.#slots[index] = low;
    this.#slots[index + 1] = high;
    this.size += 1;
  }

  clear(): void {
    this.#slots.fill(0);
    this.size = 0;
  }

  /** The place of a key, or the free one where it belongs. */
  #find(low: number, high: number): number {
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & this.#mask;
    for (;;) {
      const index = slot * 2;
      const there = this.#slots[index];
      if (there === 0 || (there === low && this.#slots[index + 1] === high)) return index;
      slot = (slot + 1) & this.#mask;
    }
  }
}

/** The last nine digits, plus one: never 0, which marks a free place. */
function lowPart(key: string): number {
  return Number(key.slice(-9)) + 1;
}

function highPart(key: string): number {
  return Number(key.slice(0, -9)) >>> 0;
}
