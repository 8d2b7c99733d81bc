import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../contracts/api.ts";
import type { Endpoint } from "../../contracts/endpoint.ts";
import { type Permission, type Role, roleCan, roles, writeKeyPermissions } from "../../contracts/words/permissions.ts";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import { thingsOf } from "./things.ts";

// Every endpoint of the contract, whatever is added to it later.
const endpoints: [string, Endpoint][] = Object.entries(api);
const guarded = endpoints.filter(([, endpoint]) => endpoint.access !== "public");
const permitted = guarded.filter(([, endpoint]) => endpoint.access !== "signedIn");

let t: TestApp;
const members = new Map<Role, Caller>();
let apiKey: Caller;
let writeKey: Caller;
/** Ids of things in the first workspace, by what the path calls them. */
let ids: Record<string, string>;
let stranger: Caller;

beforeAll(async () => {
  t = await startTestApp();
  for (const role of roles) members.set(role, role === "owner" ? t.owner : await t.member(role));
  apiKey = await t.key("api");
  writeKey = await t.key("write");
  stranger = (await t.freshWorkspace()).owner;
  ids = await thingsOf(t);
});
afterAll(() => t.close());

/** The id of nothing. */
const NOTHING = "0190a000-0000-7000-8000-000000000000";

/** What else a path names is there by this name; of kinds, the one of the example. */
function addressOf(endpoint: Endpoint, id: string): string {
  return endpoint.path.replace(":id", id).replace(":kind", "touchpoint").replaceAll(/:\w+/g, "s");
}

/** Calls an endpoint with a path that exists and a body that is only an empty object. */
function call(caller: Caller, endpoint: Endpoint, known: Record<string, string> = {}) {
  const noun = endpoint.path.split("/")[3] ?? "";
  const url = addressOf(endpoint, known[noun] ?? NOTHING);
  const hasBody = endpoint.body !== undefined;
  return caller.inject({ method: endpoint.method, url, ...(hasBody ? { payload: {} } : {}) });
}

describe("nobody gets in without a session or a key", () => {
  test.each(guarded)("%s", async (_name, endpoint) => {
    const answer = await call(t.anonymous, endpoint, ids);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toMatchObject({ status: 401, code: "unauthenticated", requestId: expect.any(String) });
  });
});

describe("a role does what its permissions say, and nothing else", () => {
  const refused = permitted.flatMap(([name, endpoint]) =>
    roles
      .filter((role) => !roleCan(role, endpoint.access as Permission))
      .map((role) => [role, name, endpoint] as const),
  );
  test.each(refused)("%s may not %s", async (role, _name, endpoint) => {
    const caller = members.get(role);
    const answer = await call(caller as Caller, endpoint, ids);
    expect(answer.statusCode).toBe(403);
  });

  const allowed = permitted.flatMap(([name, endpoint]) =>
    roles.filter((role) => roleCan(role, endpoint.access as Permission)).map((role) => [role, name, endpoint] as const),
  );
  // With an id of nothing, so that nothing is really deleted on the way.
  test.each(allowed)("%s may %s", async (role, _name, endpoint) => {
    const answer = await call(members.get(role) as Caller, endpoint);
    expect([401, 403]).not.toContain(answer.statusCode);
    expect(answer.statusCode).toBeLessThan(500);
  });
});

describe("keys", () => {
  test.each(permitted)("a write key at %s", async (_name, endpoint) => {
    const answer = await call(writeKey, endpoint);
    if (writeKeyPermissions.includes(endpoint.access as Permission)) expect(answer.statusCode).not.toBe(403);
    else expect(answer.statusCode).toBe(403);
  });

  test.each(guarded.filter(([, endpoint]) => endpoint.access === "signedIn"))(
    "%s is for people",
    async (_name, endpoint) => {
      expect((await call(apiKey, endpoint)).statusCode).toBe(403);
    },
  );

  test("a key with one scope does that one thing", async () => {
    const narrow = await t.key("api", ["journeys:read"]);
    expect((await call(narrow, api.listJourneys)).statusCode).toBe(200);
    expect((await call(narrow, api.listTouchpoints)).statusCode).toBe(403);
    expect((await call(narrow, api.createJourney)).statusCode).toBe(403);
  });
});

describe("what belongs to another workspace is not there", () => {
  const addressed = permitted.filter(([, endpoint]) => endpoint.path.includes(":id"));
  test.each(addressed)("%s", async (_name, endpoint) => {
    const noun = endpoint.path.split("/")[3] ?? "";
    expect(ids[noun], `no example of ${noun}: add one to thingsOf`).toBeTruthy();
    const url = addressOf(endpoint, ids[noun] ?? "");
    const payload = bodies[`${endpoint.method} ${endpoint.path}`] ?? (endpoint.body ? {} : undefined);
    const foreign = await stranger.inject({ method: endpoint.method, url, ...(payload ? { payload } : {}) });
    expect(foreign.statusCode, foreign.body).toBe(404);
    const missing = await stranger.inject({
      method: endpoint.method,
      url: addressOf(endpoint, NOTHING),
      ...(payload ? { payload } : {}),
    });
    // Uniform: nothing tells "not yours" from "not there".
    expect({ ...missing.json<object>(), requestId: "" }).toEqual({ ...foreign.json<object>(), requestId: "" });
  });
});

/** Valid bodies for endpoints where an empty one would be refused before the id is looked at. */
const bodies: Record<string, object> = {
  "PATCH /api/v1/members/:id": { role: "viewer" },
  "PUT /api/v1/touchpoints/:id": { name: "X", rule: { field: "event", op: "eq", value: "X" } },
  "PUT /api/v1/annotations/:id": { name: "X", happenedAt: "2026-06-10T10:00:00Z" },
  "PUT /api/v1/saved-queries/:id": { name: "X", query: { metrics: [{ metric: "nps" }] } },
  "PUT /api/v1/segments/:id": { name: "X", condition: { did: { event: "X" } } },
  "PUT /api/v1/personas/:id": { name: "X" },
  "PUT /api/v1/journeys/:id": { name: "X" },
  "POST /api/v1/contacts/:id/merge": { merged: "1", reason: "the same" },
  "POST /api/v1/imports/:id/preview": { mapping: { event: { value: "X" }, time: { column: "time", format: "iso" } } },
  "POST /api/v1/imports/:id/start": {
    mapping: { event: { value: "X" }, time: { column: "time", format: "iso" } },
    dryRun: true,
  },
};

describe("a cursor that no list gave is refused", () => {
  const paged = endpoints.filter(([, each]) => each.method === "GET" && each.query && "cursor" in each.query.shape);
  test.each(paged)("%s", async (_name, endpoint) => {
    const path = endpoint.path.replace(":id", ids[endpoint.path.split("/")[3] ?? ""] ?? "");
    const answer = await t.owner.inject({ method: "GET", url: `${path}?cursor=a%00b` });
    expect(answer.statusCode, answer.body).toBe(400);
  });
});

describe("answers fit their schema", () => {
  const plain = endpoints.filter(([, each]) => each.method === "GET" && !each.path.includes(":") && each.response);
  test.each(plain)("%s", async (_name, endpoint) => {
    const answer = await call(t.owner, endpoint);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(endpoint.response?.safeParse(answer.json()).error).toBeUndefined();
  });
});

test("the API describes itself completely, without the internet", async () => {
  const document = (await t.anonymous.inject({ method: "GET", url: "/api/openapi.json" })).json<{
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  }>();
  expect(document.openapi).toBe("3.1.0");
  for (const [name, endpoint] of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, "{$1}");
    expect(document.paths[path]?.[endpoint.method.toLowerCase()], name).toBeDefined();
  }
  const page = await t.anonymous.inject({ method: "GET", url: "/api/docs/" });
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/(src|href)="https?:/);
});

test("an unknown address is a problem document, and nothing of the inside shows", async () => {
  const answer = await t.anonymous.inject({ method: "GET", url: "/api/v1/nope" });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ code: "not_found", status: 404 });
  expect(answer.headers["x-powered-by"]).toBeUndefined();
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
});
