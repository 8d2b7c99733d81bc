import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { describeFailure } from "../../platform/describe-failure.ts";
import { followers } from "./follow.tables.ts";
import type { LogReader, Position } from "./read-log.ts";

/** A process that has not been heard of for so long has lost its place to another. */
const HELD_SECONDS = 20;
const RENEWED_MILLISECONDS = 5000;

export type FollowerRow = typeof followers.$inferSelect;

/** Another process was faster, or things have changed meanwhile: what was to be done is looked at anew. */
export class Overtaken extends Error {
  constructor() {
    super("the follower was overtaken");
    this.name = "Overtaken";
  }
}

export interface CursorOptions {
  name: string;
  system: Pick<System, "db" | "now">;
  log: LogReader;
  begins: "first" | "next";
  /** This process; `alone` when no other can work on these records. */
  process: { id: string; alone: boolean };
}

/** The durable place of one follower, moved by one process at a time. */
export class Cursor {
  readonly #options: CursorOptions;
  readonly #mine: ReturnType<typeof eq>;
  #renewing: NodeJS.Timeout | undefined;
  /** As this process left it: where there is no other, it need not be read again. */
  #known: FollowerRow | undefined;

  constructor(options: CursorOptions) {
    this.#options = options;
    this.#mine = eq(followers.name, options.name);
  }

  async read(): Promise<FollowerRow> {
    const { system, log, name, begins, process } = this.#options;
    if (this.#known && process.alone) return this.#known;
    const [row] = await system.db.select().from(followers).where(this.#mine);
    this.#known = row;
    if (row) return row;
    const head = await log.head();
    const start = begins === "next" ? head : { arrival: 0n, seen: {} };
    await system.db
      .insert(followers)
      .values({ name, ...start, newsAfter: head.arrival, turn: 0, failures: 0 })
      .onConflictDoNothing();
    return this.read();
  }

  /** The place, which no other process moves from now on; null while another one is at it. */
  async take(): Promise<FollowerRow | null> {
    const before = await this.read();
    const { system, process } = this.#options;
    if (process.alone) return before;
    const free = or(isNull(followers.heldUntil), lt(followers.heldUntil, sql`clock_timestamp()`));
    const [row] = await system.db
      .update(followers)
      .set({ heldBy: process.id, heldUntil: SOON })
      .where(and(this.#mine, or(free, eq(followers.heldBy, process.id))))
      .returning();
    if (!row) return null;
    this.#renewing ??= setInterval(() => {
      void system.db
        .update(followers)
        .set({ heldUntil: SOON })
        .where(and(this.#mine, eq(followers.heldBy, process.id)))
        .catch(() => undefined);
    }, RENEWED_MILLISECONDS).unref();
    return row;
  }

  async release(): Promise<void> {
    clearInterval(this.#renewing);
    this.#renewing = undefined;
    const { system, process } = this.#options;
    if (process.alone) return;
    await system.db
      .update(followers)
      .set({ heldBy: null, heldUntil: null })
      .where(and(this.#mine, eq(followers.heldBy, process.id)));
  }

  /**
   * Work in one transaction with the move to `end`, or, without it, before the move. @throws {@link Overtaken} when the place
   * is not the one of `turn` any more; then nothing was done.
   */
  async step(turn: number, end: Position | null, work: (db: Database) => Promise<void>): Promise<void> {
    const { system } = this.#options;
    await system.db.transaction(async (db) => {
      const [row] = await db.select({ turn: followers.turn }).from(followers).where(this.#mine).for("update");
      if (row?.turn !== turn) throw new Overtaken();
      await work(db);
      if (end) await db.update(followers).set(this.#moved(end, turn)).where(this.#mine);
    });
    if (end) this.#note(this.#moved(end, turn));
  }

  /** Moves without more. @throws {@link Overtaken} */
  async move(turn: number, end: Position): Promise<void> {
    const [moved] = await this.#options.system.db
      .update(followers)
      .set(this.#moved(end, turn))
      .where(and(this.#mine, eq(followers.turn, turn)))
      .returning({ name: followers.name });
    if (!moved) throw new Overtaken();
    this.#note(this.#moved(end, turn));
  }

  /** Notes why it could not go on; answers how often that was so since it last could. */
  async fail(error: unknown): Promise<number> {
    const [row] = await this.#options.system.db
      .update(followers)
      .set({ failures: sql`${followers.failures} + 1`, reason: describeFailure(error) })
      .where(this.#mine)
      .returning({ failures: followers.failures });
    this.#note({ failures: row?.failures ?? 1 });
    return row?.failures ?? 1;
  }

  /** It has come to the end of the log, so what failed before does not any more. */
  async recover(): Promise<void> {
    await this.#options.system.db.update(followers).set({ failures: 0, reason: null }).where(this.#mine);
    this.#note({ failures: 0 });
  }

  #note(change: Partial<FollowerRow>): void {
    if (this.#known) this.#known = { ...this.#known, ...change };
  }

  #moved({ arrival, seen }: Position, turn: number) {
    return { arrival, seen, turn: turn + 1, movedAt: this.#options.system.now(), failures: 0, reason: null };
  }
}

/** By the clock of the records: those of processes may differ. */
const SOON = sql`clock_timestamp() + ${`${HELD_SECONDS} seconds`}::interval`;
