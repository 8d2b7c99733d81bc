import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback, track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });
let made = 0;

function group(who: object, groupId: string, timestamp: string, traits: object = {}) {
  made += 1;
  return { type: "group", messageId: `group-${made}`, groupId, timestamp, traits, ...who };
}

/** Ann and Bob are of Acme; Bob and a visitor are of Bolt; Cid is of none. */
async function companies() {
  const fresh = await t.freshWorkspace();
  const long = "x".repeat(200);
  await t.track(fresh.writeKey, [
    group({ userId: "ann" }, "acme", "2026-05-01T08:00:00Z", { name: "Akme", plan: "pro", seats: 3, about: long }),
    group({ userId: "bob" }, "acme", "2026-05-02T08:00:00Z", {
      name: "Acme Ltd",
      plan: null,
      office: { city: "Bonn" },
    }),
    group({ userId: "bob" }, "acme", "2026-05-03T08:00:00Z"),
    group({ userId: "bob" }, "bolt/1", "2026-06-01T08:00:00Z"),
    group({ anonymousId: "visitor" }, "bolt/1", "2026-06-02T08:00:00Z"),
    track("ann", "Order Completed", "2026-06-10T10:00:00Z", { revenue: 10 }),
    track("bob", "Order Completed", "2026-06-05T10:00:00Z", { revenue: 20 }),
    track("cid", "Order Completed", "2026-06-12T10:00:00Z", { revenue: 70 }),
    feedback("ann", "nps", 9, "2026-06-10T11:00:00Z"),
  ]);
  const list = (query: Parameters<typeof listOf>[1] = {}) => listOf(fresh.owner, query);
  return { ...fresh, list, long };
}

function listOf(by: Caller, query: { search?: string; sort?: "last_seen" | "people" | "name"; contact?: string }) {
  return by.request("GET /api/v1/accounts", { query });
}

async function contactId(owner: Caller, name: string): Promise<string> {
  const { items } = await owner.request("GET /api/v1/contacts", {});
  return items.find((each) => each.name === name)?.id ?? "";
}

describe("accounts", () => {
  it("are made of group calls: who belongs, what was last said, who was seen last", async () => {
    const { owner, list, long } = await companies();
    const { items, total } = await list();
    expect(total).toBe(2);
    expect(items).toEqual([
      {
        ...{ id: "acme", name: "Acme Ltd", people: 2 },
        ...{ firstSeenAt: "2026-05-01T08:00:00.000Z", lastSeenAt: "2026-06-10T11:00:00.000Z" },
        traits: { name: "Acme Ltd", office: { city: "Bonn" }, seats: 3 },
      },
      {
        ...{ id: "bolt/1", name: "bolt/1", people: 2, traits: {} },
        ...{ firstSeenAt: "2026-06-01T08:00:00.000Z", lastSeenAt: "2026-06-05T10:00:00.000Z" },
      },
    ]);
    const whole = await owner.request("GET /api/v1/accounts/:id", { params: { id: "acme" } });
    expect(whole).toEqual({ ...items[0], traits: { ...items[0]?.traits, about: long } });
  });

  it("are searched by name and id, sorted, and those of one contact", async () => {
    const { owner, list } = await companies();
    const ids = async (query: Parameters<typeof list>[0]) => (await list(query)).items.map(({ id }) => id);
    expect(await ids({ search: "LTD" })).toEqual(["acme"]);
    expect(await ids({ search: "t/1" })).toEqual(["bolt/1"]);
    expect(await ids({ search: "akme" })).toEqual([]);
    expect(await ids({ sort: "name" })).toEqual(["acme", "bolt/1"]);
    expect(await ids({ contact: await contactId(owner, "ann") })).toEqual(["acme"]);
    expect(await ids({ contact: await contactId(owner, "bob"), sort: "name" })).toEqual(["acme", "bolt/1"]);
    expect(await ids({ contact: "99999999999999999999" })).toEqual([]);
  });

  it.each(["last_seen", "people", "name"] as const)("are paged by %s", async (sort) => {
    const { owner, list } = await companies();
    const page = (cursor?: string) => owner.request("GET /api/v1/accounts", { query: { sort, limit: 1, cursor } });
    const first = await page();
    const second = await page(first.nextCursor ?? "");
    expect([first.total, second.nextCursor]).toEqual([2, null]);
    expect([...first.items, ...second.items]).toEqual((await list({ sort })).items);
  });

  it.each(["last_seen", "people", "name"] as const)("are paged by %s however long they are called", async (sort) => {
    const { owner, writeKey } = await t.freshWorkspace();
    const ids = ["а", "б", "в", "г"].map((last) => "щ".repeat(199) + last);
    await t.track(
      writeKey,
      ids.map((id) =>
        group({ userId: "ann" }, id, "2026-05-01T08:00:00Z", { name: "Щ".repeat(id.endsWith("г") ? 1000 : 200) }),
      ),
    );
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.request("GET /api/v1/accounts", { query: { sort, limit: 1, cursor } });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && found.length < 9);
    expect(found).toEqual(sort === "name" ? ids : [...ids].reverse());
  });

  it("show their people and what those did lately", async () => {
    const { owner } = await companies();
    const params = { id: "bolt/1" };
    const people = await owner.request("GET /api/v1/accounts/:id/people", { params });
    expect(people.items.map(({ name, lastAt }) => [name, lastAt])).toEqual([
      ["bob", "2026-06-05T10:00:00.000Z"],
      ["", "2026-06-02T08:00:00.000Z"],
    ]);
    const { items } = await owner.request("GET /api/v1/accounts/:id/events", {
      params: { id: "acme" },
      query: { limit: 2 },
    });
    expect(items.map(({ event }) => event)).toEqual(["Feedback Received", "Order Completed"]);
  });

  it("count people who turned out to be one as one", async () => {
    const { owner, list } = await companies();
    await owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: await contactId(owner, "ann") },
      body: { merged: await contactId(owner, "bob"), reason: "the same" },
    });
    expect((await list({ sort: "name" })).items.map(({ people }) => people)).toEqual([1, 2]);
  });

  it("are not there for who may not see customers, nor in another workspace", async () => {
    const { workspace } = await companies();
    const viewer = await t.member("viewer", workspace.id);
    await expect(listOf(viewer, {})).rejects.toEqual(problem("forbidden"));
    const elsewhere = (await t.freshWorkspace()).owner;
    expect((await listOf(elsewhere, {})).items).toEqual([]);
    await expect(elsewhere.request("GET /api/v1/accounts/:id", { params: { id: "acme" } })).rejects.toEqual(
      problem("not_found"),
    );
  });
});

describe("accounts in queries", () => {
  const period = { from: "2026-06-01", to: "2026-06-30" };

  it("narrow them to the people who belong to one", async () => {
    const { owner } = await companies();
    const orders = async (filter?: object) => {
      const body = { metrics: [{ metric: "orders" }], period, filter };
      const answer = await owner.request("POST /api/v1/query", { body: body as { metrics: { metric: string }[] } });
      return answer.metrics[0]?.rows[0]?.result.value;
    };
    expect(await orders()).toBe(3);
    expect(await orders({ group: "acme" })).toBe(2);
    expect(await orders({ not: { group: "acme" } })).toBe(1);
    expect(await orders({ all: [{ group: "bolt/1" }, { field: "event", op: "exists" }] })).toBe(1);
    expect(await orders({ group: "nobody" })).toBe(0);
    const many = { any: Array.from({ length: 11 }, (_, index) => ({ group: `group ${index}` })) };
    await expect(orders(many)).rejects.toEqual(problem("too_many_groups"));
    const funnel = await owner.request("POST /api/v1/query/funnel", {
      body: {
        ...{ period, filter: { group: "acme" }, windowSeconds: 86_400 },
        steps: ["Order Completed", "Feedback Received"].map((value) => ({
          condition: { field: "event", op: "eq" as const, value },
        })),
      },
    });
    expect(funnel.rows[0]?.steps.map(({ people }) => people)).toEqual([2, 1]);
  });

  it("break them down, by what was said last of who is in several", async () => {
    const { owner, workspace } = await companies();
    const ask = (by: Caller) =>
      by.request("POST /api/v1/query", {
        body: { metrics: [{ metric: "orders" }], breakdowns: ["group_id"], period },
      });
    const { rows } = (await ask(owner)).metrics[0] ?? { rows: [] };
    expect(rows.map(({ group: [id], result }) => [id, result.value]).sort()).toEqual([
      [null, 1],
      ["acme", 1],
      ["bolt/1", 1],
    ]);
    const plain = await t.freshWorkspace();
    await t.track(plain.writeKey, [track("ann", "Order Completed", "2026-06-10T10:00:00Z")]);
    expect((await ask(plain.owner)).metrics[0]?.rows.map(({ group: of }) => of)).toEqual([[null]]);
    await expect(ask(await t.member("viewer", workspace.id))).rejects.toEqual(problem("account_names_customers"));
  });
});
