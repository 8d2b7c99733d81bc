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
});
