import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const recent = (query: object) => ({ query });

describe("the live tail", () => {
  it("shows the last events received, newest first, of this workspace only", async () => {
    const one = await t.freshWorkspace();
    const other = await t.freshWorkspace();
    await t.track(other.writeKey, [track("x", "Elsewhere", t.clock.now().toISOString())]);
    await t.track(one.writeKey, [track("u", "Long ago", "2020-01-01T00:00:00Z", { n: 1, deep: { a: [1] } })]);
    const middle = t.clock.now().toISOString();
    t.clock.advance(1000);
    await t.track(one.writeKey, [
      feedback("u", "nps", 9, t.clock.now().toISOString()),
      track("u", "Last", t.clock.now().toISOString()),
    ]);
    const { items, asOf } = await one.owner.request("GET /api/v1/events/recent", recent({}));
    expect(items.map((each) => each.event)).toEqual(["Last", "Feedback Received", "Long ago"]);
    expect(items[1]).toMatchObject({ feedback: { type: "nps", score: 9 }, userId: "u" });
    expect(items[2]).toMatchObject({
      timestamp: "2020-01-01T00:00:00.000Z",
      contactId: keyOfIdentifier(one.workspace.id, "user_id", "u"),
      properties: { n: 1, deep: { a: [1] } },
      feedback: null,
    });
    // Asked again from there, an event that was taken but not yet stored is not missed.
    const again = await one.owner.request("GET /api/v1/events/recent", recent({ after: asOf }));
    expect(again.items.map((each) => each.event)).toEqual(["Last", "Feedback Received", "Long ago"]);
    expect(Date.parse(asOf)).toBeLessThan(t.clock.now().getTime());
    const since = await one.owner.request("GET /api/v1/events/recent", recent({ after: middle, limit: 1 }));
    expect(since.items.map((each) => each.event)).toEqual(["Last"]);
  });

  it("reaches back to a quiet workspace's last events", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [track("u", "Then", t.clock.now().toISOString())]);
    t.clock.advance(90 * 86_400_000);
    const { items } = await owner.request("GET /api/v1/events/recent", recent({}));
    expect(items.map((each) => each.event)).toEqual(["Then"]);
  });
});

describe("what is sent as a test", () => {
  it("is shown as one and counted nowhere, whoever it names, and goes with one request", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const made = await owner.request("POST /api/v1/keys", { body: { name: "Try", kind: "write", isTest: true } });
    expect(made.key.isTest).toBe(true);
    const now = t.clock.now().toISOString();
    await t.track(writeKey, [track("ann", "Paid", now), feedback("ann", "nps", 3, now)]);
    const sent = [
      { type: "identify", userId: "ann", traits: { name: "Not Ann" }, messageId: "test-identify" },
      track("ann", "Paid", now),
      track("bob", "Tried", now),
      feedback("bob", "nps", 10, now),
    ];
    await t.track(made.secret, sent);
    await t.track(made.secret, sent);
    const tail = async () => (await owner.request("GET /api/v1/events/recent", recent({}))).items;
    const told = (await tail()).map(({ event, isTest, contactId }) => [event, isTest, contactId === ""]);
    expect(told.filter(([, isTest]) => isTest).sort()).toEqual([
      ["Feedback Received", true, true],
      ["Identify", true, true],
      ["Paid", true, true],
      ["Tried", true, true],
    ]);
    expect(told.filter(([, isTest]) => !isTest)).toHaveLength(2);
    const { items: people } = await owner.request("GET /api/v1/contacts", {});
    expect(people).toHaveLength(1);
    expect(JSON.stringify(people)).not.toContain("Not Ann");
    const names = await owner.request("GET /api/v1/events/names", {});
    expect(names.events.map(({ name }) => name)).not.toContain("Tried");
    const answer = await owner.request("POST /api/v1/query", { body: { metrics: [{ metric: "nps" }] } });
    expect(answer.metrics[0]?.rows[0]?.result.n).toBe(1);

    // Sent again with a key that counts, the same messages count.
    await t.track(writeKey, [track("bob", "Tried", now)]);
    expect((await owner.request("GET /api/v1/contacts", {})).items).toHaveLength(2);

    const other = await t.freshWorkspace();
    const theirs = await other.owner.request("POST /api/v1/keys", { body: { name: "T", kind: "write", isTest: true } });
    await t.track(theirs.secret, [track("x", "Theirs", now)]);
    expect(await owner.request("GET /api/v1/events/tests", {})).toEqual({ count: 4, oldest: now, newest: now });
    expect(await owner.request("DELETE /api/v1/events/tests", {})).toEqual({ deleted: 4 });
    expect(await owner.request("GET /api/v1/events/tests", {})).toEqual({ count: 0, oldest: null, newest: null });
    expect((await tail()).filter(({ isTest }) => isTest)).toEqual([]);
    expect((await other.owner.request("GET /api/v1/events/tests", {})).count).toBe(1);
    expect(workspace.id).not.toBe(other.workspace.id);
  });

  it("can be feedback of the API too", async () => {
    const { owner } = await t.freshWorkspace();
    const { secret } = await owner.request("POST /api/v1/keys", { body: { name: "Try", kind: "api", isTest: true } });
    const sent = await t.app.inject({
      method: "POST",
      url: "/api/v1/feedback",
      headers: { authorization: `Bearer ${secret}` },
      payload: { user_id: "ann", field_type: "nps", field_id: "nps", value_number: 9, submission_id: "s-1" },
    });
    expect(sent.statusCode, sent.body).toBe(200);
    expect((await owner.request("GET /api/v1/events/tests", {})).count).toBe(1);
  });
});

describe("a rule's preview", () => {
  it("counts matches and people, says the rule in words and shows the latest", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const day = (ago: number) => new Date(t.clock.now().getTime() - ago * 86_400_000).toISOString();
    await t.track(writeKey, [
      track("a", "Paid", day(1), { plan: "pro" }),
      track("a", "Paid", day(2), { plan: "pro" }),
      track("b", "Paid", day(3), { plan: "pro" }),
      track("b", "Paid", day(4), { plan: "free" }),
      track("c", "Paid", day(40), { plan: "pro" }),
    ]);
    const rule = {
      all: [
        { field: "event", op: "eq", value: "Paid" } as const,
        { field: "properties.plan", op: "eq", value: "pro" } as const,
      ],
    };
    const preview = await owner.request("POST /api/v1/events/preview", { body: { rule, days: 30 } });
    expect(preview).toMatchObject({ matches: 3, people: 2, words: expect.stringContaining("Paid") });
    expect(preview.items.map((each) => each.timestamp)).toEqual([day(1), day(2), day(3)]);
    const viewer = await t.member("viewer", workspace.id);
    const seen = await viewer.request("POST /api/v1/events/preview", { body: { rule, days: 30 } });
    expect(seen, "single events take events:read").toMatchObject({ matches: 3, people: 2, items: [] });
    const any = { any: [{ field: "event", op: "eq", value: "x'; drop table events" } as const] };
    expect(await owner.request("POST /api/v1/events/preview", { body: { rule: any, days: 30 } })).toMatchObject({
      matches: 0,
      items: [],
    });
    const history = { did: { event: "Paid" } };
    await expect(
      owner.request("POST /api/v1/events/preview", { body: { rule: history, days: 30 } }),
    ).rejects.toMatchObject({ problem: { status: 400, code: "condition_needs_history" } });
  });
});

describe("names for pickers", () => {
  it("lists events by frequency, channels, touchpoints and property keys", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const now = t.clock.now().toISOString();
    await t.track(writeKey, [
      track("a", "Often", now, { size: 1, channel: "app", touchpoint: "Checkout" }),
      track("a", "Often", now, { size: 2, colour: "red" }),
      track("a", "Once", now, {}),
      track("a", "Old", "2020-01-01T00:00:00Z", { ancient: true }),
    ]);
    const names = await owner.request("GET /api/v1/events/names", {});
    expect(names.events).toEqual([
      { name: "Often", count: 2 },
      { name: "Once", count: 1 },
    ]);
    expect(names.channels).toContain("app");
    expect(names.touchpoints).toEqual(["Checkout"]);
    expect(names.properties).toEqual(expect.arrayContaining(["size", "colour"]));
    expect(names.properties).not.toContain("ancient");
    expect((await (await t.freshWorkspace()).owner.request("GET /api/v1/events/names", {})).events).toEqual([]);
  });

  it("tells which properties make groups: no ids, no sentences, no single values, no answers", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const now = t.clock.now().toISOString();
    const sentence = (index: number) => `The parcel came ${index % 2} days too late and nobody had told me about it`;
    await t.track(
      writeKey,
      Array.from({ length: 24 }, (_, index) =>
        track("a", "Paid", now, {
          ...{ region: index % 2 ? "North" : "South", items: index % 3, is_gift: index % 4 === 0, country: "NL" },
          ...{ order_id: `o-${index % 2}`, orderId: `o-${index % 2}`, note: sentence(index), total: index * 1.5 },
          value_number: index % 5,
        }),
      ),
    );
    const { groupings, properties } = await owner.request("GET /api/v1/events/names", {});
    expect([...groupings].sort()).toEqual(["is_gift", "items", "region"]);
    expect(properties).toEqual(expect.arrayContaining(["country", "order_id", "orderId", "note", "total"]));
  });
});
