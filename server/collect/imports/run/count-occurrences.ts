const START_SLOTS = 1 << 12;

/**
 * Counts how often each key came before, in 12 bytes a slot: a Map of ten million strings would cost a gigabyte. Keys are
 * the first 64 bits of a hash. Two rows that share them (one chance in 10⁵ over ten million rows) only get a higher
 * number than they need.
 */
export class Occurrences {
  #slots = START_SLOTS;
  #keys = new Uint32Array(START_SLOTS * 2);
  #counts = new Uint32Array(START_SLOTS);
  #used = 0;

  /** 1 the first time a key comes, 2 the second, … */
  next(high: number, low: number): number {
    if (this.#used * 10 > this.#slots * 7) this.#grow();
    const slot = this.#find(high, low);
    if (this.#counts[slot] === 0) {
      this.#used++;
      this.#keys[slot * 2] = high;
      this.#keys[slot * 2 + 1] = low;
    }
    const count = (this.#counts[slot] ?? 0) + 1;
    this.#counts[slot] = count;
    return count;
  }

  #find(high: number, low: number): number {
    const mask = this.#slots - 1;
    let slot = low & mask;
    while (this.#counts[slot] !== 0 && !(this.#keys[slot * 2] === high && this.#keys[slot * 2 + 1] === low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#slots *= 2;
    this.#keys = new Uint32Array(this.#slots * 2);
    this.#counts = new Uint32Array(this.#slots);
    for (let old = 0; old < counts.length; old++) {
      const count = counts[old] ?? 0;
      if (count === 0) continue;
      const high = keys[old * 2] ?? 0;
      const low = keys[old * 2 + 1] ?? 0;
      const slot = this.#find(high, low);
      this.#keys[slot * 2] = high;
      this.#keys[slot * 2 + 1] = low;
      this.#counts[slot] = count;
    }
  }
}
