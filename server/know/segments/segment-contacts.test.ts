import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

async function segmentOf(owner: Caller, event: string) {
  const body = { name: event, condition: { did: { event } } };
  return (await owner.request("POST /api/v1/segments", { body })).id;
}

/** All pages of a list of customers, two at a time. */
async function everyPage(owner: Caller, query: { segment: string; search?: string }) {
  const found = [];
  for (let cursor: string | undefined; ; ) {
    const page = await owner.request("GET /api/v1/contacts", { query: { ...query, limit: 2, cursor } });
    expect(page.items.length).toBeLessThanOrEqual(2);
    found.push(...page.items);
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ status: 400, code }) });

describe("the customers of a segment", () => {
  it("are its members, whoever was seen last first, on random logs", async () => {
    const deed = fc.record({
      who: fc.integer({ min: 0, max: 6 }),
      isKnown: fc.boolean(),
      event: fc.constantFrom("buy", "look"),
      minute: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 20 }), async (deeds) => {
        const { owner, writeKey } = await t.freshWorkspace();
        const messages = deeds.map(({ who, isKnown, event, minute }) => {
          const message = track(`p${who}`, event, `2026-06-10T10:0${minute}:00Z`);
          return isKnown ? message : { ...message, userId: undefined, anonymousId: `visitor-${who}` };
        });
        if (messages.length > 0) await t.track(writeKey, messages);
        const segment = await segmentOf(owner, "buy");
        const contacts = await everyPage(owner, { segment });
        const params = { id: segment };
        const { items } = await owner.request("GET /api/v1/segments/:id/members", { params, query: { limit: 200 } });
        expect(contacts.map(({ id, lastSeenAt }) => [id, lastSeenAt])).toEqual(
          items.map(({ contactId, lastAt }) => [contactId, lastAt]),
        );
        const names = deeds.flatMap(({ who, isKnown, event }) =>
          event === "buy" ? [isKnown ? `p${who}` : `visitor-${who}`] : [],
        );
        expect(contacts).toHaveLength(new Set(names).size);
        const times = contacts.map(({ lastSeenAt }) => lastSeenAt);
        expect(times).toEqual([...times].sort().reverse());
      }),
      { numRuns: 10 },
    );
  });

  it("show who is known and since when, and are searched by name", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [
      {
        type: "identify",
        userId: "u1",
        traits: { name: "Anna Berg" },
        timestamp: "2026-06-01T10:00:00Z",
        messageId: "1",
      },
      {
        type: "identify",
        userId: "u2",
        traits: { name: "Anna Tal" },
        timestamp: "2026-06-01T10:00:00Z",
        messageId: "2",
      },
      track("u1", "buy", "2026-06-05T10:00:00Z"),
      { ...track("", "look", "2026-06-02T10:00:00Z"), userId: undefined, anonymousId: "a" },
      { ...track("", "buy", "2026-06-03T10:00:00Z"), userId: undefined, anonymousId: "a" },
    ]);
    const segment = await segmentOf(owner, "buy");
    expect(await everyPage(owner, { segment })).toMatchObject([
      { name: "Anna Berg", known: true, lastSeenAt: "2026-06-05T10:00:00.000Z" },
      { name: "", known: false, firstSeenAt: "2026-06-02T10:00:00.000Z", lastSeenAt: "2026-06-03T10:00:00.000Z" },
    ]);
    const named = async (search: string) => (await everyPage(owner, { segment, search })).map(({ name }) => name);
    expect(await named("anna")).toEqual(["Anna Berg"]);
    expect(await named("anna t")).toEqual([]);
  });

  it("come in one order, of a segment that is there", async () => {
    const { owner } = await t.freshWorkspace();
    const list = (query: object) => owner.request("GET /api/v1/contacts", { query });
    await expect(list({ segment: "gone" })).rejects.toEqual(problem("unknown_record"));
    const segment = await segmentOf(owner, "buy");
    await expect(list({ segment, sort: "name" })).rejects.toEqual(problem("sort_not_possible"));
    await expect(list({ segment, cursor: "nonsense" })).rejects.toEqual(problem("invalid_cursor"));
    expect((await list({ segment })).items).toEqual([]);
  });
});
