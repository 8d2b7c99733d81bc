import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import { addressOf, call, endpoints, NOTHING, permitted } from "./endpoints.ts";
import { nouns, thingsOf } from "./nouns.ts";

// What the stores decide at every endpoint: whose a thing is, what a page begins with, how an answer looks.

const bodies = new Map(nouns.flatMap(({ bodies = {} }) => Object.entries(bodies)));

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
  test.each(addressed)("%s", async (name, endpoint) => {
    const noun = endpoint.path.split("/")[3] ?? "";
    expect(ids[noun], `no example of ${noun}: it belongs into its examples`).toBeTruthy();
    const url = addressOf(endpoint, ids[noun] ?? "");
    const payload = bodies.get(name) ?? (endpoint.body ? {} : undefined);
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
