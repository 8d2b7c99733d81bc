import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { isBlockedIdentifier, keyOfIdentifier } from "./contacts.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const instant = (minute: number) => new Date(Date.UTC(2026, 5, 1, 10, minute)).toISOString();
let made = 0;
const message = (type: string, minute: number, more: object) => {
  made += 1;
  return { type, messageId: `m-${made}`, timestamp: instant(minute), ...more };
};
const visit = (anonymousId: string, minute: number, more: object = {}) =>
  message("track", minute, { event: "Page Seen", anonymousId, ...more });
const identify = (userId: string, minute: number, more: object = {}) =>
  message("identify", minute, { userId, ...more });
const get = (who: Caller, id: string) => who.request("GET /api/v1/contacts/:id", { params: { id } });
const timeline = (who: Caller, id: string, query: object = {}) =>
  who.request("GET /api/v1/contacts/:id/timeline", { params: { id }, query });
const list = (who: Caller, query: object = {}) => who.request("GET /api/v1/contacts", { query });
const merge = (who: Caller, id: string, merged: string) =>
  who.request("POST /api/v1/contacts/:id/merge", { params: { id }, body: { merged, reason: "the same person" } });
const undo = (who: Caller, id: string) => who.request("DELETE /api/v1/merges/:id", { params: { id } });

describe("blocked identifiers", () => {
  it.each([
    "null",
    "Anonymous",
    " guest ",
    "-1",
    "0",
    "000",
    "00000000-0000-0000-0000-000000000000",
    "",
    "N/A",
    "NaN",
    "TRUE",
    "[object Object]",
    '"undefined"',
  ])("%j names nobody", (value) => {
    expect(isBlockedIdentifier(value)).toBe(true);
    expect(keyOfIdentifier("w", "user_id", value)).toBe("0");
  });

  it.each(["1", "u-0", "nullable", "Anna", "100", "0a"])("%j is somebody", (value) => {
    expect(isBlockedIdentifier(value)).toBe(false);
  });

  it("ignores case and space of an e-mail address only", () => {
    expect(keyOfIdentifier("w", "email", " A@X.com")).toBe(keyOfIdentifier("w", "email", "a@x.com"));
    expect(keyOfIdentifier("w", "user_id", "A")).not.toBe(keyOfIdentifier("w", "user_id", "a"));
    expect(keyOfIdentifier("w", "user_id", "a")).not.toBe(keyOfIdentifier("v", "user_id", "a"));
  });

  it("joins nobody who shares one", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [
      identify("u1", 1, { anonymousId: "null" }),
      identify("u2", 2, { anonymousId: "null" }),
      identify("guest", 3, { anonymousId: "a9", traits: { name: "Nobody" } }),
    ]);
    const { items } = await list(owner);
    expect(items.map((each) => each.name).sort()).toEqual(["u1", "u2"]);
    expect((await get(owner, keyOfIdentifier(workspace.id, "anonymous_id", "a9"))).known).toBe(false);
  });
});

describe("stitching", () => {
  it("gives a visitor's past to the person they turn out to be", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const visitor = keyOfIdentifier(workspace.id, "anonymous_id", "v1");
    await t.track(writeKey, [visit("v1", 1), visit("v1", 2)]);
    expect(await get(owner, visitor)).toMatchObject({
      known: false,
      name: "",
      firstSeenAt: instant(1),
      lastSeenAt: instant(2),
      identifiers: [{ kind: "anonymous_id", value: "v1" }],
      scores: { events: 2 },
    });
    expect((await timeline(owner, visitor)).items).toHaveLength(2);
    expect((await list(owner)).items).toEqual([]);

    await t.track(writeKey, [
      identify("u1", 3, { anonymousId: "v1", traits: { name: "Ada Lovelace", email: "Ada@X.com", plan: "pro" } }),
    ]);
    const id = keyOfIdentifier(workspace.id, "user_id", "u1");
    const known = await get(owner, id);
    expect(known).toMatchObject({
      id,
      known: true,
      name: "Ada Lovelace",
      email: "Ada@X.com",
      firstSeenAt: instant(1),
      traits: { plan: "pro" },
      scores: { events: 3 },
    });
    expect(known.identifiers.map(({ kind, value, evidence }) => [kind, value, evidence.kind]).sort()).toEqual([
      ["anonymous_id", "v1", "identify"],
      ["email", "ada@x.com", "identify"],
      ["user_id", "u1", "first_seen"],
    ]);
    expect((await get(owner, visitor)).id).toBe(id);
    const { items } = await timeline(owner, id);
    expect(items.map((each) => each.timestamp)).toEqual([instant(3), instant(2), instant(1)]);
    expect(new Set(items.map((each) => each.contactId))).toEqual(new Set([id]));
  });

  it("leaves a shared device with the first to use it", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [
      identify("u1", 1, { anonymousId: "kiosk" }),
      visit("kiosk", 2),
      message("track", 3, { event: "Paid", userId: "u2", anonymousId: "kiosk" }),
    ]);
    expect((await get(owner, keyOfIdentifier(workspace.id, "user_id", "u1"))).scores.events).toBe(2);
    const second = await get(owner, keyOfIdentifier(workspace.id, "user_id", "u2"));
    expect(second.scores.events).toBe(1);
    expect(second.conflicts).toEqual([]);
  });

  it("joins what acted by e-mail address with the user who has it, unless another has", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    await owner.request("POST /api/v1/feedback", {
      body: [
        { submission_id: "1", field_type: "nps", value_number: 9, email: "Eve@X.com", collected_at: instant(1) },
        {
          submission_id: "2",
          field_type: "csat",
          value_number: 3,
          scale_max: 3,
          email: "eve@x.com",
          collected_at: instant(2),
        },
        { submission_id: "3", field_type: "csat", value_number: 1, email: "eve@x.com", collected_at: instant(3) },
      ],
    });
    await t.settled();
    const address = keyOfIdentifier(workspace.id, "email", "eve@x.com");
    expect(await get(owner, address)).toMatchObject({ known: true, name: "eve@x.com", email: "eve@x.com" });
    await t.track(writeKey, [
      identify("u1", 5, { traits: { email: "EVE@x.com", firstName: "Eve", lastName: "Ning" } }),
    ]);
    const id = keyOfIdentifier(workspace.id, "user_id", "u1");
    expect(await get(owner, address)).toMatchObject({
      id,
      name: "Eve Ning",
      firstSeenAt: instant(1),
      scores: { nps: 9, csat: 3, answers: 3, events: 4 },
      conflicts: [],
    });
    expect((await list(owner)).items.map((each) => each.id)).toEqual([id]);

    await t.track(writeKey, [identify("u2", 6, { traits: { email: "eve@x.com" } })]);
    const other = keyOfIdentifier(workspace.id, "user_id", "u2");
    for (const each of [id, other])
      expect((await get(owner, each)).conflicts).toMatchObject([{ kind: "email", value: "eve@x.com" }]);
    expect((await get(owner, id)).conflicts[0]?.contacts.map((each) => each.id).sort()).toEqual([id, other].sort());
    expect((await list(owner)).items).toHaveLength(2);

    await merge(owner, id, other);
    expect((await get(owner, id)).conflicts).toEqual([]);
  });

  it("follows an alias from a visitor and refuses one between two users", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [
      visit("v1", 1),
      message("alias", 2, { userId: "u1", previousId: "v1" }),
      identify("u2", 3),
      message("alias", 4, { userId: "u1", previousId: "u2" }),
    ]);
    const one = await get(owner, keyOfIdentifier(workspace.id, "user_id", "u1"));
    expect(one.scores.events).toBe(3);
    expect(one.identifiers.find((each) => each.value === "v1")?.evidence.kind).toBe("alias");
    expect(one.conflicts).toMatchObject([{ kind: "alias", value: "u2" }]);
    expect((await get(owner, keyOfIdentifier(workspace.id, "user_id", "u2"))).conflicts).toHaveLength(1);
  });

  it("keeps the last word on a trait by the time of the message, and takes it back on null", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [
      identify("u1", 5, { traits: { plan: "pro", city: "Ulm", age: 3 } }),
      identify("u1", 3, { traits: { plan: "free", team: "x", age: 2 } }),
      identify("u1", 6, { traits: { city: null, ["__proto__"]: 1, "\u0000odd\ud800": "\u0000" } }),
      message("group", 7, { userId: "u1", groupId: "acme", traits: { name: "Acme" } }),
    ]);
    const one = await get(owner, keyOfIdentifier(workspace.id, "user_id", "u1"));
    expect(one).toMatchObject({ traits: { plan: "pro", team: "x", age: 3 }, name: "u1", groups: ["acme"] });
    expect(one.traits).not.toHaveProperty("city");
  });

  it("stays exact for ten thousand visitors who become known", { timeout: 120_000 }, async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const people = 10_000;
    const messages: object[] = [];
    for (let n = 0; n < people; n += 1) {
      messages.push(visit(`v-${n}`, 1), identify(`u-${n % 5000}`, 2, { anonymousId: `v-${n}` }));
    }
    await t.track(writeKey, messages);
    const answer = await owner.request("POST /api/v1/events/preview", {
      body: { rule: { field: "event", op: "exists" }, days: 90 },
    });
    expect(answer).toMatchObject({ matches: 2 * people, people: 5000 });
  });
});

describe("merging by a person", () => {
  it("joins, keeps what messages say meanwhile, and parts exactly", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const [a, b, c] = ["a", "b", "c"].map((user) => keyOfIdentifier(workspace.id, "user_id", user)) as [
      string,
      string,
      string,
    ];
    await t.track(writeKey, [
      identify("a", 1, { anonymousId: "va", traits: { name: "A", plan: "old" } }),
      identify("b", 2, { traits: { name: "B", plan: "new", only: "b" } }),
      identify("c", 3, { traits: { name: "C" } }),
      visit("late", 4),
    ]);
    const before = await get(owner, b);
    const first = await merge(owner, a, b);
    expect(first).toMatchObject({ into: a, merged: b, mergedName: "B", by: "Olive Owner", undoneAt: null });
    expect(await get(owner, b)).toMatchObject({
      id: a,
      name: "A",
      traits: { plan: "new", only: "b" },
      scores: { events: 2 },
    });
    expect((await list(owner)).items.map((each) => each.id).sort()).toEqual([a, c].sort());
    expect((await list(owner, { search: "b" })).items.map((each) => each.id)).toEqual([a]);

    // Merged once more, by way of the merged one, and stitched in between.
    const second = await merge(owner, c, b);
    expect(second).toMatchObject({ into: c, merged: a });
    await t.track(writeKey, [identify("b", 5, { anonymousId: "late" })]);
    expect((await get(owner, c)).scores.events).toBe(5);
    expect((await get(owner, keyOfIdentifier(workspace.id, "anonymous_id", "late"))).id).toBe(c);

    await undo(owner, first.id);
    expect((await get(owner, c)).scores.events).toBe(2);
    const parted = await get(owner, b);
    expect(parted).toMatchObject({ id: b, name: "B", traits: before.traits, scores: { events: 3 } });
    expect(parted.identifiers.map((each) => each.value).sort()).toEqual(["b", "late"]);
    expect(parted.merges).toMatchObject([{ id: first.id, undoneAt: t.clock.now().toISOString() }]);
    await undo(owner, first.id);
    await undo(owner, second.id);
    for (const each of [a, b, c]) expect((await get(owner, each)).id).toBe(each);
    expect((await timeline(owner, a)).items).toHaveLength(1);
  });

  it("takes a visitor in and lets them go", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const known = keyOfIdentifier(workspace.id, "user_id", "k");
    const visitor = keyOfIdentifier(workspace.id, "anonymous_id", "v");
    await t.track(writeKey, [identify("k", 1), visit("v", 2), identify("x", 3)]);
    const { id } = await merge(owner, known, visitor);
    // A person said whose it is; a message does not take it away.
    await t.track(writeKey, [identify("x", 4, { anonymousId: "v" })]);
    const whole = await get(owner, visitor);
    expect(whole).toMatchObject({ id: known, scores: { events: 2 } });
    expect(whole.identifiers.find((each) => each.value === "v")?.evidence).toMatchObject({
      kind: "merged_by_person",
      actor: "Olive Owner",
    });
    await undo(owner, id);
    expect(await get(owner, visitor)).toMatchObject({ id: visitor, known: false, scores: { events: 1 } });
  });

  it("refuses what makes no sense", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const known = keyOfIdentifier(workspace.id, "user_id", "k");
    const other = keyOfIdentifier(workspace.id, "user_id", "o");
    const visitor = keyOfIdentifier(workspace.id, "anonymous_id", "v");
    await t.track(writeKey, [identify("k", 1), identify("o", 1), visit("v", 2)]);
    const code = async (into: string, merged: string) => {
      const answer = await owner.inject({
        method: "POST",
        url: `/api/v1/contacts/${into}/merge`,
        payload: { merged, reason: "r" },
      });
      return [answer.statusCode, answer.json<{ code: string }>().code];
    };
    expect(await code(known, known)).toEqual([409, "same_contact"]);
    expect(await code(visitor, known)).toEqual([409, "target_is_anonymous"]);
    expect(await code(known, "12345")).toEqual([404, "not_found"]);
    await merge(owner, known, other);
    expect(await code(other, known)).toEqual([409, "same_contact"]);
    const stranger = await t.freshWorkspace();
    await expect(get(stranger.owner, known)).rejects.toMatchObject({ problem: { status: 404 } });
    await expect(undo(owner, "nothing")).rejects.toMatchObject({ problem: { status: 404 } });
  });
});

describe("lists", () => {
  it("searches by the start of name, address and identifier, and pages in every order", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const messages = Array.from({ length: 23 }, (_, n) =>
      identify(`user_${n}`, n % 7, { traits: { name: `Name ${n % 5}`, email: `mail${n}%@x.com` } }),
    );
    await t.track(writeKey, messages);
    for (const sort of ["last_seen", "first_seen", "name"]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(owner, { sort, limit: 4, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map((each) => each.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size).toBe(23);
      expect(seen).toHaveLength(23);
    }
    const found = async (search: string) => (await list(owner, { search })).items.length;
    expect(await found("NAME 1")).toBe(5);
    expect(await found("mail7%")).toBe(1);
    expect(await found("user_1")).toBe(11);
    expect(await found("user%")).toBe(0);
    expect(await found("\u0000")).toBe(0);
    await expect(list(owner, { cursor: "nonsense" })).rejects.toMatchObject({ problem: { code: "invalid_cursor" } });
  });

  it("shows everybody with what was merged into them, and with nothing of the others", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    const ids = ["a", "b", "c", "d", "e"];
    await t.track(
      writeKey,
      ids.map((id, minute) => identify(id, minute, { traits: { [`of_${id}`]: id } })),
    );
    const [a = "", b = "", c = "", d = ""] = ids.map((id) => keyOfIdentifier(workspace.id, "user_id", id));
    await merge(owner, d, a);
    await merge(owner, c, b);
    const { items } = await list(owner, { sort: "first_seen" });
    const told = items.map(({ traits }) => Object.keys(traits).sort().join());
    expect(told.sort()).toEqual(["of_a,of_d", "of_b,of_c", "of_e"]);
  });

  it("pages a timeline, newest first, with nothing lost where times are equal", async () => {
    const { workspace, owner, writeKey } = await t.freshWorkspace();
    await t.track(
      writeKey,
      Array.from({ length: 17 }, (_, n) =>
        message("track", Math.floor(n / 6), {
          userId: "u",
          event: `Event ${n}`,
          context: { channel: n % 2 === 0 ? "app" : "shop" },
        }),
      ),
    );
    const id = keyOfIdentifier(workspace.id, "user_id", "u");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await timeline(owner, id, { limit: 5, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((each) => each.event));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 17 }, (_, n) => `Event ${16 - n}`));
    expect((await timeline(owner, id, { channel: "app" })).items).toHaveLength(9);
  });
});
