import { problem } from "../../../platform/http/problem.ts";

/** Bytes of bodies and rows that may be held at one time. Whoever comes when it is full is told to come back. */
export class MemoryBudget {
  readonly #limit: number;
  #held = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /**
   * Takes bytes until the answer is called, once or more often. `share` is how full it may become by this.
   * @throws 503 with Retry-After when there is no room
   */
  reserve(bytes: number, share = 1): () => void {
    if (this.#held + bytes > this.#limit * share) throw problem("busy");
    this.#held += bytes;
    let open = true;
    return () => {
      if (open) this.#held -= bytes;
      open = false;
    };
  }
}
