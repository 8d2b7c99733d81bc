import { problem } from "../http/problem.ts";

/** Queries that may wait for a session, of everybody and of one tenant; more are told to come back. */
const MAX_WAITING = 200;
const MAX_WAITING_OF_ONE = 100;

interface Waiting<Session> {
  tenant: string;
  give(session: Session): void;
}

/**
 * Sessions lent to one query at a time. A free one goes to the tenant that holds the fewest, first come first served:
 * a tenant with a hundred queries does not keep another with one waiting for all of them.
 */
export class SessionPool<Session> {
  readonly #free: Session[];
  readonly #held = new Map<string, number>();
  #waiting: Waiting<Session>[] = [];

  constructor(sessions: readonly Session[]) {
    this.#free = [...sessions];
  }

  /** @throws 503 when too many wait, the reason of `signal` when it is aborted before there is a session */
  async use<T>(tenant: string, work: (session: Session) => Promise<T>, signal?: AbortSignal | undefined): Promise<T> {
    const session = await this.#take(tenant, signal);
    this.#count(tenant, 1);
    try {
      return await work(session);
    } finally {
      this.#count(tenant, -1);
      this.#give(session);
    }
  }

  #take(tenant: string, signal: AbortSignal | undefined): Promise<Session> {
    signal?.throwIfAborted();
    const session = this.#free.pop();
    if (session !== undefined) return Promise.resolve(session);
    const own = this.#waiting.filter((each) => each.tenant === tenant).length;
    if (this.#waiting.length >= MAX_WAITING || own >= MAX_WAITING_OF_ONE) throw problem("too_many_queries");
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter((each) => each !== mine);
        reject(signal?.reason);
      };
      const mine: Waiting<Session> = {
        tenant,
        give(given) {
          signal?.removeEventListener("abort", leave);
          resolve(given);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.push(mine);
    });
  }

  #give(session: Session): void {
    let next: Waiting<Session> | undefined;
    for (const each of this.#waiting) if (!next || this.#holds(each.tenant) < this.#holds(next.tenant)) next = each;
    if (!next) {
      this.#free.push(session);
      return;
    }
    this.#waiting = this.#waiting.filter((each) => each !== next);
    next.give(session);
  }

  #holds(tenant: string): number {
    return this.#held.get(tenant) ?? 0;
  }

  #count(tenant: string, change: 1 | -1): void {
    const holds = this.#holds(tenant) + change;
    if (holds === 0) this.#held.delete(tenant);
    else this.#held.set(tenant, holds);
  }
}
