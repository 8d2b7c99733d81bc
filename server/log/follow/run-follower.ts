import type { Sql } from "../../platform/analytics/sql.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { Cursor, type FollowerRow, Overtaken } from "./cursor.ts";
import { newsSql } from "./news.ts";
import type { LogReader, Part, Position } from "./read-log.ts";
import { singleFlight } from "./single-flight.ts";

/** A part of the log that a follower is handed. */
export interface Stretch {
  /**
   * The predicate over the events table that takes these events, read without `final`. Some may have been handed out before:
   * when their neighbours turned up late, when a sender repeated them, and when the process ended before the place was kept.
   */
  rows: Sql;
  /** Whether an event is news, as a predicate over its row; what is not may be counted, and nobody is told of it. */
  isNews: Sql;
  /** About how many events. */
  count: number;
  /** Whether somebody waits until everything is handled: then there is no need to be considerate. */
  isAwaited(): boolean;
  /**
   * Does work in one transaction with the follower's place, so that both are kept or neither; with `more`, before it
   * moves, for what is done in several transactions. Without any, the place moves when `handle` resolves.
   * @throws Overtaken when another process was faster; let it through
   */
  commit(work: (db: Database) => Promise<void>, more?: "more"): Promise<void>;
  /** Between two parts of the work: lets others have the processor for a while. */
  pause(): Promise<void>;
}

/** Somebody who reacts to what happened. Each has a place of its own, and one that fails holds up no other. */
export interface Follower {
  /** Kept beside its place: it never changes. */
  name: string;
  /** Where it begins: with the first event there is, or with what comes from now on. */
  begins: "first" | "next";
  /** Another follower whose place it never passes. */
  after?: string;
  pace: Pace;
  /**
   * Rejected, it is handed the same again after a while. One process at a time, at least once, in the order of arrival, but for
   * what turns up late: that may come after newer events.
   */
  handle(stretch: Stretch): Promise<void>;
  /** It has handled everything; called before it rests. */
  inStep?(): Promise<void>;
}

export interface Pace {
  /** From a wake to its work, in milliseconds. */
  delay: number;
  /** Its rest after work, in lengths of that work and at most in milliseconds, while nobody waits for it. */
  rest: number;
  longestRest: number;
  /** Events in a stretch: at first, at most, and at most while somebody waits. */
  sizes: { first: number; most: number; patient: number };
}

export interface Running {
  wake(): void;
  /** Resolves when everything acknowledged before the call is handled. */
  idle(): Promise<void>;
  stop(): Promise<void>;
  cursor: Cursor;
}

export interface RunOptions {
  system: System;
  log: LogReader;
  process: { id: string; alone: boolean };
  newsHours: number;
  /** Where the follower stands that this one never passes. */
  until: (() => Promise<bigint>) | undefined;
  onMoved(): void;
}

const LATE_MILLISECONDS = 2000;
/** Looking for what turned up late takes at most one part in so many of the time. */
const LATE_SHARE = 30;
/** While another process has the place. */
const TAKEN_MILLISECONDS = 500;
const TAKEN_PATIENT_MILLISECONDS = 100;
const FIRST_BACK_OFF_MILLISECONDS = 1000;
const LONGEST_BACK_OFF_MILLISECONDS = 5 * 60_000;

export function runFollower(follower: Follower, options: RunOptions): Running {
  const { system, log } = options;
  const { name, begins, pace } = follower;
  const cursor = new Cursor({ name, system, log, begins, process: options.process });
  const rest = new Rest(pace);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let due = 0;
  /** Callers that wait until everything is handled. */
  let waiting = 0;
  let most = pace.sizes.patient;
  let lookedForLate = Number.NEGATIVE_INFINITY;
  let lateEvery = LATE_MILLISECONDS;
  /** Events were handled since, so that what turned up late beside them is still to be looked for. */
  let owesLook = true;

  const widest = () => (waiting > 0 ? most : Math.min(most, pace.sizes.most));

  /** Answers whether it has come to the end. */
  async function toTheEnd(): Promise<boolean> {
    let row = await cursor.take();
    if (!row) return false;
    let size = waiting > 0 ? widest() : pace.sizes.first;
    // What turned up late is older than what comes next, and is handled before it.
    if (waiting > 0) lookedForLate = Number.NEGATIVE_INFINITY;
    try {
      while (!stopped) {
        const began = performance.now();
        const part = await next(row, size);
        if (part) row = await handle(row, part);
        else await follower.inStep?.();
        rest.after(began);
        if (!part) break;
        options.onMoved();
        if (waiting === 0) await rest.take();
        size = Math.min(2 * size, widest());
      }
      if (row.failures > 0) await cursor.recover();
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      // A stretch too large for memory is not tried again.
      most = Math.max(pace.sizes.first, Math.floor(size / 2));
      throw error;
    } finally {
      await cursor.release();
    }
  }

  async function next(position: Position, size: number): Promise<Part | null> {
    if (performance.now() - lookedForLate >= lateEvery) {
      const late = await findLate(position, size);
      if (late) return late;
    }
    const until = options.until ? await options.until() : null;
    const part = until !== null && until <= position.arrival ? null : await log.next(position, size, until);
    if (part) owesLook = true;
    return part;
  }

  async function findLate(position: Position, size: number): Promise<Part | null> {
    const began = performance.now();
    const late = await log.late(position, size);
    const now = performance.now();
    // More may be late than was handed out.
    lookedForLate = late ? Number.NEGATIVE_INFINITY : now;
    lateEvery = Math.max(LATE_MILLISECONDS, LATE_SHARE * (now - began));
    owesLook = late !== null;
    return late;
  }

  async function handle(row: FollowerRow, { rows, count, end }: Part): Promise<FollowerRow> {
    const { turn, newsAfter } = row;
    let began = performance.now();
    let moved = false;
    await follower.handle({
      rows,
      count,
      isNews: newsSql(options.newsHours, newsAfter),
      isAwaited: () => waiting > 0,
      async commit(work, more) {
        await cursor.step(turn, more ? null : end, work);
        moved = !more;
      },
      async pause() {
        rest.after(began);
        if (waiting === 0) await rest.take();
        began = performance.now();
      },
    });
    if (!moved) await cursor.move(turn, end);
    return { ...row, ...end, turn: turn + 1, failures: 0 };
  }

  const run = singleFlight(async () => {
    const arrived = await toTheEnd().catch(async (error: unknown) => {
      const failures = await cursor.fail(error).catch(() => 1);
      rest.atLeast(Math.min(LONGEST_BACK_OFF_MILLISECONDS, FIRST_BACK_OFF_MILLISECONDS * 2 ** (failures - 1)));
      schedule(0);
      throw error;
    });
    if (!arrived) schedule(TAKEN_MILLISECONDS);
    else if (owesLook) schedule(lateEvery);
    return arrived;
  });

  function schedule(delay: number): void {
    const instant = performance.now() + Math.max(delay, rest.left());
    if (stopped || (timer && due <= instant)) return;
    clearTimeout(timer);
    due = instant;
    timer = setTimeout(() => {
      timer = undefined;
      log.look();
      run().catch((error: unknown) => {
        system.log.error({ err: error, follower: name }, "a follower of the log could not go on");
      });
    }, instant - performance.now());
    timer.unref();
  }

  return {
    cursor,
    wake: () => schedule(pace.delay),
    async idle() {
      waiting += 1;
      rest.end();
      try {
        while (!(await run()) && !stopped) {
          await new Promise((again) => setTimeout(again, TAKEN_PATIENT_MILLISECONDS));
          log.look();
        }
      } finally {
        waiting -= 1;
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      rest.end();
      await run().catch(() => undefined);
    },
  };
}

/** Leaves the processor to others after work, as long as the pace says. */
class Rest {
  readonly #pace: Pace;
  /** By `performance.now()`. */
  #until = 0;
  #end: (() => void) | undefined;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  after(began: number): void {
    this.atLeast(Math.min(this.#pace.longestRest, this.#pace.rest * (performance.now() - began)));
  }

  atLeast(milliseconds: number): void {
    this.#until = performance.now() + milliseconds;
  }

  left(): number {
    return Math.max(0, this.#until - performance.now());
  }

  take(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.left());
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Somebody waits: a rest that was begun is over. */
  end(): void {
    this.#end?.();
  }
}
