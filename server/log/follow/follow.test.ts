import { setTimeout as wait } from "node:timers/promises";
import { eq, sql as records } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { distinct, followersOf, inStretchesOf, type Seen } from "../../testing/followers.ts";
import { track } from "../../testing/messages.ts";
import { followers } from "./follow.tables.ts";
import { type Follower, holdNews, type Stretch, startOver } from "./follow.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const { follower, start, stopAll, kill, read } = followersOf(() => t);
afterEach(stopAll);

/** Messages that happen now. */
function messages(count: number, instant = t.clock.now()) {
  return Array.from({ length: count }, (_, index) => track(`u${index % 7}`, "Paid", instant.toISOString()));
}
const idsOf = (sent: readonly { messageId: string }[]) => sent.map(({ messageId }) => messageId).sort();

/** The place of a follower as the records have it. */
async function placeOf(name: string) {
  const [row] = await t.system.db.select().from(followers).where(eq(followers.name, name));
  if (!row) throw new Error(`there is no follower ${name}`);
  return row;
}

describe("a follower", () => {
  it("is handed every event, in the order of arrival, and begins where it says", async () => {
    const { writeKey } = await t.freshWorkspace();
    const before = messages(25);
    await t.track(writeKey, before);
    const seen = new Map<string, Seen[][]>();
    const noting = (begins: Follower["begins"]) => {
      const each = follower(
        async (stretch) => {
          const rows = await read(stretch);
          expect(rows).toHaveLength(stretch.count);
          seen.set(each.name, [...(seen.get(each.name) ?? []), rows]);
        },
        { begins },
      );
      return each;
    };
    const [first, next] = [noting("first"), noting("next")];
    const process = start([first, next]);
    await process.idle();
    const after = messages(25);
    await t.track(writeKey, after);
    await process.idle();

    const stretches = seen.get(first.name) ?? [];
    expect(distinct(stretches.flat().map(({ id }) => id))).toEqual(
      expect.arrayContaining(idsOf([...before, ...after])),
    );
    const arrivals = stretches.flat().map(({ arrival }) => arrival);
    expect(arrivals).toEqual(arrivals.toSorted((one, other) => Number(one - other)));
    expect(stretches.length).toBeGreaterThan(4);
    expect(
      (seen.get(next.name) ?? [])
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(idsOf(after));
  });

  it("goes on where it was when it is started again, and is handed nothing twice that it was done with", async () => {
    const { writeKey } = await t.freshWorkspace();
    const seen: string[] = [];
    const one = follower(async (stretch) => {
      seen.push(...(await read(stretch)).map(({ id }) => id));
    });
    const before = start([one]);
    await before.idle();
    const sent = [messages(15), messages(15)];
    await t.track(writeKey, sent[0] ?? []);
    await before.idle();
    await before.stop();
    await t.track(writeKey, sent[1] ?? []);
    await start([one]).idle();
    expect(seen.sort()).toEqual(idsOf(sent.flat()));
  });

  it("killed in the middle of its work is handed the same again, and its place has passed over no event", async () => {
    const { writeKey } = await t.freshWorkspace();
    const done: string[] = [];
    let left = 2;
    let reached = () => {};
    const inTheMiddle = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const handle = async (stretch: Stretch) => {
      const ids = (await read(stretch)).map(({ id }) => id);
      if (left === 0) {
        // Half of its effect is there, its place is not, and nothing more comes of this process.
        done.push(...ids.slice(0, ids.length / 2));
        reached();
        await new Promise(() => undefined);
      }
      left -= 1;
      done.push(...ids);
    };
    const one = follower(handle);
    const first = start([one]);
    await first.idle();
    const sent = messages(60);
    await t.track(writeKey, sent);
    first.wake();
    await inTheMiddle;
    kill(first);
    const half = done.length;
    expect(half).toBeLessThan(60);
    const place = await placeOf(one.name);

    left = Number.POSITIVE_INFINITY;
    await start([one]).idle();
    expect(distinct(done)).toEqual(idsOf(sent));
    expect(done.length).toBeGreaterThan(60);
    expect((await placeOf(one.name)).arrival).toBeGreaterThan(place.arrival);
  });

  it("keeps work and place together or neither", async () => {
    const { writeKey } = await t.freshWorkspace();
    await t.system.db.execute(records`create table kept (id text not null)`);
    let fails = true;
    const one = follower(async (stretch) => {
      const ids = (await read(stretch)).map(({ id }) => id);
      await stretch.commit(async (db) => {
        for (const id of ids) await db.execute(records`insert into kept values (${id})`);
        if (fails) throw new Error("it does not work today");
      });
    });
    const process = start([one]);
    await process.idle();
    const sent = messages(30);
    await t.track(writeKey, sent);
    await expect(process.idle()).rejects.toThrow("it does not work today");
    const kept = async () => {
      const { rows } = (await t.system.db.execute(records`select id from kept`)) as unknown as {
        rows: { id: string }[];
      };
      return rows.map(({ id }) => id).sort();
    };
    expect(await kept()).toEqual([]);
    fails = false;
    await process.idle();
    expect(await kept()).toEqual(idsOf(sent));
  });

  it("that fails says why and how much waits, and holds up no other but those behind it", async () => {
    const { writeKey } = await t.freshWorkspace();
    let fails = true;
    const counts = { failing: 0, behind: 0, other: 0 };
    const failing = follower(async ({ count }) => {
      if (fails) throw new Error("the target is down");
      counts.failing += count;
    });
    const behind = follower(
      async ({ count }) => {
        counts.behind += count;
      },
      { after: failing.name },
    );
    const other = follower(async ({ count }) => {
      counts.other += count;
    });
    const process = start([failing, behind, other]);
    await process.idle();
    await t.track(writeKey, messages(20));
    await expect(process.idle(failing.name)).rejects.toThrow("the target is down");
    await process.idle(behind.name, other.name);
    expect(counts).toEqual({ failing: 0, behind: 0, other: 20 });
    const states = new Map((await process.state()).map((state) => [state.name, state]));
    expect(states.get(failing.name)).toMatchObject({ behind: 20, since: t.clock.now(), reason: "the target is down" });
    expect(states.get(failing.name)?.failures).toBeGreaterThan(0);
    expect(states.get(behind.name)).toMatchObject({ behind: 20, failures: 0, reason: null });
    expect(states.get(other.name)).toMatchObject({ behind: 0, since: null, failures: 0, reason: null });

    fails = false;
    await process.idle();
    expect(counts).toEqual({ failing: 20, behind: 20, other: 20 });
    for (const state of await process.state()) expect(state).toMatchObject({ behind: 0, failures: 0, reason: null });
  });
});

describe("two processes", () => {
  it("share the work, and only one of them is at it at a time", async () => {
    const { writeKey } = await t.freshWorkspace();
    const done: string[] = [];
    let [atIt, most] = [0, 0];
    const one = follower(async (stretch) => {
      atIt += 1;
      most = Math.max(most, atIt);
      const ids = (await read(stretch)).map(({ id }) => id);
      await wait(2);
      done.push(...ids);
      atIt -= 1;
    });
    const both = [start([one], { alone: false }), start([one], { alone: false })];
    await Promise.all(both.map((each) => each.idle()));
    const sent = Array.from({ length: 4 }, () => messages(40));
    for (const some of sent) {
      await t.track(writeKey, some);
      for (const each of both) each.wake();
      await Promise.all(both.map((each) => each.idle()));
    }
    expect(most).toBe(1);
    expect(done.sort()).toEqual(idsOf(sent.flat()));
  });

  it("one that was out of reach too long has lost its place: what it comes back with changes nothing", async () => {
    const { writeKey } = await t.freshWorkspace();
    await t.system.db.execute(records`create table done (id text not null, by text not null)`);
    let goOn = () => {};
    const outOfReach = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached = () => {};
    const stands = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const handleAs =
      (by: string): Follower["handle"] =>
      async (stretch) => {
        const ids = (await read(stretch)).map(({ id }) => id);
        if (by === "first") {
          reached();
          await outOfReach;
        }
        await stretch.commit(async (db) => {
          for (const id of ids) await db.execute(records`insert into done values (${id}, ${by})`);
        });
      };
    const one = follower(handleAs("first"));
    const first = start([one], { alone: false });
    const other = start([{ ...one, handle: handleAs("other") }], { alone: false });
    await other.idle();
    const sent = messages(8);
    await t.track(writeKey, sent);
    first.wake();
    await stands;
    // It is at it, so the other one leaves it alone …
    expect((await placeOf(one.name)).heldBy).not.toBeNull();
    // … until it has not been heard of for long.
    await t.system.db
      .update(followers)
      .set({ heldUntil: new Date(0) })
      .where(eq(followers.name, one.name));
    await other.idle();
    goOn();
    await first.idle();
    const { rows } = (await t.system.db.execute(records`select id, by from done`)) as unknown as {
      rows: { id: string; by: string }[];
    };
    expect(rows.map(({ id }) => id).sort()).toEqual(idsOf(sent));
    expect(new Set(rows.map(({ by }) => by))).toEqual(new Set(["other"]));
  });
});

describe("news", () => {
  /** What a follower that begins now is told of what is done: which messages, and whether each is news. */
  async function told(
    work: () => Promise<void>,
    again?: (name: string) => Promise<void>,
  ): Promise<Map<string, boolean>> {
    let seen = new Map<string, boolean>();
    const one = follower(
      async (stretch) => {
        for (const { id, news } of await read(stretch)) seen.set(id, news);
      },
      { pace: inStretchesOf(100_000) },
    );
    const process = start([one]);
    await process.idle();
    await work();
    await process.idle();
    await process.stop();
    if (again) {
      seen = new Map();
      await again(one.name);
      await start([one]).idle();
    }
    return seen;
  }
  const hours = (count: number) => new Date(t.clock.now().getTime() - count * 3_600_000);
  const [fresh, old] = [71, 73];

  it("is what happened less than 72 hours before it came", async () => {
    const { writeKey } = await t.freshWorkspace();
    const [news, history] = [messages(3, hours(fresh)), messages(3, hours(old))];
    const seen = await told(() => t.track(writeKey, [...news, ...history]));
    for (const { messageId } of news) expect(seen.get(messageId)).toBe(true);
    for (const { messageId } of history) expect(seen.get(messageId)).toBe(false);
  });

  it("is not what clients send as history, however fresh", async () => {
    const { writeKey } = await t.freshWorkspace();
    const batch = messages(3);
    const seen = await told(async () => {
      const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;
      const answer = await t.app.inject({
        method: "POST",
        url: "/v1/import",
        headers: { authorization },
        payload: { batch },
      });
      expect(answer.statusCode).toBe(200);
    });
    expect([...seen.keys()].sort()).toEqual(idsOf(batch));
    expect([...seen.values()]).toEqual([false, false, false]);
  });

  it("is nothing that came back with a backup, nor what is handled over again", async () => {
    const { writeKey } = await t.freshWorkspace();
    const [before, after] = [messages(5), messages(5)];
    const restored = await told(async () => {
      await t.track(writeKey, before);
      await holdNews(t.system.db, t.system.analytics);
      await t.track(writeKey, after);
    });
    // The follower looks while there is a restore only in the test; what it handled before was news then.
    for (const { messageId } of after) expect(restored.get(messageId)).toBe(true);

    const sent = messages(5);
    const over = await told(
      () => t.track(writeKey, sent),
      (name) => startOver(t.system.db, name),
    );
    for (const { messageId } of [...before, ...after, ...sent]) expect(over.get(messageId)).toBe(false);
  });
});
