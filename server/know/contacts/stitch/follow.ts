import type { System } from "../../../platform/context.ts";
import { applyMessages } from "./apply-messages.ts";
import { reloadPersons } from "./person.ts";
import { changingIdentities, publishPersons, readCursor, writePersons } from "./publish-persons.ts";
import { LARGEST_WINDOW, PATIENT_WINDOW, readStretch, WINDOW } from "./read-messages.ts";

/** Keeps contacts abreast of the log. */
export interface ContactFollower {
  /** Something was acknowledged: follow soon. */
  wake(): void;
  /** Resolves when everything acknowledged before the call is applied, in records and in every query. */
  idle(): Promise<void>;
  /** Brings what a person changed into every query; resolves when it counts. */
  publish(): Promise<void>;
  stop(): Promise<void>;
}

const DEBOUNCE_MS = 100;
const RETRY_MS = 2000;
/**
 * Rest after work, in lengths of that work, while nobody waits for it: ingestion must stay quick when far more arrives than
 * contacts can be kept abreast of.
 */
const REST = 1;
const LONGEST_REST_MS = 1000;
/** Messages applied in one transaction. Whoever else needs the records waits for its end. */
const MESSAGES = 2_000;
/** While somebody waits for the end: the more are applied together, the fewer times each person is read and written. */
const PATIENT_MESSAGES = 16_000;
/** While catching up on much, queries see what was done so far this often. */
const RELOAD_EVERY_MS = 3000;

/**
 * Follows the log in the background. The place reached is committed together with the last of what was done, and doing a
 * stretch or its beginning twice changes nothing, so the follower can end at any moment, and several processes can run one each.
 */
export function startContactFollower(system: System): ContactFollower {
  const { analytics, log } = system;
  let stale = true;
  let timer: NodeJS.Timeout | undefined;
  let reloadMs = 0;
  let workedMs = 0;
  let reloaded = 0;
  let largest = PATIENT_WINDOW;
  /** Callers that wait until everything is applied. */
  let waiting = 0;
  let stopped = false;
  const reload = singleFlight(async () => {
    const began = performance.now();
    stale = false;
    try {
      await reloadPersons(analytics);
    } catch (error) {
      stale = true;
      throw error;
    }
    reloadMs = performance.now() - began;
  });

  const follow = singleFlight(async () => {
    reloaded = performance.now();
    let window = waiting > 0 ? widest() : WINDOW;
    while (!stopped) {
      // A stretch too large for memory is not tried again.
      const more = await step(window).catch((error: unknown) => {
        largest = Math.max(WINDOW, Math.floor(window / 2));
        throw error;
      });
      window = Math.min(2 * window, widest());
      if (await publishPersons(system)) stale = true;
      if (!more) break;
    }
    if (stale && !stopped) await reload();
  });

  function widest(): number {
    return waiting > 0 ? largest : Math.min(largest, LARGEST_WINDOW);
  }

  function rest(): Promise<void> {
    return new Promise((done) => setTimeout(done, Math.min(LONGEST_REST_MS, REST * workedMs)));
  }

  async function step(window: number): Promise<boolean> {
    let began = performance.now();
    const position = await readCursor(system.db);
    const stretch = await readStretch(analytics, position, window);
    if (!stretch) return false;
    const { messages, end } = stretch;
    for (let at = 0, done = false; !done && !stopped; ) {
      const some = messages.slice(at, at + (waiting > 0 ? PATIENT_MESSAGES : MESSAGES));
      at += some.length;
      const last = at >= messages.length;
      await changingIdentities(system, async (db, cursor) => {
        // Another process was faster; what it did need not be done again.
        done = last || cursor.arrival !== position.arrival;
        if (cursor.arrival !== position.arrival) return cursor;
        const stitched = await applyMessages(db, some);
        if (stitched.length > 0) stale = true;
        return { ...(last ? end : cursor), version: await writePersons(system, cursor, stitched) };
      });
      workedMs = performance.now() - began;
      if (stale && performance.now() - reloaded > RELOAD_EVERY_MS) {
        await reload();
        reloaded = performance.now();
      }
      if (waiting === 0) await rest();
      began = performance.now();
    }
    return true;
  }

  function schedule(delay: number): void {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      follow().catch((error: unknown) => {
        log.error({ err: error }, "contacts could not follow the log");
        schedule(RETRY_MS);
      });
    }, delay);
    timer.unref();
  }

  schedule(0);
  return {
    // A large table of persons takes a while to load; loading it must not become all that is done.
    wake: () => schedule(Math.max(DEBOUNCE_MS, 4 * reloadMs, Math.min(LONGEST_REST_MS, REST * workedMs))),
    async idle() {
      waiting += 1;
      try {
        await follow();
      } finally {
        waiting -= 1;
      }
    },
    async publish() {
      if (await publishPersons(system)) stale = true;
      if (stale) await reload();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await follow().catch(() => undefined);
    },
  };
}

/** Runs work once at a time. A call while it runs is answered by one more run, which begins after the call. */
function singleFlight(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    if (!running) {
      running = work().finally(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return run();
      });
    return next;
  };
  return run;
}
