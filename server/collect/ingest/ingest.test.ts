import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventMigrations } from "../../event-schema.ts";
import { events } from "../../log/events/events.ts";
import { type Analytics, wholeOf } from "../../platform/analytics/analytics.ts";
import { migrateEvents } from "../../platform/analytics/migrate.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { createLog } from "../../platform/log.ts";
import { openTestAnalytics } from "../../testing/stores.ts";
import { createIngest, type Ingest } from "./ingest.ts";
import { isFault, readMessage } from "./read/read-message.ts";
import { prepare, rowWriter, type Sender, type Written } from "./read/to-row.ts";
import { findStored } from "./store/find-stored.ts";
import { GroupCommit } from "./store/group-commit.ts";
import type { QuotaSettings } from "./store/quotas.ts";

let analytics: Analytics;
let clock = new Date("2026-06-17T12:00:00.000Z");
let woken = 0;
let workspaces = 0;
const opened: Ingest[] = [];

beforeAll(async () => {
  analytics = await openTestAnalytics();
  await migrateEvents(analytics, eventMigrations);
});
afterAll(async () => {
  for (const ingest of opened) await ingest.close();
  await analytics.close();
});

function start(bufferBytes = 64 * 1024 * 1024, quotas?: QuotaSettings): Ingest {
  const followers = {
    wake: () => {
      woken += 1;
    },
  };
  const ingest = createIngest({
    system: { analytics, log: createLog("silent"), now: () => clock },
    followers,
    unitPaths: { of: async () => new Map() },
    questions: { of: async () => new Map() },
    bufferBytes,
    ...(quotas ? { quotas } : {}),
  });
  opened.push(ingest);
  return ingest;
}
function fresh() {
  workspaces += 1;
  const workspace = `0198c1c2-2222-7000-8000-${String(workspaces).padStart(12, "0")}`;
  return { workspace, source: "Website", cameBy: "live" } as const;
}
const count = async (workspace: string) => {
  const [row] = await analytics.ask<{ n: string }>(sql`select count() as n from ${events}`, {
    tenant: wholeOf(workspace),
  });
  return Number(row?.n);
};
const track = (messageId: string | undefined, more: object = {}) => ({
  type: "track",
  event: "Paid",
  userId: "u1",
  ...(messageId ? { messageId } : {}),
  ...more,
});
const dated = (messageId: string, day = "2026-06-01") => track(messageId, { timestamp: `${day}T10:00:00Z` });

describe("accept", () => {
  it("stores the good messages of a batch, names the others by index, and wakes the followers", async () => {
    const sender = fresh();
    const before = woken;
    const answer = await start().accept(sender, [dated("a"), { type: "track", userId: "u" }, dated("b"), 7], clock);
    expect(answer).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, field: "event" },
        { index: 3, field: "" },
      ],
    });
    expect(await count(sender.workspace)).toBe(2);
    expect(woken).toBeGreaterThan(before);
  });

  it("takes any number at once, over more months than one insert may touch", async () => {
    const sender = fresh();
    const messages = Array.from({ length: 11_000 }, (_, index) => {
      const day = new Date(Date.UTC(2015, index % 101, 1)).toISOString().slice(0, 10);
      return dated(`m${index}`, day);
    });
    expect((await start().accept(sender, messages, clock)).accepted).toBe(11_000);
    expect(await count(sender.workspace)).toBe(11_000);
  });

  it("gives numbers of arrival that rise, over a restart too and when the clock goes back", async () => {
    const sender = fresh();
    await start().accept(sender, [dated("a"), dated("b")], clock);
    await start().accept(sender, [dated("c")], new Date(clock.getTime() - 60_000));
    const rows = await analytics.ask<{ message_id: string }>(sql`select message_id from ${events} order by arrival`, {
      tenant: wholeOf(sender.workspace),
    });
    expect(rows.map((row) => row.message_id)).toEqual(["a", "b", "c"]);
  });
});

describe("a message sent again", () => {
  it("changes nothing: the same batch twice, at once or later, by this process or the next", async () => {
    const sender = fresh();
    const ingest = start();
    const batch = Array.from({ length: 200 }, (_, index) => dated(`m${index}`));
    const answers = await Promise.all([1, 2, 3].map(() => ingest.accept(sender, batch, clock)));
    expect(answers.map((answer) => answer.accepted)).toEqual([200, 200, 200]);
    await ingest.accept(sender, [...batch, ...batch], clock);
    await start().accept(sender, batch, clock);
    expect(await count(sender.workspace)).toBe(200);
  });

  it("is found without a time of its own on the next day, with nothing remembered", async () => {
    const sender = fresh();
    const ingest = start();
    await ingest.accept(sender, [track("a"), track("b", { event: "Refunded" })], clock);
    clock = new Date(clock.getTime() + 86_400_000);
    await ingest.accept(sender, [track("a")], clock);
    await forgetful(async (commit) => {
      const rows = [track("a"), track("b", { event: "Refunded" }), track("c")].map((value) =>
        prepare(write(sender, value)),
      );
      await commit.add("someone", rows);
    });
    expect(await count(sender.workspace)).toBe(3);
  });

  it("is recognised with another time while it is remembered", async () => {
    const sender = fresh();
    const ingest = start();
    await ingest.accept(sender, [dated("a", "2026-06-01")], clock);
    await ingest.accept(sender, [dated("a", "2026-06-02"), track("a")], clock);
    expect(await count(sender.workspace)).toBe(1);
  });

  it("counts per workspace, and each time when it has no id", async () => {
    const [one, other] = [fresh(), fresh()];
    const ingest = start();
    await ingest.accept(one, [dated("a"), track(undefined), track(undefined)], clock);
    await ingest.accept(other, [dated("a")], clock);
    expect([await count(one.workspace), await count(other.workspace)]).toEqual([3, 1]);
  });

  it("keeps the first answer of a feedback record, whatever a repeat says", async () => {
    const sender = fresh();
    const record = { submission_id: "s", field_type: "nps", value_number: 9, user_id: "u" };
    const answer = (more: object) => ({
      type: "track",
      event: "Feedback Received",
      properties: { ...record, ...more },
    });
    await start().accept(sender, [answer({ collected_at: "2026-01-01T00:00:00Z" })], clock);
    await forgetful((commit) =>
      commit.add("someone", [
        prepare(write(sender, answer({ value_number: 1, collected_at: "2026-03-01T00:00:00Z" }))),
      ]),
    );
    const rows = await analytics.ask(sql`select feedback_score from ${events}`, { tenant: wholeOf(sender.workspace) });
    expect(rows).toEqual([{ feedback_score: 9 }]);
  });
});

describe("the same feedback at the same moment in two processes", () => {
  it("counts once, also with two times", async () => {
    const sender = fresh();
    let last: Promise<unknown> = Promise.resolve();
    const exclusively = <T>(work: () => Promise<T>) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    };
    const answered = (day: string) => ({
      type: "track",
      event: "Feedback Received",
      properties: {
        ...{ submission_id: "s", field_type: "nps", value_number: 9, user_id: "u" },
        collected_at: `${day}T10:00:00Z`,
      },
    });
    const process = () =>
      new GroupCommit({
        ...{ analytics, table: "events", exclusively },
        ...{ onStored: () => undefined, onFailed: () => undefined },
        findStored: (rows) => findStored(analytics, rows, clock),
      });
    await Promise.all([
      process().add("one", [prepare(write(sender, answered("2026-01-01")))]),
      process().add("one", [prepare(write(sender, answered("2026-03-01")))]),
    ]);
    expect(await count(sender.workspace)).toBe(1);
  });
});

/** A commit that remembers nothing, as long after a million other messages. */
async function forgetful(use: (commit: GroupCommit) => Promise<unknown>): Promise<void> {
  const exclusively = <T>(work: () => Promise<T>) => work();
  const options = { table: "events" as const, exclusively, onStored: () => undefined, onFailed: () => undefined };
  await use(new GroupCommit({ analytics, findStored: (rows) => findStored(analytics, rows, clock), ...options }));
}

function write(sender: Sender, value: object): Written {
  const message = readMessage(value);
  if (isFault(message)) throw new Error(message.reason);
  const made = rowWriter(sender, clock, { paths: new Map(), questions: new Map() })(message, 1n);
  if (isFault(made)) throw new Error(made.reason);
  return made;
}

describe("a row the store cannot hold", () => {
  it("is refused alone: its neighbours in other requests and its own are stored", async () => {
    const sender = fresh();
    const stored: string[] = [];
    const commit = new GroupCommit({
      analytics,
      table: "events",
      exclusively: (work) => work(),
      findStored: async () => new Set(),
      onStored: (rows) => stored.push(...rows.map(({ key }) => key)),
      onFailed: () => undefined,
    });
    const written = write(sender, dated("bad"));
    const bad = prepare({ ...written, row: { ...written.row, day: "no day at all" } });
    const good = Array.from({ length: 60 }, (_, index) => prepare(write(sender, dated(`m${index}`))));
    const [first, second] = await Promise.all([
      commit.add("one", good.slice(0, 30)),
      commit.add("other", [...good.slice(30, 40), bad, ...good.slice(40)]),
    ]);
    expect([...(second ?? [])]).toEqual([bad.key]);
    expect(first).toEqual(new Set());
    expect(stored.length).toBe(60);
    expect(await count(sender.workspace)).toBe(60);
  });
});

describe("a sender among others", () => {
  const monthly = (months: number) =>
    Array.from({ length: months }, (_, index) =>
      dated(`m${index}`, new Date(Date.UTC(1970, index, 1)).toISOString().slice(0, 10)),
    );

  it("waits alone for the months that it brings: nobody else is held up", { timeout: 60_000 }, async () => {
    const [historian, shop] = [fresh(), fresh()];
    const ingest = start();
    await ingest.accept(shop, [dated("warm")], clock);
    let isOver = false;
    const history = ingest.accept(historian, monthly(120), clock).then((answer) => {
      isOver = true;
      return answer.accepted;
    });
    let meanwhile = 0;
    while (!isOver) {
      await ingest.accept(shop, [dated(`s${meanwhile}`)], clock);
      if (!isOver) meanwhile += 1;
    }
    expect(await history).toBe(120);
    expect(await count(historian.workspace)).toBe(120);
    // Fifteen inserts of eight months each: who asks again after an answer is in every second of them.
    expect(meanwhile).toBeGreaterThan(4);
  });

  it("has its turn with every insert, however much another brings, and all of both is stored", async () => {
    const [much, little] = [fresh(), fresh()];
    const turns: string[][] = [];
    const commit = new GroupCommit({
      analytics,
      table: "events",
      exclusively: (work) => work(),
      findStored: async (rows) => {
        turns.push(rows.map(({ workspace }) => workspace));
        return new Set();
      },
      onStored: () => undefined,
      onFailed: () => undefined,
    });
    const rows = (sender: Sender, messages: object[]) => messages.map((message) => prepare(write(sender, message)));
    await Promise.all([
      commit.add("much", rows(much, monthly(40))),
      ...Array.from({ length: 30 }, (_, index) =>
        commit.add("much", rows(much, [dated(`x${index}`, `20${10 + (index % 10)}-0${1 + (index % 7)}-01`)])),
      ),
      commit.add("little", rows(little, [dated("a"), dated("b")])),
      commit.add("nothing", []),
    ]);
    expect(turns[0]?.filter((workspace) => workspace === little.workspace)).toHaveLength(2);
    expect(turns[0]?.length).toBeLessThan(12);
    expect([await count(much.workspace), await count(little.workspace)]).toEqual([70, 2]);
  });

  it("is told 429 with the reason and the time when its workspace sends more than it may", async () => {
    const [sender, other] = [fresh(), fresh()];
    const ingest = start(undefined, { eventsPerSecond: 2, eventNames: 3, propertyNames: 4 });
    const named = (event: string, properties: object = {}) => ({
      ...dated(`${event}${JSON.stringify(properties)}`),
      event,
      properties,
    });
    const refused = (code: string, values: object) =>
      expect.objectContaining({
        status: 429,
        code,
        values,
        headers: { "retry-after": expect.stringMatching(/^\d+$/) },
      });
    await ingest.accept(sender, [named("a"), named("b", { one: 1, two: 2 }), named("c", { three: 3 })], clock);
    await expect(ingest.accept(sender, [named("a", { one: 2 }), named("d")], clock)).rejects.toEqual(
      refused("too_many_event_names", { most: 3, name: "d" }),
    );
    await expect(ingest.accept(sender, [named("a", { four: 4, five: 5 })], clock)).rejects.toEqual(
      refused("too_many_property_names", { most: 4, name: "five" }),
    );
    const many = Array.from({ length: 118 }, (_, index) => dated(`n${index}`));
    await expect(
      ingest.accept(
        sender,
        many.map((each) => ({ ...each, event: "a" })),
        clock,
      ),
    ).rejects.toEqual(refused("too_many_events", { most: 2 }));
    // Others, files, and the next day are not concerned.
    await ingest.accept(other, [named("d")], clock);
    await ingest.accept({ ...sender, cameBy: "import" }, [named("e")], clock);
    await ingest.accept(sender, [named("d"), named("a", { five: 5 })], new Date(clock.getTime() + 86_400_000));
    expect(await count(sender.workspace)).toBe(6);
  });
});

describe("a store that is slow or fails", () => {
  it("holds no more than the buffer, says 503 with Retry-After, and takes everything when it is sent again", async () => {
    const sender = fresh();
    const ingest = start(1_000_000);
    await ingest.accept(sender, [dated("first")], clock);
    const text = "x".repeat(2_000);
    const messages = Array.from({ length: 2_000 }, (_, index) => ({ ...dated(`m${index}`), properties: { text } }));
    const outcomes = await Promise.allSettled(messages.map((message) => ingest.accept(sender, [message], clock)));
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(1_000);
    expect(refused[0]).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
    expect(await count(sender.workspace)).toBe(1 + messages.length - refused.length);
    expect(ingest.held()).toBe(0);
    for (let index = 0; index < messages.length; index += 200)
      await ingest.accept(sender, messages.slice(index, index + 200), clock);
    expect(await count(sender.workspace)).toBe(1 + messages.length);
  });

  it("waits for no query of a user, also where the store is asked for repeats", async () => {
    const sender = fresh();
    const ingest = start();
    const undated = (messageId: string) => ({ type: "track", userId: "u", event: "Seen", messageId });
    await ingest.accept(sender, [undated("before")], clock);
    await analytics.command(sql`rename table events to events_away`);
    await expect(ingest.accept(sender, [dated("lost")], clock)).rejects.toMatchObject({ status: 503 });
    await analytics.command(sql`rename table events_away to events`);
    // After that nothing is trusted to be remembered.
    const end = new AbortController();
    let ended = 0;
    const endless = sql`select sum(sipHash64(number)) from numbers(1000000000000)`;
    const busy = Array.from({ length: 8 }, () =>
      analytics.ask(endless, { tenant: wholeOf(sender.workspace), signal: end.signal }).catch(() => {
        ended += 1;
      }),
    );
    for (const message of [undated("new"), dated("a"), undated("before")])
      await ingest.accept(sender, [message], clock);
    expect(ended).toBe(0);
    end.abort(new Error("enough"));
    await Promise.all(busy);
    expect(await count(sender.workspace)).toBe(3);
  });

  it("acknowledges nothing while the table is away, and stores the repeats once it is back", async () => {
    const sender = fresh();
    const ingest = start();
    await ingest.accept(sender, [dated("a")], clock);
    await analytics.command(sql`rename table events to events_away`);
    const messages = [dated("b"), dated("c")];
    const failed = await Promise.allSettled(messages.map((message) => ingest.accept(sender, [message], clock)));
    await analytics.command(sql`rename table events_away to events`);
    expect(failed.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    expect(ingest.isFailing()).toBe(true);
    expect(failed[0]).toMatchObject({ reason: { status: 503, code: "store_unavailable" } });
    await ingest.accept(sender, messages, clock);
    expect(ingest.isFailing()).toBe(false);
    expect(await count(sender.workspace)).toBe(3);
  });

  it("stores what it took before it closes, and then refuses", async () => {
    const sender = fresh();
    const ingest = start();
    const taken = ingest.accept(sender, [dated("a")], clock);
    await ingest.accept(sender, [dated("b")], clock);
    await ingest.close();
    await taken;
    await expect(ingest.accept(sender, [dated("c")], clock)).rejects.toMatchObject({ status: 503, code: "stopping" });
    expect(await count(sender.workspace)).toBe(2);
  });
});
