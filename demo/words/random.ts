import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** FNV-1a over the UTF-16 units: spreads seeds that differ by one into unrelated streams. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

export class Random {
  readonly #next: () => number;

  constructor(seed: string) {
    const generator = xoroshiro128plus(hash32(seed) | 0);
    this.#next = () => uniformFloat32(generator);
  }

  /** In [0, 1). */
  float(): number {
    return this.#next();
  }

  between(low: number, high: number): number {
    return low + this.#next() * (high - low);
  }

  /** Both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.#next() * list.length)];
    if (item === undefined) throw new Error("cannot pick from an empty list");
    return item;
  }

  /** `weights` are relative; the answer is a position in them. */
  weighted(weights: readonly number[]): number {
    let total = 0;
    for (const weight of weights) total += weight;
    let left = this.#next() * total;
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i] ?? 0;
      if (left < 0) return i;
    }
    return weights.length - 1;
  }

  /** Sum of four uniforms: close enough to normal for a demo, bounded at ±3.46 deviations. */
  normal(mean: number, deviation: number): number {
    const sum = this.#next() + this.#next() + this.#next() + this.#next();
    return mean + (sum - 2) * Math.sqrt(3) * deviation;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.#next());
  }

  /** A whole score on low…high around a mean. */
  score(mean: number, deviation: number, low: number, high: number): number {
    return Math.min(high, Math.max(low, Math.round(this.normal(mean, deviation))));
  }

  /** Looks like a version 4 UUID, as browsers' SDKs send for an anonymous visitor. */
  uuid(): string {
    const hex = (length: number): string => {
      let text = "";
      while (text.length < length)
        text += Math.floor(this.#next() * 65_536)
          .toString(16)
          .padStart(4, "0");
      return text.slice(0, length);
    };
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${this.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`;
  }
}
