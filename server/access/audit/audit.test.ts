import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../../contracts/access/audit.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { track } from "../../testing/messages.ts";
import { createTouchpoint } from "../../understand/touchpoints/touchpoints.ts";
import { auditLog, auditSubjects } from "./audit.tables.ts";
import { entries, readPage } from "./list-audit.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const rule = { field: "event", op: "eq" as const, value: "A" };
const touchpoint = (owner: Caller, name: string, more: object = {}) =>
  owner.request("POST /api/v1/touchpoints", { body: { name, rule, ...more } });
const list = async (caller: Caller, query: object = {}) =>
  (await caller.request("GET /api/v1/audit", { query: { limit: 200, ...query } })).items;
const told = (items: readonly AuditEntry[]) => items.map(({ what }) => what);
const idOf = async (caller: Caller) => (await caller.request("GET /api/v1/me", {})).id;

describe("an entry", () => {
  it("says who changed what from where, and what it was before where that is small", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await touchpoint(owner, "Basket", { channels: ["web"] });
    const answer = await owner.inject({
      ...{ method: "PUT", url: `/api/v1/touchpoints/${id}`, remoteAddress: "2001:db8:7:8::9" },
      payload: { name: "Cart", channels: ["web", "app"], rule: { not: rule }, description: "What Ann said" },
    });
    const [entry] = await list(owner, { kind: "touchpoint", id });
    expect(entry).toEqual({
      ...{ id: answer.headers["x-request-id"], at: t.clock.now().toISOString(), what: "updateTouchpoint" },
      ...{ outcome: "done", count: null, address: "2001:db8:7::/48" },
      actor: { kind: "user", id: await idOf(owner), name: "Olive Owner" },
      subjects: [
        {
          ...{ kind: "touchpoint", id, name: "Cart" },
          fields: {
            name: { before: "Basket", after: "Cart" },
            channels: { before: ["web"], after: ["web", "app"] },
            ...{ rule: {}, description: {} },
          },
        },
      ],
    });
  });

  it("names a key after it is gone, and a member as they are called now", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const key = await t.key("api", undefined, workspace.id);
    await touchpoint(key, "By key");
    const { items } = await owner.request("GET /api/v1/keys", {});
    const used = items.find(({ kind }) => kind === "api");
    await owner.request("DELETE /api/v1/keys/:id", { params: { id: used?.id ?? "" } });
    const member = await t.member("editor", workspace.id);
    const id = await idOf(member);
    await owner.request("PATCH /api/v1/members/:id", { params: { id }, body: { role: "viewer" } });
    const written = await list(owner);
    const [role, revoked, made] = ["updateMember", "revokeKey", "createTouchpoint"].map((what) =>
      written.find((entry) => entry.what === what),
    );
    expect(made?.actor).toEqual({ kind: "key", id: used?.id, name: "api key" });
    expect(revoked?.subjects).toEqual([{ kind: "key", id: used?.id, name: "api key", fields: {} }]);
    expect(role?.subjects).toEqual([
      {
        kind: "user",
        id,
        name: expect.stringMatching(/^Member/),
        fields: { role: { before: "editor", after: "viewer" } },
      },
    ]);
  });

  it("is about everything that one request made", async () => {
    const { owner } = await t.freshWorkspace();
    const { items } = await owner.request("GET /api/v1/journey-templates", {});
    const file = items[0]?.file;
    if (!file) throw new Error("no template");
    const { id, created } = await owner.request("POST /api/v1/journeys/import", { body: file });
    const [entry] = await list(owner, { what: "importJourney" });
    expect(entry?.subjects).toHaveLength(created.touchpoints + 1);
    const one = entry?.subjects.find(({ kind }) => kind === "touchpoint");
    for (const about of [
      { kind: "journey", id },
      { kind: "touchpoint", id: one?.id },
    ])
      expect(await list(owner, about)).toEqual([entry]);
  });

  it("is not made a second time by a repeated request, nor by one that fails", async () => {
    const { owner } = await t.freshWorkspace();
    const body = { name: "Once", rule };
    const create = () => owner.request("POST /api/v1/touchpoints", { body, idempotencyKey: "k" });
    expect(await create()).toEqual(await create());
    await expect(owner.request("POST /api/v1/touchpoints", { body })).rejects.toThrow(/already/);
    expect(told(await list(owner, { what: "createTouchpoint" }))).toEqual(["createTouchpoint"]);
  });

  it("of the program itself says so", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const ctx = await t.system.access.systemContext(workspace.id);
    await createTouchpoint(ctx, { name: "Own", description: "", channels: [], rule });
    const [entry] = await list(owner, { actor: "system" });
    expect(entry).toMatchObject({ what: "system", address: "", actor: { kind: "system", name: "" } });
    expect(entry?.subjects).toMatchObject([{ kind: "touchpoint", name: "Own" }]);
  });
});

describe("a look", () => {
  it("that is repeated is written down once in ten minutes", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    await t.track(writeKey, [track("ann", "A", t.clock.now().toISOString())]);
    const [found] = (await owner.request("GET /api/v1/contacts", {})).items;
    const params = { id: found?.id ?? "" };
    const look = () => owner.request("GET /api/v1/contacts/:id", { params });
    await look();
    await look();
    expect(told(await list(owner, { kind: "contact", id: params.id }))).toEqual(["getContact"]);
    t.clock.advance(10 * 60_000 + 1);
    await look();
    expect(told(await list(owner, { kind: "contact", id: params.id }))).toEqual(["getContact", "getContact"]);
    const tail = (after?: string) => owner.request("GET /api/v1/events/recent", { query: { after } });
    const { asOf } = await tail();
    await tail(asOf);
    const [followed, ...others] = await list(owner, { what: "listRecentEvents" });
    expect([followed?.count, others]).toEqual([1, []]);
  });

  it("at somebody who was merged is a look at the one they are now", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const now = t.clock.now().toISOString();
    await t.track(writeKey, [track("ann", "A", now), track("bob", "A", now)]);
    const [into, merged] = (await owner.request("GET /api/v1/contacts", {})).items.map(({ id }) => id);
    await owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: into ?? "" },
      body: { merged: merged ?? "", reason: "the same" },
    });
    await owner.request("GET /api/v1/contacts/:id/timeline", { params: { id: merged ?? "" } });
    expect(told(await list(owner, { kind: "contact", id: into }))).toEqual(["listContactTimeline", "mergeContacts"]);
    expect(told(await list(owner, { kind: "contact", id: merged }))).toEqual(["mergeContacts"]);
  });

  it("at a list that holds nobody is none", async () => {
    const { owner } = await t.freshWorkspace();
    await owner.request("GET /api/v1/contacts", { query: { search: "nobody" } });
    expect(await list(owner, { what: "listContacts" })).toEqual([]);
  });
});

describe("what people do with their own account", () => {
  it("is seen wherever they belong, from when they joined", async () => {
    const [one, other] = [await t.freshWorkspace(), await t.freshWorkspace()];
    const member = await t.member("viewer", one.workspace.id);
    const { id, email } = await member.request("GET /api/v1/me", {});
    const signIn = async () => {
      const payload = { email, password: "correct horse battery" };
      const answer = await t.anonymous.inject({ method: "POST", url: "/api/v1/session", payload });
      return { headers: { cookie: String(answer.headers["set-cookie"]).split(";")[0] ?? "", ...t.anonymous.headers } };
    };
    t.clock.advance(1000);
    const session = await signIn();
    t.clock.advance(1000);
    const { link } = await other.owner.request("POST /api/v1/invitations", { body: { email, role: "admin" } });
    const token = link.split("/").at(-1);
    const accept = { method: "POST" as const, url: `/api/v1/invitations/by-token/${token}/accept`, payload: {} };
    expect((await t.app.inject({ ...accept, ...session })).statusCode).toBe(200);
    t.clock.advance(1000);
    await t.app.inject({ method: "DELETE", url: "/api/v1/session", ...session });
    expect(told(await list(one.owner, { actor: id }))).toEqual(["signOut", "signIn", "acceptInvitation"]);
    expect(told(await list(other.owner, { actor: id }))).toEqual(["signOut", "acceptInvitation"]);
    expect(told(await list(one.owner, { kind: "user", id }))).toEqual(["signOut", "signIn", "acceptInvitation"]);
    expect(await list((await t.freshWorkspace()).owner, { actor: id })).toEqual([]);
  });

  it("is written down before it is done, and says so where its end is not known", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const member = await t.member("viewer", workspace.id);
    const actor = await idOf(member);
    const wrong = { currentPassword: "not the password", newPassword: "another password" };
    await expect(member.request("POST /api/v1/me/password", { body: wrong })).rejects.toThrow(/not right/);
    expect(told(await list(owner, { actor, what: "changePassword" }))).toEqual([]);
    const closed = sql`alter table audit_log add constraint closed check (what <> 'signOut' or outcome <> 'done') not valid`;
    await t.system.db.execute(closed);
    await member.request("DELETE /api/v1/session", {});
    await t.system.db.execute(sql`alter table audit_log drop constraint closed`);
    expect(await list(owner, { actor, outcome: "unfinished" })).toMatchObject([{ what: "signOut" }]);
    await expect(member.request("GET /api/v1/me", {})).rejects.toThrow(/Sign in/);
  });
});

describe("a refusal", () => {
  it("is kept with what was tried, by members and keys", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const { id } = await touchpoint(owner, "Mine");
    const viewer = await t.member("viewer", workspace.id);
    const remove = (caller: Caller) => caller.inject({ method: "DELETE", url: `/api/v1/touchpoints/${id}` });
    expect((await remove(viewer)).statusCode).toBe(403);
    expect((await remove(await t.key("api", ["touchpoints:read"], workspace.id))).statusCode).toBe(403);
    const beyond = { email: "x@example.com", role: "owner" as const };
    const admin = await t.member("admin", workspace.id);
    await expect(admin.request("POST /api/v1/invitations", { body: beyond })).rejects.toThrow(/takes the role/);
    const refused = await list(owner, { outcome: "refused" });
    expect(refused.map(({ what, actor, subjects }) => [what, actor.kind, subjects[0]?.id])).toEqual([
      ["invite", "user", undefined],
      ["deleteTouchpoint", "key", id],
      ["deleteTouchpoint", "user", id],
    ]);
    expect(await list(owner, { kind: "touchpoint", id, outcome: "done" })).toHaveLength(1);
  });

  it("of a request that another site made is seen too", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const headers = { ...owner.headers, origin: "http://evil.test", "sec-fetch-site": "cross-site" };
    const forged = await t.app.inject({ method: "POST", url: "/api/v1/keys", payload: {}, headers });
    expect(forged.json().code).toBe("cross_site_request");
    expect((await list(owner, { outcome: "refused" }))[0]).toMatchObject({ what: "createKey", subjects: [] });
    expect(workspace.id).not.toBe("");
  });
});

describe("the log", () => {
  it("is for owners and admins, each of their own workspace", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    await touchpoint(owner, "Here");
    const foreign = await t.freshWorkspace();
    expect(told(await list(foreign.owner, { what: "createTouchpoint" }))).toEqual([]);
    expect(told(await list(await t.member("admin", workspace.id), { what: "createTouchpoint" }))).toHaveLength(1);
    await expect(list(await t.member("editor", workspace.id))).rejects.toThrow(/role does not allow/);
  });

  it("is filtered by period and read page by page, each entry once", async () => {
    const { owner } = await t.freshWorkspace();
    const from = t.clock.now().toISOString();
    for (let made = 0; made < 7; made += 1) {
      if (made % 3 === 0) t.clock.advance(1000);
      await touchpoint(owner, `T${made}`);
    }
    const until = t.clock.now().toISOString();
    const asked = { what: "createTouchpoint", from, until, limit: 2 };
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await owner.request("GET /api/v1/audit", { query: { ...asked, cursor } });
      seen.push(...page.items.map(({ subjects }) => subjects[0]?.name ?? ""));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(["T5", "T4", "T3", "T2", "T1", "T0"]);
    await expect(owner.request("GET /api/v1/audit", { query: { cursor: "nonsense" } })).rejects.toThrow(/cursor/);
  });

  it("is exported as it is listed, and holds nothing that a spreadsheet would run", async () => {
    const { owner } = await t.freshWorkspace();
    await touchpoint(owner, "=1+1");
    const file = (format: string) =>
      owner.inject({ method: "GET", url: `/api/v1/audit/export?what=createTouchpoint&format=${format}` });
    const lines = (await file("jsonl")).body.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(await list(owner, { what: "createTouchpoint" }));
    const csv = await file("csv");
    expect(csv.headers["content-disposition"]).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/);
    const [head, first, ...rest] = csv.body.trimEnd().split("\n");
    expect(head).toBe("at,id,actor_kind,actor_id,actor,what,outcome,kind,subject_id,name,fields,count,address");
    expect(first).toContain(",createTouchpoint,done,touchpoint,");
    expect(first).toContain(",'=1+1,");
    expect(rest).toEqual([]);
  });
});

describe("a long log", () => {
  const ROWS = 24_000;

  it("is read by its indexes alone, whatever is asked", async () => {
    const { db } = t.system;
    const { workspace } = await t.freshWorkspace();
    const ctx = await t.system.access.systemContext(workspace.id);
    await db.execute(sql`insert into ${auditLog}
      select ${workspace.id}, 'entry ' || n, timestamptz '2026-01-01' + n * interval '1 second', 'user', 'user ' || n % 500, '',
        'what ' || n % 40, 'done', '', null from generate_series(1, ${ROWS}) as n`);
    await db.execute(sql`insert into ${auditSubjects}
      select workspace, id, 0, at, 'touchpoint', 'thing ' || split_part(id, ' ', 2)::int % 1000, '', null
      from ${auditLog} where workspace = ${workspace.id} and id like 'entry %'`);
    await db.execute(sql`analyze audit_log`);
    await db.execute(sql`analyze audit_subjects`);
    const after = [Date.parse("2026-01-01T06:00:00Z"), "entry 21600"] as const;
    const from = "2026-01-01T02:00:00Z";
    const asked = [
      {},
      { from, until: "2026-01-01T04:00:00Z" },
      { actor: "user 7" },
      { what: "what 3", from },
      { kind: "touchpoint" as const },
      { kind: "touchpoint" as const, id: "thing 77" },
      { id: "thing 77", actor: "user 77" },
    ];
    for (const filters of asked)
      for (const place of [null, after]) {
        const query = entries(ctx, workspace.id, { filters, after: place, limit: 51 });
        const { rows } = (await db.execute(sql`explain (analyze, format json) ${query.getSQL()}`)) as unknown as {
          rows: { "QUERY PLAN": { Plan: Plan }[] }[];
        };
        const nodes = nodesOf(rows[0]?.["QUERY PLAN"][0]?.Plan);
        expect(
          nodes.map((node) => node["Node Type"]).filter((type) => /Seq Scan|Sort/.test(type)),
          JSON.stringify([filters, place]),
        ).toEqual([]);
        const read = nodes.map((node) => node["Actual Rows"] * node["Actual Loops"]);
        expect(Math.max(...read), JSON.stringify(filters)).toBeLessThan(400);
      }
    const seen = new Set<string>();
    for (let place: Parameters<typeof readPage>[1]["after"] = null, pages = 0; pages < 8; pages += 1) {
      const { items, next } = await readPage(ctx, { filters: {}, after: place, limit: 1000 });
      for (const { id } of items) seen.add(id);
      place = next;
    }
    expect(seen.size).toBe(8000);
  });
});

interface Plan {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  Plans?: Plan[];
}

function nodesOf(plan: Plan | undefined): Plan[] {
  return plan ? [plan, ...(plan.Plans ?? []).flatMap(nodesOf)] : [];
}
