import { singleFlight } from "../../../log/follow/follow.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { reloadPersons } from "./person.ts";

/** What queries look persons up in, kept as new as the aliases that were written. */
export class FreshPersons {
  /** Version up to which the aliases are wanted in every query, and up to which this process knows them to be. */
  #wanted = 0n;
  #loaded = -1n;
  #milliseconds = 0;
  readonly #reload: () => Promise<void>;

  constructor(analytics: Analytics) {
    this.#reload = singleFlight(async () => {
      if (this.#loaded >= this.#wanted) return;
      const [began, version] = [performance.now(), this.#wanted];
      await reloadPersons(analytics);
      this.#loaded = version;
      this.#milliseconds = performance.now() - began;
    });
  }

  /** Aliases were written. */
  wrote(version: bigint): void {
    if (version > this.#wanted) this.#wanted = version;
  }

  /** How long it took the last time. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Resolves when every query sees what was written before, here or, up to a version, elsewhere. */
  load(version = 0n): Promise<void> {
    this.wrote(version);
    return this.#loaded >= this.#wanted ? Promise.resolve() : this.#reload();
  }
}
