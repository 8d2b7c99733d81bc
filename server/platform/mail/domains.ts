import { MINUTE } from "../../../contracts/words/durations.ts";
import { keepLatest } from "../keep-latest.ts";

const LONGEST_PAUSE = 15 * MINUTE;
/** One message put off says something about that message; so many in a row, about the domain. */
const PUT_OFF_IN_A_ROW = 3;
/** A message that took so long makes its domain a slow one. */
export const SLOW_MILLISECONDS = 5_000;
const MOST_REMEMBERED = 10_000;

interface Seen {
  putOff: number;
  pauses: number;
  pausedUntil: number;
  slow: boolean;
}

/** What this process has seen of receiving domains that made trouble: those get a pause, and never every connection. */
export class Domains {
  readonly #seen = new Map<string, Seen>();

  mayGo(domain: string, now: Date): boolean {
    return (this.#seen.get(domain)?.pausedUntil ?? 0) <= now.getTime();
  }

  isSlow(domain: string): boolean {
    return this.#seen.get(domain)?.slow ?? false;
  }

  /** Any answer about the message itself: the domain works. */
  answered(domain: string, milliseconds: number): void {
    if (milliseconds <= SLOW_MILLISECONDS) this.#seen.delete(domain);
    else this.#remember(domain, { putOff: 0, pauses: 0, pausedUntil: 0, slow: true });
  }

  /** The message was put off, or the `line` broke or fell silent over it. */
  putOff(domain: string, now: Date, { line }: { line: boolean }): void {
    const before = this.#seen.get(domain) ?? { putOff: 0, pauses: 0, pausedUntil: 0, slow: false };
    const putOff = before.putOff + 1;
    const slow = before.slow || line;
    if (!line && putOff < PUT_OFF_IN_A_ROW) {
      this.#remember(domain, { ...before, putOff, slow });
      return;
    }
    const pause = Math.min(MINUTE * 2 ** before.pauses, LONGEST_PAUSE);
    this.#remember(domain, { putOff, pauses: before.pauses + 1, pausedUntil: now.getTime() + pause, slow });
  }

  #remember(domain: string, seen: Seen): void {
    keepLatest(this.#seen, domain, seen, MOST_REMEMBERED);
  }
}
