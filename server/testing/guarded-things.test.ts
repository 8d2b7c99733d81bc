import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import { addressOf, call, endpoints, NOTHING, permitted } from "./endpoints.ts";
import { thingsOf } from "./things.ts";

// What the stores decide at every endpoint: whose a thing is, what a page begins with, how an answer looks.

let t: TestApp;
/** Ids of things in the first workspace, by what the path calls them. */
let ids: Record<string, string>;
let stranger: Caller;

beforeAll(async () => {
  t = await startTestApp({ own: true });
  stranger = (await t.freshWorkspace()).owner;
  ids = await thingsOf(t);
});
afterAll(() => t.close());

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
  "PUT /api/v1/units/:id": { name: "X", kind: "site" },
  "PUT /api/v1/roles/:id": { name: "X", permissions: ["metrics:read"] },
  "PUT /api/v1/touchpoints/:id": { name: "X", rule: { field: "event", op: "eq", value: "X" } },
  "PUT /api/v1/annotations/:id": { name: "X", happenedAt: "2026-06-10T10:00:00Z" },
  "PUT /api/v1/saved-queries/:id": { name: "X", query: { metrics: [{ metric: "nps" }] } },
  "PUT /api/v1/segments/:id": { name: "X", condition: { did: { event: "X" } } },
  "PUT /api/v1/personas/:id": { name: "X" },
  "PUT /api/v1/journeys/:id": { name: "X" },
  "PATCH /api/v1/contacts/:id/traits": { traits: { plan: "pro" } },
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
