import { firstGroups } from "../../platform/http/address.ts";
import { type ProblemError, problem } from "../../platform/http/problem.ts";

/** Failed attempts in a minute: of one caller over all accounts, and on one account from anywhere. */
export const PER_CALLER = 30;
export const PER_ACCOUNT = 10;

const WINDOW = 60_000;
const MOST_NAMES = 20_000;

/**
 * Counts failed attempts in this process, in windows of a minute. Several processes count apart, so the limit of the whole
 * system is this one times their number; that still makes guessing hopeless against argon2.
 */
export class Attempts {
  readonly #seen = new Map<string, { count: number; until: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Runs the attempt when each name has some left. What succeeds is not counted; what is under way is.
   * @throws 429 with Retry-After
   */
  async run<T>(names: { name: string; most: number }[], attempt: () => Promise<T>): Promise<T> {
    this.count(names);
    const result = await attempt();
    for (const { name } of names) {
      const seen = this.#seen.get(name);
      if (seen) seen.count = Math.max(0, seen.count - 1);
    }
    return result;
  }

  /** Counts an attempt whatever becomes of it. @throws 429 with Retry-After */
  count(names: { name: string; most: number }[]): void {
    const now = this.#now().getTime();
    for (const { name, most } of names) {
      const seen = this.#seen.get(name);
      if (seen && seen.until > now && seen.count >= most) throw tooMany(seen.until - now);
    }
    for (const { name } of names) this.#add(name, now);
  }

  #add(name: string, now: number): void {
    const seen = this.#seen.get(name);
    if (seen && seen.until > now) {
      seen.count += 1;
      return;
    }
    if (this.#seen.size >= MOST_NAMES) this.#forget(now);
    this.#seen.set(name, { count: 1, until: now + WINDOW });
  }

  #forget(now: number): void {
    for (const [name, { until }] of this.#seen) if (until <= now) this.#seen.delete(name);
    // Still full, so somebody is making up names: the oldest go, and memory stays bounded.
    for (const name of this.#seen.keys()) {
      if (this.#seen.size < MOST_NAMES) break;
      this.#seen.delete(name);
    }
  }
}

/** The part of an address that one caller holds: an IPv6 caller has a whole /64. */
export function callerOf(ip: string): string {
  return firstGroups(ip, 4) ?? ip;
}

function tooMany(milliseconds: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return problem("too_many_attempts", { seconds }, { retryAfter: seconds });
}
