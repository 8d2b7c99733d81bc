import type { System } from "../context.ts";
import { describeFailure } from "../describe-failure.ts";
import type { Held, Outcome, Waiting } from "./waiting.ts";

/** Messages of one kind, and what is done with each. */
export interface Topic {
  name: string;
  /**
   * Delivers one message; rejected, it is tried again later. One that was delivered may come again, so doing it twice must be
   * harmless. `signal` is aborted when it takes too long or the program stops.
   */
  deliver(message: { workspace: string; thing: string; payload: unknown }, signal: AbortSignal): Promise<void>;
  /** How often a message is tried before it waits for a person; about 30 hours when absent. */
  tries?: number;
  /** How long one try may take; 30 seconds when absent. */
  seconds?: number;
}

export interface RunningTopic {
  wake(): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Seconds before the second try; each further one waits twice as long, at most the longest. */
const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 3600;
const TRIES = 40;
const SECONDS = 30;
/** Things delivered at the same time: one that takes long keeps one place. */
const AT_ONCE = 100;
/** Messages about one thing go on for so long; then the others that are due have their turn. */
const TURN_SECONDS = 20;
/** What a process may need besides to say what became of it. */
const SLACK_SECONDS = 60;

export function runTopic(topic: Topic, waiting: Waiting, system: Pick<System, "log" | "now">): RunningTopic {
  const { tries: most = TRIES, seconds = SECONDS } = topic;
  // The last message may begin when the turn is all but over.
  const heldSeconds = TURN_SECONDS + seconds + SLACK_SECONDS;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  let outcomes: Outcome[] = [];
  let settling: Promise<void> | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let woken: (() => void) | undefined;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      again = false;
      const room = AT_ONCE - inFlight.size;
      const held = room > 0 ? await waiting.hold(topic.name, room, heldSeconds) : [];
      for (const each of held) {
        const done: Promise<void> = deliver(each)
          .then((outcome) => (outcome ? keep(outcome) : undefined))
          .finally(() => inFlight.delete(done));
        inFlight.add(done);
      }
      if (held.length > 0) continue;
      if (inFlight.size === 0) {
        if (!again) return;
        continue;
      }
      const wake = new Promise<void>((resolve) => {
        woken = resolve;
      });
      await Promise.race([wake, ...inFlight]);
    }
    await Promise.all(inFlight);
  }

  /** Null where it was stopped before anything came of it. */
  async function deliver({ workspace, topic: name, thing, tries, messages }: Held): Promise<Outcome | null> {
    const key = { workspace, topic: name, thing };
    const end = performance.now() + TURN_SECONDS * 1000;
    let [delivered, upTo] = [0, 0];
    for (const { number, payload } of messages) {
      if (performance.now() > end || stopping.signal.aborted) break;
      try {
        await inTime((signal) => topic.deliver({ workspace, thing, payload }, signal));
      } catch (error) {
        if (stopping.signal.aborted) break;
        const failed = (delivered === 0 ? tries : 0) + 1;
        const stuck = failed >= most;
        system.log.warn({ err: error, topic: name, thing, tries: failed, stuck }, "a message could not be delivered");
        const failure = { reason: describeFailure(error), tries: failed, stuck };
        return { ...key, delivered, upTo, failure, dueAt: nextTry(failed) };
      }
      [delivered, upTo] = [delivered + 1, number];
    }
    return delivered === 0 ? null : { ...key, delivered, upTo, failure: null, dueAt: system.now() };
  }

  function nextTry(failed: number): Date {
    const seconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failed - 1));
    return new Date(system.now().getTime() + seconds * 1000);
  }

  function inTime(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const signal = AbortSignal.any([AbortSignal.timeout(seconds * 1000), stopping.signal]);
    const over = new Promise<never>((_, reject) => {
      const refuse = () => reject(new Error(`It took longer than ${seconds} seconds.`));
      if (signal.aborted) refuse();
      else signal.addEventListener("abort", refuse, { once: true });
    });
    return Promise.race([work(signal), over]);
  }

  /** What many things became is kept in one statement; what comes meanwhile goes into the next. */
  async function keep(outcome: Outcome): Promise<void> {
    outcomes.push(outcome);
    while (outcomes.length > 0) {
      settling ??= settleAll().finally(() => {
        settling = undefined;
      });
      await settling;
    }
  }

  async function settleAll(): Promise<void> {
    await new Promise((next) => setImmediate(next));
    const all = outcomes;
    outcomes = [];
    await waiting.settle(all).catch((error: unknown) => {
      // What this process held is free again in a while, and delivered again.
      system.log.error({ err: error, topic: topic.name }, "what was delivered could not be noted");
    });
  }

  function start(): Promise<void> {
    again = true;
    woken?.();
    running ??= run()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted)
          system.log.error({ err: error, topic: topic.name }, "the outbox could not be read");
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    wake: () => void start(),
    idle: start,
    async stop() {
      stopping.abort();
      woken?.();
      await running;
      await waiting.letGo(topic.name);
    },
  };
}
