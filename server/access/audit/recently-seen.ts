import { createHash } from "node:crypto";
import { keepLatest } from "../../platform/keep-latest.ts";

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
    keepLatest(this.#until, short(key), this.#now().getTime() + REMEMBERED, MOST);
  }
}

/** Keys hold what was asked, which may be long, and names people. */
function short(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
