import type { RecentKeys } from "../../../platform/recent-keys.ts";
import type { Prepared } from "../read/to-row.ts";
import type { Refused } from "./group-commit.ts";

/** Messages that were taken and are not remembered yet: whoever sends one of them again waits for the same. */
export class InFlight {
  readonly #keys = new Map<string, Promise<Refused>>();

  /**
   * Hands over what is new and waits for it, and for those others have handed over already. `keep` resolves when rows are on the
   * disk or refused, and calls `settled` when they are remembered, or nowhere.
   */
  store(
    prepared: readonly Prepared[],
    remembered: RecentKeys,
    keep: (fresh: readonly Prepared[], settled: () => void) => Promise<Refused>,
  ): Promise<Refused[]> {
    const fresh: Prepared[] = [];
    const waits = new Set<Promise<Refused>>();
    const mine = deferred<Refused>();
    for (const each of prepared) {
      const { key } = each;
      const other = this.#keys.get(key);
      if (other) waits.add(other);
      else if (!remembered.has(key)) {
        this.#keys.set(key, mine.promise);
        fresh.push(each);
      }
    }
    if (fresh.length > 0) {
      waits.add(mine.promise);
      const settled = () => {
        for (const { key } of fresh) this.#keys.delete(key);
      };
      keep(fresh, settled).then(mine.resolve, mine.reject);
    }
    return Promise.all(waits);
  }
}

function deferred<T>() {
  let settle: { resolve(value: T): void; reject(error: unknown): void } | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, resolve: (value: T) => settle?.resolve(value), reject: (error: unknown) => settle?.reject(error) };
}
