import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../contracts/api.ts";
import { type Permission, type Role, roleCan, roles, writeKeyPermissions } from "../../contracts/words/permissions.ts";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import { call, endpoints, guarded, permitted } from "./endpoints.ts";
import { thingsOf } from "./nouns.ts";

let t: TestApp;
const members = new Map<Role, Caller>();
let apiKey: Caller;
let writeKey: Caller;
/** Ids of things in the first workspace, by what the path calls them. */
let ids: Record<string, string>;

beforeAll(async () => {
  t = await startTestApp({ own: true });
  for (const role of roles) members.set(role, role === "owner" ? t.owner : await t.member(role));
  apiKey = await t.key("api");
  writeKey = await t.key("write");
  ids = await thingsOf(t);
});
afterAll(() => t.close());

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
  expect(answer.json()).toMatchObject({ code: "no_such_address", status: 404 });
  expect(answer.headers["x-powered-by"]).toBeUndefined();
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
});
