import { problem } from "../../../platform/http/problem.ts";

/** How full of bodies the memory may become by those who came with one key, from one address, or with no key yet. */
const SHARES = { key: 0.75, address: 0.5, unknown: 0.25 } as const;

/** Whose body it is: nobody may take the room of the others. */
export interface Arriving {
  /** What tells one sender from the next; null while the key is unread. */
  key: string | null;
  address: string;
}

/** Room for one body, taken as its bytes arrive. */
export interface Room {
  /** @throws 503 with Retry-After when there is none */
  grow(bytes: number): void;
  /** Gives all of it back, once or more often. */
  release(): void;
}

/** Bytes of bodies and rows that may be held at one time. Whoever comes when it is full is told to come back. */
export class MemoryBudget {
  readonly #limit: number;
  #held = 0;
  readonly #heldBy = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /**
   * Takes bytes until the answer is called, once or more often.
   * @throws 503 with Retry-After when there is no room
   */
  reserve(bytes: number): () => void {
    if (this.#held + bytes > this.#limit) throw problem("busy");
    this.#held += bytes;
    let open = true;
    return () => {
      if (open) this.#held -= bytes;
      open = false;
    };
  }

  /** Room for a body that is still to come: nothing is held for what was only announced. */
  receive({ key, address }: Arriving): Room {
    const shares = new Map([
      [key === null ? "unknown" : `key ${key}`, this.#limit * (key === null ? SHARES.unknown : SHARES.key)],
      [`address ${address}`, this.#limit * SHARES.address],
    ]);
    let own = 0;
    return {
      grow: (bytes) => {
        const isFull = [...shares].some(([name, most]) => (this.#heldBy.get(name) ?? 0) + bytes > most);
        if (isFull || this.#held + bytes > this.#limit) throw problem("busy");
        this.#held += bytes;
        own += bytes;
        for (const name of shares.keys()) this.#heldBy.set(name, (this.#heldBy.get(name) ?? 0) + bytes);
      },
      release: () => {
        this.#held -= own;
        for (const name of shares.keys()) {
          const left = (this.#heldBy.get(name) ?? 0) - own;
          if (left > 0) this.#heldBy.set(name, left);
          else this.#heldBy.delete(name);
        }
        own = 0;
      },
    };
  }
}
