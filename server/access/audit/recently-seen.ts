import { createHash } from "node:crypto";

const REMEMBERED = 10 * 60_000;
const MOST = 20_000;

/** What this process has written down in the last ten minutes. Several processes remember apart. */
export class RecentlySeen {
  readonly #until = new Map<string, number>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  has(key: string): boolean {
    const until = this.#until.get(short(key));
    return until !== undefined && until > this.#now().getTime();
  }

  add(key: string): void {
    const hash = short(key);
    // Set again, so that the order of the map is the order of time and the first is the one to drop.
    this.#until.delete(hash);
    this.#until.set(hash, this.#now().getTime() + REMEMBERED);
    for (const oldest of this.#until.keys()) {
      if (this.#until.size <= MOST) break;
      this.#until.delete(oldest);
    }
  }
}

/** Keys hold what was asked, which may be long, and names people. */
function short(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
