import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../contracts/log/conditions.ts";
import type { PeopleBehindInput } from "../../../contracts/understand/people.ts";
import { spreadsheetCell } from "../../../contracts/words/spreadsheet-cell.ts";
import { peopleLists } from "../../know/segments/segments.tables.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { appendEvents } from "../../testing/append-events.ts";
import { eventRow } from "../../testing/event-log.ts";
import { track } from "../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const period = { from: "2026-06-01", to: "2026-06-17" };
const step = (event: string) => ({ condition: { field: "event", op: "eq" as const, value: event } });
const problem = (status: number, code: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ status, code }) });
const funnelOf = (event: string) => ({ query: { steps: [step(event), step("buy")], period }, step: 0 });

const csv = async (owner: Caller, of: object) => {
  const answer = await owner.inject({ method: "POST", url: "/api/v1/people/csv", payload: { of } });
  const lines = answer.body.trimEnd().split("\n");
  const file = String(answer.headers["content-disposition"]);
  return { status: answer.statusCode, head: lines[0], rows: lines.slice(1).map((line) => line.split(",")), file };
};
const save = (owner: Caller, name: string, of: PeopleBehindInput) =>
  owner.request("POST /api/v1/people/segment", { body: { name, of } });
const members = async (owner: Caller, id: string) =>
  (await owner.request("GET /api/v1/segments/:id/members", { params: { id }, query: { limit: 200 } })).items
    .map(({ contactId }) => contactId)
    .sort();

/** Ann looked and bought, Bob looked, a visitor looked; Cid bought. */
async function shop() {
  const fresh = await t.freshWorkspace();
  await t.track(fresh.writeKey, [
    ...[
      ["ann", "Ann"],
      ["bob", '=HYPERLINK("http://x","Bob")'],
      ["cid", "Cid"],
    ].map(([userId, name]) => ({
      ...{ type: "identify", userId, traits: { name, email: `${userId}@example.com` } },
      ...{ timestamp: "2026-05-01T10:00:00Z", messageId: `i-${userId}` },
    })),
    { type: "group", userId: "ann", groupId: "acme", timestamp: "2026-05-01T11:00:00Z", messageId: "g-ann" },
    track("ann", "look", "2026-06-02T10:00:00Z"),
    track("ann", "buy", "2026-06-03T10:00:00Z"),
    track("bob", "look", "2026-06-04T10:00:00Z"),
    { ...track("", "look", "2026-06-05T10:00:00Z"), userId: undefined, anonymousId: "v" },
    track("cid", "buy", "2026-06-06T10:00:00Z"),
  ]);
  return fresh;
}

async function contactId(owner: Caller, search: string): Promise<string> {
  const { items } = await owner.request("GET /api/v1/contacts", { query: { search } });
  return items[0]?.id ?? "";
}

describe("the people behind any number", () => {
  it("are the same in its list, as a table and as a segment", async () => {
    const { owner } = await shop();
    const bought = await owner.request("POST /api/v1/segments", {
      body: { name: "Buyers", condition: { did: { event: "buy" } } },
    });
    const rule = { field: "event", op: "eq" as const, value: "look" };
    const touchpoint = await owner.request("POST /api/v1/touchpoints", { body: { name: "Look", rule } });
    const steps = [{ id: "look", name: "Look", touchpointId: touchpoint.id }];
    const { id } = await owner.request("POST /api/v1/journeys", {
      body: { name: "Way", phases: [{ id: "p", name: "All", steps }] },
    });
    const funnel = funnelOf("look");
    const retention = { query: { period, interval: "month" as const, intervals: 1 }, cohort: 0 };
    const naming = { by: "event" as const };
    const ways = { anchor: { from: step("look") }, naming, period };
    const drawn = await owner.request("POST /api/v1/query/paths", { body: ways });
    const { kind = "named", name = "" } = drawn.columns[0]?.nodes[0] ?? {};
    const paths = { query: ways, column: 0, node: { kind, name } };
    const journey = { which: "people" as const, period };
    const lists = {
      funnel: [{ funnel }, owner.request("POST /api/v1/query/funnel/people", { body: funnel })],
      retention: [{ retention }, owner.request("POST /api/v1/query/retention/people", { body: retention })],
      paths: [{ paths }, owner.request("POST /api/v1/query/paths/people", { body: paths })],
      process: [
        { process: { query: { naming, period }, of: { activity: "look" } } },
        owner.request("POST /api/v1/query/process/people", {
          body: { query: { naming, period }, of: { activity: "look" } },
        }),
      ],
      journey: [
        { journey: { ...journey, id, step: "look" } },
        owner.request("POST /api/v1/journeys/:id/steps/:step/people", { params: { id, step: "look" }, body: journey }),
      ],
      account: [
        { account: { id: "acme" } },
        owner.request("GET /api/v1/accounts/:id/people", { params: { id: "acme" } }),
      ],
      segment: [
        { segment: { id: bought.id } },
        owner.request("GET /api/v1/segments/:id/members", { params: { id: bought.id } }),
      ],
    } as const;
    const counts: Record<string, number> = {};
    for (const [which, [of, list]] of Object.entries(lists)) {
      const { items, total } = await list;
      counts[which] = total;
      const table = await csv(owner, of);
      expect(table.rows.map((row) => [row[1], row.at(-1)])).toEqual(
        items.map((each) => [spreadsheetCell(each.contactId), each.lastAt]),
      );
      const { id: saved } = await save(owner, which, of);
      expect(await members(owner, saved)).toEqual(items.map((each) => each.contactId).sort());
    }
    expect(counts).toEqual({ funnel: 3, retention: 4, paths: 3, process: 3, journey: 3, account: 1, segment: 2 });
  });

  it("are written with their address, and nothing that a spreadsheet would run", async () => {
    const { owner } = await shop();
    const answer = await owner.inject({
      ...{ method: "POST", url: "/api/v1/people/csv", payload: { of: { funnel: funnelOf("look") } } },
    });
    const [head, visitor, bob, ann] = answer.body.split("\n");
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="people.csv"');
    expect(head).toBe("user_id,contact_id,name,email,last_at");
    expect(visitor).toMatch(/^,'?\d+,,,2026-06-05T10:00:00.000Z$/);
    expect(bob).toMatch(/^bob,'?\d+,"'=HYPERLINK\(""http:\/\/x"",""Bob""\)",bob@example.com,2026-06-04/);
    expect(ann).toMatch(/^ann,'?\d+,Ann,ann@example.com,2026-06-02/);
  });

  it("survive a spreadsheet: ids keep their digits, no cell of a name is run, and the file says what it is", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const names = ["a;=1+1", "＝1+1", "\n=1+1", " =1+1", "\ufeff=1+1", "\u00a0=1+1"];
    await t.track(
      writeKey,
      names.flatMap((name, index) => [
        {
          ...{ type: "identify", userId: `90071992547409${930 + index}`, traits: { name: `${name}` } },
          ...{ timestamp: "2026-05-01T10:00:00Z", messageId: `i${index}` },
        },
        track(`90071992547409${930 + index}`, "look", `2026-06-0${index + 1}T10:00:00Z`),
      ]),
    );
    const payload = { of: { funnel: funnelOf("look") }, bom: true };
    const { body } = await owner.inject({ method: "POST", url: "/api/v1/people/csv", payload });
    expect(body.startsWith("\ufeffuser_id,")).toBe(true);
    const lines = body
      .slice(1)
      .trimEnd()
      .split(/\n(?=')/)
      .slice(1)
      .reverse();
    expect(lines).toHaveLength(names.length);
    for (const [index, line] of lines.entries()) {
      expect(line).toMatch(new RegExp(`^'90071992547409${930 + index},'?\\d+,`));
      expect(line).not.toMatch(/(^|[,;"\n])[\s\ufeff]*[=＝]/);
    }
    expect(lines[0]).toContain(`,"a;'=1+1",`);
  });

  it("are for who may see people, and whose segments may be edited", async () => {
    const of = { funnel: funnelOf("look") };
    for (const role of ["viewer", "analyst"] as const) {
      const member = await t.member(role);
      expect((await csv(member, of)).status).toBe(role === "viewer" ? 403 : 200);
      await expect(save(member, "Mine", of)).rejects.toEqual(problem(403, "forbidden"));
    }
    const key = await t.key("api", ["segments:edit"]);
    await expect(save(key, "Mine", of)).rejects.toThrow(/contacts:read/);
    const ask = (payload: object) => t.owner.inject({ method: "POST", url: "/api/v1/people/csv", payload });
    for (const wrong of [{}, { ...of, segment: { id: "x" } }, { accounts: {} }])
      expect((await ask({ of: wrong })).statusCode).toBe(400);
    expect((await ask({ of: { segment: { id: "gone" } } })).json()).toMatchObject({ code: "unknown_record" });
    await expect(save(t.owner, "Nobody", of)).rejects.toEqual(problem(400, "nobody"));
  });

  it("are cut at 10,000 in a table, which says so, and refused as a segment", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const rows = Array.from({ length: 10_001 }, (_, index) =>
      eventRow(new Date("2026-06-10T10:00:00Z"), {
        workspace: workspace.id,
        event: "look",
        identifier_key: String(index + 1),
      }),
    );
    await appendEvents(t.system.analytics, rows);
    const of = { funnel: funnelOf("look") };
    const { rows: written, file } = await csv(owner, of);
    expect(written).toHaveLength(10_000);
    expect(file).toContain('filename="people-first-10000-of-10001.csv"');
    await expect(save(owner, "Everybody", of)).rejects.toEqual(problem(400, "too_many_people"));
    const all = await owner.request("POST /api/v1/segments", { body: { name: "All", condition: { all: [] } } });
    await appendEvents(t.system.analytics, [
      eventRow(new Date("2026-06-10T10:00:00Z"), { workspace: workspace.id, event: "buy", identifier_key: "1" }),
    ]);
    const filter: Condition = { field: "event", op: "eq", value: "buy" };
    const one = await save(owner, "One", {
      funnel: { ...funnelOf("buy"), query: { ...funnelOf("buy").query, filter } },
    });
    expect(one.condition).toMatchObject({ people: { count: 1 } });
    expect(await members(owner, one.id)).toEqual(["1"]);
    expect((await owner.request("GET /api/v1/segments/:id/size", { params: { id: all.id } })).size).toBe(10_001);
  });

  it("make a segment of the most there may be, that filters and splits numbers", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const instant = new Date("2026-06-10T10:00:00Z");
    const rows = Array.from({ length: 10_000 }, (_, who) =>
      eventRow(instant, {
        workspace: workspace.id,
        event: "look",
        identifier_key: (2n ** 63n + BigInt(who)).toString(),
      }),
    );
    const others = ["7", "8"].map((identifier_key) =>
      eventRow(instant, { workspace: workspace.id, event: "buy", identifier_key }),
    );
    await appendEvents(t.system.analytics, [...rows, ...others]);
    const most = await save(owner, "Most", { funnel: funnelOf("look") });
    const { id } = most;
    const people = async (body: object) => {
      const answer = await owner.request("POST /api/v1/query", {
        body: { metrics: [{ metric: "people" }], period, ...body },
      });
      return answer.metrics[0]?.rows.map(({ group, result }) => [...group, result.value]);
    };
    expect(await people({ filter: { segment: id } })).toEqual([[10_000]]);
    expect(await people({ filter: { not: { segment: id } } })).toEqual([[2]]);
    expect(await people({ breakdowns: [`segment.${id}`] })).toEqual([
      ["Most", 10_000],
      [null, 2],
    ]);
    const { items } = await owner.request("GET /api/v1/segments", {});
    // Named again and again it is spelled once; two lists in each of ten parts of a filter are too much.
    const [one, two] = [most.condition, (await save(owner, "Again", { funnel: funnelOf("look") })).condition];
    const sizeOf = (condition: Condition) =>
      owner.request("POST /api/v1/segments/preview", { body: { condition } }).then(({ size }) => size);
    expect(await sizeOf({ all: Array.from({ length: 60 }, () => one) })).toBe(10_000);
    const both = await owner.request("POST /api/v1/segments", {
      body: { name: "Both", condition: { any: [one, two] } },
    });
    const filter = { all: Array.from({ length: 10 }, () => ({ segment: both.id })) };
    await expect(people({ filter })).rejects.toEqual(problem(400, "too_many_chosen_people"));
    await expect(people({ filter })).rejects.toThrow(/^filter: the segments name 200000 chosen people/);
    expect(JSON.stringify(items).length).toBeLessThan(1000);
  });
});

describe("a segment of chosen people", () => {
  it("holds them whatever they do, said in words, and follows whom they are merged with and recognised as", async () => {
    const { owner, writeKey } = await shop();
    const saved = await save(owner, "Lookers", { funnel: funnelOf("look") });
    const size = async () => (await owner.request("GET /api/v1/segments/:id/size", { params: { id: saved.id } })).size;
    const preview = await owner.request("POST /api/v1/segments/preview", { body: { condition: saved.condition } });
    expect(preview).toMatchObject({ size: 3, words: "is one of 3 people chosen on 2026-06-17" });
    await t.track(writeKey, [
      track("cid", "look", "2026-06-10T10:00:00Z"),
      track("ann", "buy", "2026-06-11T10:00:00Z"),
    ]);
    expect(await size()).toBe(3);
    const [ann, cid] = [await contactId(owner, "ann"), await contactId(owner, "cid")];
    const { id: merge } = await owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: cid },
      body: { merged: ann, reason: "the same" },
    });
    expect(await members(owner, saved.id)).toContain(cid);
    expect(await size()).toBe(3);
    await owner.request("DELETE /api/v1/merges/:id", { params: { id: merge } });
    expect(await members(owner, saved.id)).not.toContain(cid);
    // The visitor turns out to be Bob.
    await t.track(writeKey, [{ ...track("bob", "look", "2026-06-12T10:00:00Z"), anonymousId: "v" }]);
    expect(await size()).toBe(2);
    expect(await members(owner, saved.id)).toEqual([ann, await contactId(owner, "bob@")].sort());
  });

  it("joins with other parts, keeps its list while it is edited, and forgets it when nobody names it", async () => {
    const { owner, workspace } = await shop();
    const lists = async () =>
      (await t.system.db.select().from(peopleLists)).filter((row) => row.workspace === workspace.id);
    const saved = await save(owner, "Lookers", { funnel: funnelOf("look") });
    const params = { id: saved.id };
    const change = (condition: Condition) =>
      owner.request("PUT /api/v1/segments/:id", { params, body: { name: "Lookers", condition } });
    await change({ all: [saved.condition, { did: { event: "buy" } }] });
    expect(await members(owner, saved.id)).toEqual([await contactId(owner, "ann")]);
    await change({ all: [{ not: saved.condition }] });
    expect(await members(owner, saved.id)).toEqual([await contactId(owner, "cid")]);
    const copy = await owner.request("POST /api/v1/segments", { body: { name: "Copy", condition: saved.condition } });
    await change({ did: { event: "buy" } });
    expect(await lists()).toHaveLength(1);
    await owner.request("DELETE /api/v1/segments/:id", { params: { id: copy.id } });
    expect(await lists()).toEqual([]);
    await expect(change(saved.condition)).rejects.toEqual(problem(400, "unknown_people_list"));
  });

  it("keeps its list where one segment is saved while another that names it is changed or deleted", async () => {
    const { owner } = await shop();
    for (const way of ["delete", "change"]) {
      const { id, condition } = await save(owner, way, { funnel: funnelOf("look") });
      const params = { id };
      const [copy] = await Promise.allSettled([
        owner.request("POST /api/v1/segments", { body: { name: `Copy, ${way}`, condition } }),
        way === "delete"
          ? owner.request("DELETE /api/v1/segments/:id", { params })
          : owner.request("PUT /api/v1/segments/:id", { params, body: { name: way, condition: { all: [] } } }),
      ]);
      if (copy.status === "rejected") expect(copy.reason).toEqual(problem(400, "unknown_people_list"));
      else expect(await members(owner, copy.value.id)).toHaveLength(3);
    }
  });

  it("is said at the place of a query that asks for it, when its list is gone", async () => {
    const { owner, workspace } = await shop();
    const { id } = await save(owner, "Lookers", { funnel: funnelOf("look") });
    await t.system.db.delete(peopleLists).where(eq(peopleLists.workspace, workspace.id));
    const ask = async (body: object) => {
      const payload = { metrics: [{ metric: "people" }], period, ...body };
      const answer = await owner.inject({ method: "POST", url: "/api/v1/query", payload });
      return answer.json<{ fields: { path: string }[] }>().fields.map(({ path }) => path);
    };
    expect(await ask({ filter: { segment: id } })).toEqual(["filter"]);
    expect(await ask({ breakdowns: [`segment.${id}`] })).toEqual(["breakdowns.0"]);
  });

  it("is of its workspace, as it was saved, and of people only", async () => {
    const { owner } = await shop();
    const { condition } = await save(owner, "Lookers", { funnel: funnelOf("look") });
    if (!("people" in condition)) throw new Error("no list");
    const create = (caller: Caller, people: object) =>
      caller.inject({ method: "POST", url: "/api/v1/segments", payload: { name: "X", condition: { people } } });
    expect((await create(t.owner, condition.people)).json()).toMatchObject({ code: "unknown_people_list" });
    expect((await create(owner, { ...condition.people, count: 4 })).json()).toMatchObject({
      code: "unknown_people_list",
    });
    const preview = (caller: Caller, people: object) =>
      caller.inject({ method: "POST", url: "/api/v1/segments/preview", payload: { condition: { people } } });
    for (const ask of [create, preview])
      expect((await ask(owner, { ...condition.people, list: "\0" })).json()).toMatchObject({
        ...{ status: 400, code: "invalid_request", fields: [{ path: "condition.people.list" }] },
      });
    for (const wrong of [{}, { ...condition.people, count: 10_001 }, { ...condition.people, chosenAt: "today" }])
      expect((await create(owner, wrong)).statusCode).toBe(400);
    const rule = condition;
    await expect(owner.request("POST /api/v1/touchpoints", { body: { name: "T", rule } })).rejects.toEqual(
      problem(400, "rule_not_of_events"),
    );
    await expect(
      owner.request("POST /api/v1/query", { body: { metrics: [{ metric: "people" }], filter: condition } }),
    ).rejects.toEqual(problem(400, "condition_needs_history"));
  });
});
