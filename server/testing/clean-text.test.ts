import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const is = (value: unknown) => ({ field: "event", op: "eq", value });
const nps = { metrics: [{ metric: "nps" }] };
const steps = [{ condition: is("a") }, { condition: is("b") }];

/** A request that holds a text, and where the text stands in it. */
const places: [string, (text: string) => object, string][] = [
  ["POST /api/v1/touchpoints", (name) => ({ name, rule: is("a") }), "name"],
  ["POST /api/v1/touchpoints", (text) => ({ name: "T", rule: { any: [is(text)] } }), "rule.any.0.value"],
  ["POST /api/v1/segments", (text) => ({ name: "S", condition: { group: text } }), "condition.group"],
  ["POST /api/v1/segments/preview", (event) => ({ condition: { did: { event } } }), "condition.did.event"],
  ["POST /api/v1/personas", (name) => ({ name }), "name"],
  ["POST /api/v1/personas", (segment) => ({ name: "P", segment }), "segment"],
  ["POST /api/v1/journeys", (name) => ({ name }), "name"],
  ["POST /api/v1/saved-queries", (name) => ({ name, kind: "metric", query: nps }), "name"],
  [
    "PUT /api/v1/overview",
    (title) => ({ tiles: [{ id: "a", title, width: 1, view: "number", query: nps }] }),
    "tiles.0.title",
  ],
  [
    "PUT /api/v1/overview",
    (savedQuery) => ({ tiles: [{ id: "a", title: "", width: 1, savedQuery }] }),
    "tiles.0.savedQuery",
  ],
  ["POST /api/v1/query", (text) => ({ ...nps, filter: { field: `properties.${text}`, op: "exists" } }), "filter.field"],
  ["POST /api/v1/query", (touchpointId) => ({ ...nps, touchpointId }), "touchpointId"],
  ["POST /api/v1/query", (text) => ({ ...nps, breakdowns: [`properties.${text}`] }), "breakdowns.0"],
  ["POST /api/v1/query/funnel", (text) => ({ steps: [...steps, { touchpointId: text }] }), "steps.2.touchpointId"],
  ["POST /api/v1/query/funnel", (breakdown) => ({ steps, breakdown }), "breakdown"],
  [
    "POST /api/v1/query/process",
    (field) => ({ traceBy: { by: "field", field }, naming: { by: "event" } }),
    "traceBy.field",
  ],
  ["POST /api/v1/contacts/1/merge", (reason) => ({ merged: "2", reason }), "reason"],
  ["POST /api/v1/contacts/1/merge", (merged) => ({ merged, reason: "same" }), "merged"],
  ["POST /api/v1/workspaces", (name) => ({ name, timezone: "UTC" }), "name"],
  ["POST /api/v1/keys", (name) => ({ name, kind: "write" }), "name"],
];

describe("text that no store can hold is refused where it stands", () => {
  test.each(places)("%s %#", async (endpoint, holding, path) => {
    const [method, url] = endpoint.split(" ") as ["POST" | "PUT", string];
    const code = /^(rule|condition|filter)\b/.test(path) ? "invalid_condition" : "unclean_text";
    for (const text of ["a\0", "a\ud800", "\udc00a"]) {
      const answer = await t.owner.inject({ method, url, payload: holding(text) });
      expect([answer.statusCode, answer.json().code, answer.json().fields]).toEqual([
        400,
        "invalid_request",
        expect.arrayContaining([{ path, code, values: {}, reason: expect.stringMatching(/holds a/) }]),
      ]);
    }
  });

  test.each(["\0", "a\0"])("also in an address: %j", async (text) => {
    for (const url of ["/api/v1/contacts?segment=", "/api/v1/accounts?search="]) {
      const answer = await t.owner.inject({ method: "GET", url: `${url}${encodeURIComponent(text)}` });
      expect(answer.json()).toMatchObject({ status: 400, code: "invalid_request" });
    }
  });
});
