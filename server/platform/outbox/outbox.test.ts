import { setTimeout as wait } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { outboxMessages, outboxThings } from "./outbox.tables.ts";
import { type Outbox, openOutbox, send, type Topic, topicStates } from "./outbox.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const running: Outbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

const HOUR = 3_600_000;
let named = 0;

/** A topic of a name of its own. */
function topic(deliver: Topic["deliver"], more: Partial<Topic> = {}): Topic {
  named += 1;
  return { name: `test_${named}`, deliver, ...more };
}

/** As one process delivers them. */
async function open(topics: readonly Topic[], alone = false): Promise<Outbox> {
  const opened = await openOutbox(t.system, topics, { alone });
  running.push(opened);
  return opened;
}

/** A process that is killed says nothing more, and gives nothing back. */
function kill(process: Outbox): void {
  running.splice(running.indexOf(process), 1);
}

/** Sends in a transaction of its own. */
function put({ name }: Pick<Topic, "name">, thing: string, payload: object): Promise<void> {
  const message = { workspace: t.workspace.id, topic: name, thing, payload };
  return t.system.db.transaction((db) => send(db, message, t.clock.now()));
}

const numberOf = (payload: unknown) => (payload as { n: number }).n;

async function waitingOf({ name }: Pick<Topic, "name">): Promise<number> {
  return (await topicStates(t.system)).find((state) => state.topic === name)?.waiting ?? 0;
}

describe("a message", () => {
  it("is delivered once its transaction is kept, and is not there after a rollback", async () => {
    const delivered: unknown[] = [];
    const one = topic(async ({ workspace, thing, payload }) => {
      delivered.push({ workspace, thing, payload });
    });
    const outbox = await open([one]);
    const kept = { workspace: t.workspace.id, topic: one.name, thing: "kept", payload: { n: 1 } };
    let inside: unknown[] | undefined;
    await t.system.db.transaction(async (db) => {
      await send(db, kept, t.clock.now());
      inside = [...delivered];
    });
    const rolledBack = t.system.db.transaction(async (db) => {
      await send(db, { ...kept, thing: "gone" }, t.clock.now());
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");
    await outbox.idle();
    expect(inside).toEqual([]);
    expect(delivered).toEqual([{ workspace: t.workspace.id, thing: "kept", payload: { n: 1 } }]);
    expect(await t.system.db.select().from(outboxMessages).where(eq(outboxMessages.topic, one.name))).toEqual([]);
    expect(await t.system.db.select().from(outboxThings).where(eq(outboxThings.topic, one.name))).toEqual([]);
  });

  it("of more than 256 KB is refused to whoever sends it", async () => {
    await expect(put({ name: "large" }, "a", { text: "x".repeat(300_000) })).rejects.toThrow(TypeError);
  });

  it("is delivered without anybody saying that it is there", async () => {
    const delivered: number[] = [];
    const one = topic(async ({ payload }) => {
      delivered.push(numberOf(payload));
    });
    await open([one]);
    await put(one, "a", { n: 1 });
    while (delivered.length === 0) await wait(20);
  });
});

describe("messages about one thing", () => {
  it("come in the order in which they were sent, also while the first of them fails; others do not wait", async () => {
    const delivered: string[] = [];
    let fails = true;
    const one = topic(async ({ thing, payload }) => {
      if (thing === "a" && numberOf(payload) === 2 && fails) throw new Error("not now");
      delivered.push(`${thing}${numberOf(payload)}`);
    });
    const outbox = await open([one]);
    for (const n of [1, 2, 3]) for (const thing of ["a", "b"]) await put(one, thing, { n });
    await outbox.idle();
    expect(delivered.filter((each) => each.startsWith("b"))).toEqual(["b1", "b2", "b3"]);
    expect(delivered.filter((each) => each.startsWith("a"))).toEqual(["a1"]);
    fails = false;
    t.clock.advance(HOUR);
    await put(one, "a", { n: 4 });
    await outbox.idle();
    expect(delivered.filter((each) => each.startsWith("a"))).toEqual(["a1", "a2", "a3", "a4"]);
  });

  it("come in the order in which they were kept, once, from many senders at once, whichever of two processes has them", async () => {
    const delivered = new Map<string, number[]>();
    const atIt = new Map<string, number>();
    let most = 0;
    const one = topic(async ({ thing, payload }) => {
      atIt.set(thing, (atIt.get(thing) ?? 0) + 1);
      most = Math.max(most, atIt.get(thing) ?? 0);
      await wait(1);
      delivered.set(thing, [...(delivered.get(thing) ?? []), numberOf(payload)]);
      atIt.set(thing, (atIt.get(thing) ?? 0) - 1);
    });
    const both = [await open([one]), await open([one])];
    const kept = new Map<string, number[]>();
    let next = 0;
    const sender = async (thing: string) => {
      for (let count = 0; count < 25; count += 1)
        await t.system.db.transaction(async (db) => {
          const n = next;
          next += 1;
          await send(db, { workspace: t.workspace.id, topic: one.name, thing, payload: { n } }, t.clock.now());
          // Whoever sends about the same thing waits for this transaction, so this is the order in which they are kept.
          kept.set(thing, [...(kept.get(thing) ?? []), n]);
        });
    };
    await Promise.all(["a", "b", "c", "a", "b", "c"].map(sender));
    while ((await waitingOf(one)) > 0) await Promise.all(both.map((each) => each.idle()));
    expect(most).toBe(1);
    expect(delivered).toEqual(kept);
  });
});

describe("a target", () => {
  it("that is down for a day gets everything, in order, and is not asked all the time", async () => {
    const delivered: number[] = [];
    let [down, tries] = [true, 0];
    const one = topic(async ({ payload }) => {
      tries += 1;
      if (down) throw new Error("connection refused");
      delivered.push(numberOf(payload));
    });
    const outbox = await open([one]);
    for (const n of [1, 2, 3]) await put(one, "shop", { n });
    for (let minutes = 0; minutes < 24 * 60; minutes += 10) {
      t.clock.advance(10 * 60_000);
      await outbox.idle();
    }
    expect(tries).toBeGreaterThan(20);
    expect(tries).toBeLessThan(40);
    expect((await topicStates(t.system)).find((state) => state.topic === one.name)).toMatchObject({
      ...{ waiting: 3, stuck: 0 },
      since: expect.any(Date),
    });
    down = false;
    t.clock.advance(HOUR);
    await outbox.idle();
    expect(delivered).toEqual([1, 2, 3]);
  });

  it("that takes too long is told to stop, and asked again later", async () => {
    let told: unknown;
    const one = topic(
      (_, signal) =>
        new Promise(() => {
          signal.addEventListener("abort", () => {
            told = signal.reason;
          });
        }),
      { seconds: 0.05 },
    );
    const outbox = await open([one]);
    await put(one, "a", { n: 1 });
    await outbox.idle();
    expect(told).toMatchObject({ name: "TimeoutError" });
    const [row] = await t.system.db.select().from(outboxThings).where(eq(outboxThings.topic, one.name));
    expect(row).toMatchObject({ tries: 1, stuck: false, reason: "It took longer than 0.05 seconds." });
    expect(row?.dueAt.getTime()).toBeGreaterThan(t.clock.now().getTime());
  });
});

describe("a process killed between what it delivers and the note of it", () => {
  /** Delivers and then hangs, as if nothing more came of the process. */
  async function killedWhileDelivering(): Promise<{ one: Topic; delivered: number[] }> {
    const delivered: number[] = [];
    let hangs = true;
    let reached = () => {};
    const stands = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const one = topic(async ({ payload }) => {
      delivered.push(numberOf(payload));
      if (!hangs) return;
      hangs = false;
      reached();
      await new Promise(() => undefined);
    });
    const first = await open([one]);
    for (const n of [1, 2]) await put(one, "a", { n });
    first.wake();
    await stands;
    kill(first);
    return { one, delivered };
  }

  it("has it delivered again by another one, once it has not been heard of for long", async () => {
    const { one, delivered } = await killedWhileDelivering();
    const other = await open([one]);
    await other.idle();
    expect(delivered).toEqual([1]);
    const held = and(eq(outboxThings.topic, one.name), eq(outboxThings.thing, "a"));
    await t.system.db
      .update(outboxThings)
      .set({ heldUntil: new Date(0) })
      .where(held);
    await other.idle();
    expect(delivered).toEqual([1, 1, 2]);
  });

  it("has it delivered again at its next start, where there is no other", async () => {
    const { one, delivered } = await killedWhileDelivering();
    const next = await open([one], true);
    await next.idle();
    expect(delivered).toEqual([1, 1, 2]);
  });
});
