import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { System } from "../context.ts";
import type { Database } from "../db/database.ts";
import { outboxMessages, outboxThings } from "./outbox.tables.ts";

/** Messages about one thing delivered in one go. */
const MOST_OF_A_THING = 50;

type ThingRow = typeof outboxThings.$inferSelect;
export type ThingKey = Pick<ThingRow, "workspace" | "topic" | "thing">;

/** A thing with its first messages in order, which no other process delivers meanwhile. */
export interface Held extends Pick<ThingRow, "workspace" | "topic" | "thing" | "tries"> {
  messages: { number: number; payload: unknown }[];
}

/** What became of a thing that was held. */
export interface Outcome extends ThingKey {
  delivered: number;
  /** Number of the last message that was delivered. */
  upTo: number;
  /** Of the message behind it, the first that was not; null when there was none such. */
  failure: { reason: string; tries: number; stuck: boolean } | null;
  dueAt: Date;
}

/** The waiting messages as the processes share them. */
export class Waiting {
  readonly #system: Pick<System, "db" | "now">;
  readonly #process: string;

  constructor(system: Pick<System, "db" | "now">, process: string) {
    this.#system = system;
    this.#process = process;
  }

  /** Topics with something to be delivered now. */
  async dueTopics(): Promise<string[]> {
    const rows = await this.#system.db
      .selectDistinct({ topic: outboxThings.topic })
      .from(outboxThings)
      .where(this.#due());
    return rows.map(({ topic }) => topic);
  }

  /**
   * Up to `most` things of a topic that are due, those due longest first. Whoever has not said within so many seconds what
   * became of them has lost them to another.
   */
  async hold(topic: string, most: number, seconds: number): Promise<Held[]> {
    const { db } = this.#system;
    const due = db
      .select({ id: outboxThings.id })
      .from(outboxThings)
      .where(and(eq(outboxThings.topic, topic), this.#due()))
      .orderBy(outboxThings.dueAt)
      .limit(most)
      .for("update", { skipLocked: true });
    const held = await db
      .update(outboxThings)
      .set({ heldBy: this.#process, heldUntil: sql`clock_timestamp() + ${`${seconds} seconds`}::interval` })
      // As an array, so that it is asked once: what is locked for a row that is passed over would be held and not delivered.
      .where(sql`${outboxThings.id} = any(array(${due}))`)
      .returning({ workspace: outboxThings.workspace, thing: outboxThings.thing, tries: outboxThings.tries });
    if (held.length === 0) return [];
    const keys = JSON.stringify(held.map(({ workspace, thing }) => ({ workspace, thing })));
    const messages = await rowsOf<{ workspace: string; thing: string; number: number; payload: unknown }>(
      db,
      sql`select first.workspace, first.thing, first.number, first.payload
          from json_to_recordset(${keys}::json) as held(workspace text, thing text),
            lateral (select * from ${outboxMessages} as each
              where each.workspace = held.workspace and each.topic = ${topic} and each.thing = held.thing
              order by each.number limit ${MOST_OF_A_THING}) as first
          order by first.number`,
    );
    const found = new Map(held.map((each): [string, Held] => [nameOf(each), { ...each, topic, messages: [] }]));
    for (const { workspace, thing, number, payload } of messages)
      found.get(nameOf({ workspace, thing }))?.messages.push({ number, payload });
    return [...found.values()];
  }

  /** Keeps what became of things that this process still holds. */
  async settle(outcomes: readonly Outcome[]): Promise<void> {
    const rows = JSON.stringify(
      outcomes.map(({ failure, dueAt, upTo, ...rest }) => ({
        ...rest,
        up_to: upTo,
        due_at: dueAt,
        tries: failure?.tries ?? 0,
        stuck: failure?.stuck ?? false,
        reason: failure?.reason ?? null,
        failed_at: failure ? this.#system.now() : null,
      })),
    );
    const became = sql`json_to_recordset(${rows}::json) as became(workspace text, topic text, thing text, delivered int,
      up_to int, due_at timestamptz, tries int, stuck boolean, reason text, failed_at timestamptz)`;
    const same = (table: typeof outboxThings | typeof outboxMessages, other: "became" | "kept") => {
      const name = sql.identifier(other);
      return sql`${table.workspace} = ${name}.workspace and ${table.topic} = ${name}.topic and ${table.thing} = ${name}.thing`;
    };
    await this.#system.db.transaction(async (db) => {
      await db.execute(sql`
        with kept as (
          update ${outboxThings} set waiting = waiting - became.delivered, due_at = became.due_at, tries = became.tries,
            stuck = became.stuck, reason = became.reason, failed_at = became.failed_at, held_by = null, held_until = null
          from ${became} where ${same(outboxThings, "became")} and held_by = ${this.#process}
          returning became.workspace, became.topic, became.thing, became.up_to)
        delete from ${outboxMessages} using kept where ${same(outboxMessages, "kept")} and number <= kept.up_to`);
      await db.execute(
        sql`delete from ${outboxThings} using ${became} where ${same(outboxThings, "became")} and waiting = 0`,
      );
    });
  }

  /** Gives back what this process still holds of a topic. */
  async letGo(topic: string): Promise<void> {
    await this.#system.db
      .update(outboxThings)
      .set({ heldBy: null, heldUntil: null })
      .where(and(eq(outboxThings.topic, topic), eq(outboxThings.heldBy, this.#process)));
  }

  /** Whether nothing about a thing waits any more, or what waits is stuck. */
  async isOver({ workspace, topic, thing }: ThingKey): Promise<boolean> {
    const [row] = await this.#system.db
      .select({ stuck: outboxThings.stuck })
      .from(outboxThings)
      .where(and(eq(outboxThings.workspace, workspace), eq(outboxThings.topic, topic), eq(outboxThings.thing, thing)));
    return row?.stuck ?? true;
  }

  /** Gives back what processes held that are gone: to be called where there is no other. */
  async takeOver(): Promise<void> {
    await this.#system.db
      .update(outboxThings)
      .set({ heldBy: null, heldUntil: null })
      .where(isNotNull(outboxThings.heldBy));
  }

  #due() {
    return sql`not ${outboxThings.stuck} and ${outboxThings.dueAt} <= ${this.#system.now().toISOString()}
      and (${outboxThings.heldUntil} is null or ${outboxThings.heldUntil} < clock_timestamp())`;
  }
}

function nameOf({ workspace, thing }: { workspace: string; thing: string }): string {
  return `${workspace} ${thing}`;
}

async function rowsOf<T>(db: Database, query: Parameters<Database["execute"]>[0]): Promise<T[]> {
  return ((await db.execute(query)) as unknown as { rows: T[] }).rows;
}
