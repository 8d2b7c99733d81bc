import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followers } from "./log/follow/follow.tables.ts";
import { outboxThings } from "./platform/outbox/outbox.tables.ts";
import { send } from "./platform/outbox/outbox.ts";
import { type Caller, startTestApp, type TestApp } from "./testing/app.ts";
import { track } from "./testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const bought = { did: { event: "Order Completed" } } as const;

async function makeSegment(owner: Caller): Promise<string> {
  const { id } = await owner.request("POST /api/v1/segments", { body: { name: "Buyers", condition: bought } });
  await t.settled();
  return id;
}

/** What the counter says of a segment in all. */
async function countedIn(owner: Caller, id: string) {
  await t.settled();
  const { items } = await owner.request("GET /api/v1/segments/:id/history", {
    params: { id },
    query: { interval: "month" },
  });
  return { size: items.at(-1)?.size, entered: items.at(-1)?.entered, byNews: items.at(-1)?.byNews.entered };
}

describe("rows that come in by a file", () => {
  it("are counted and are no news, also 20,000 of last year at once and some of this very day", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const id = await makeSegment(owner);
    const [rows, people] = [20_000, 500];
    const lines = Array.from({ length: rows }, (_, row) => {
      const day = row % 100 === 0 ? t.clock.now() : new Date(Date.UTC(2025, 0, 1 + (row % 360), 10));
      return `p${row % people},Order Completed,${day.toISOString()}`;
    });
    const upload = await owner.inject({
      method: "POST",
      url: "/api/v1/imports?name=orders.csv",
      headers: { "content-type": "application/octet-stream" },
      payload: `user,event,time\n${lines.join("\n")}\n`,
    });
    const params = { id: upload.json<{ id: string }>().id };
    const mapping = {
      contact: { column: "user", kind: "userId" as const },
      event: { column: "event" },
      time: { column: "time", format: "iso" as const },
    };
    await owner.request("POST /api/v1/imports/:id/start", { params, body: { mapping } });
    for (let status = "queued"; status !== "done"; ) {
      await wait(50);
      ({ status } = await owner.request("GET /api/v1/imports/:id", { params }));
      expect(["queued", "running", "done"]).toContain(status);
    }
    expect(await countedIn(owner, id)).toEqual({ size: people, entered: people, byNews: 0 });
    await t.track(writeKey, [track("somebody new", "Order Completed", t.clock.now().toISOString())]);
    expect(await countedIn(owner, id)).toEqual({ size: people + 1, entered: people + 1, byNews: 1 });
  });
});

describe("the list of segments", () => {
  it("has the sizes of the counter and does not ask the log", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const messages = ["ann", "bob"].map((user) => track(user, "Order Completed", t.clock.now().toISOString()));
    await t.track(writeKey, messages);
    await makeSegment(owner);
    const other = { name: "Nobody", condition: { did: { event: "Never" } } };
    await owner.request("POST /api/v1/segments", { body: other });
    await t.settled();
    const listed = async () => {
      const { items } = await owner.request("GET /api/v1/segments", {});
      return items.map(({ name, size }) => [name, size]);
    };
    expect(await listed()).toEqual([
      ["Buyers", 2],
      ["Nobody", 0],
    ]);
    await t.track(writeKey, [track("cem", "Order Completed", t.clock.now().toISOString())]);
    expect(await listed()).toEqual([
      ["Buyers", 3],
      ["Nobody", 0],
    ]);
  });
});

describe("how those who react keep up", () => {
  const ready = async () => (await t.anonymous.request("GET /health/ready", {})).reactions;
  const metrics = async () => (await t.owner.inject({ method: "GET", url: "/health/metrics" })).body;

  it("shows in health and metrics: in step, late, failing", async () => {
    await t.settled();
    expect(await ready()).toBe("ok");
    const state = await t.owner.request("GET /health/reactions", {});
    expect(state.state).toBe("ok");
    expect(state.followers.map(({ name }) => name).sort()).toEqual(["contacts", "segments", "visits"]);
    for (const follower of state.followers) expect(follower).toMatchObject({ behind: 0, since: null, failures: 0 });
    expect(await metrics()).toContain('throughline_follower_behind_events{follower="contacts"} 0\n');

    const { writeKey } = await t.freshWorkspace();
    await t.system.reactions.followers.stop();
    const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;
    const batch = Array.from({ length: 7 }, (_, n) => track(`u${n}`, "Seen", t.clock.now().toISOString()));
    await t.app.inject({ method: "POST", url: "/v1/batch", headers: { authorization }, payload: { batch } });
    expect(await ready()).toBe("ok");
    t.clock.advance(90_000);
    expect(await ready()).toBe("late");
    const late = (await t.owner.request("GET /health/reactions", {})).followers;
    for (const follower of late) expect(follower).toMatchObject({ behind: 7, since: expect.any(String) });
    expect(await metrics()).toContain('throughline_follower_behind_events{follower="contacts"} 7\n');
    // Numbers of arrival may run a few milliseconds ahead of the clock.
    expect(await metrics()).toMatch(/^throughline_follower_behind_seconds\{follower="contacts"\} (89\.9\d*|90)$/m);

    const failing = { failures: 3, reason: "the target is down" };
    await t.system.db.update(followers).set(failing).where(eq(followers.name, "segments"));
    expect(await ready()).toBe("failing");
    const { followers: found } = await t.owner.request("GET /health/reactions", {});
    expect(found.find(({ name }) => name === "segments")).toMatchObject(failing);
  });

  it("counts the outbox by topic", async () => {
    await t.system.db.update(followers).set({ failures: 0, reason: null });
    const message = { workspace: t.workspace.id, topic: "counted", payload: {} };
    for (const thing of ["a", "b"])
      await t.system.db.transaction((db) => send(db, { ...message, thing }, t.clock.now()));
    await t.system.db.update(outboxThings).set({ stuck: true, tries: 40 }).where(eq(outboxThings.thing, "a"));
    expect(await ready()).toBe("failing");
    const { outbox } = await t.owner.request("GET /health/reactions", {});
    expect(outbox).toEqual([{ topic: "counted", waiting: 2, stuck: 1, since: t.clock.now().toISOString() }]);
    expect(await metrics()).toContain('throughline_outbox_stuck{topic="counted"} 1\n');
  });

  it("is told to those who look after the whole system only", async () => {
    const { owner: ofAnother } = await t.freshWorkspace();
    for (const url of ["/health/reactions", "/health/metrics"]) {
      expect((await t.anonymous.inject({ method: "GET", url })).statusCode).toBe(401);
      expect((await ofAnother.inject({ method: "GET", url })).statusCode).toBe(403);
    }
    const prometheus = await t.key("api", ["system:read"]);
    const answer = await prometheus.inject({ method: "GET", url: "/health/metrics" });
    expect(answer.headers["content-type"]).toContain("text/plain; version=0.0.4");
    for (const line of answer.body.trim().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) .*|\w+(\{(\w+="[^"]*",?)+\})? -?[\d.e+-]+|)$/);
  });
});
