import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldCodes } from "../../../contracts/field-problems.ts";
import { problem } from "../../../contracts/problem.ts";
import { problems } from "../../../contracts/problems.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const condition = { did: { event: "Order Completed" } };
async function ask(who: Caller, route: string, payload?: object | string, headers: Record<string, string> = {}) {
  const [method, url] = route.split(" ") as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
  const answer = await who.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return problem.parse(answer.json());
}
const segment = async (name: string) => t.owner.request("POST /api/v1/segments", { body: { name, condition } });

describe("what is refused carries a code and values", () => {
  it("403: what a role, a key and a grant lack", async () => {
    const viewer = await t.member("viewer");
    expect(await ask(viewer, "POST /api/v1/segments", { name: "A", condition })).toMatchObject({
      ...{ status: 403, code: "forbidden", values: {} },
    });
    const key = await t.key("api", ["metrics:read"]);
    expect(await ask(key, "POST /api/v1/segments", { name: "A", condition })).toMatchObject({
      ...{ status: 403, code: "scope_missing", values: { permission: "segments:edit" } },
    });
    const admin = await t.member("admin");
    const invitation = { email: "new@example.com", role: "owner" };
    expect(await ask(admin, "POST /api/v1/invitations", invitation)).toMatchObject({
      ...{ status: 403, code: "role_needed", values: { role: "owner" } },
    });
  });

  it("404: an address, a thing, a workspace", async () => {
    expect(await ask(t.owner, "GET /api/v1/nowhere")).toMatchObject({ status: 404, code: "no_such_address" });
    expect(await ask(t.owner, "GET /api/v1/segments/gone")).toMatchObject({ status: 404, code: "not_found" });
    expect(await ask(t.owner, "GET /api/v1/segments", undefined, { "x-workspace": "other" })).toMatchObject({
      ...{ status: 404, code: "unknown_workspace", values: {} },
    });
  });

  it("409: a name that is taken, and what is used", async () => {
    const { id } = await segment("Buyers");
    expect(await ask(t.owner, "POST /api/v1/segments", { name: "buyers", condition })).toMatchObject({
      ...{ status: 409, code: "name_taken", values: { kind: "segment", name: "buyers" } },
      detail: 'There is a segment called "buyers" already; names differ in more than case.',
    });
    await t.owner.request("POST /api/v1/personas", { body: { name: "Ann", segment: id } });
    expect(await ask(t.owner, `DELETE /api/v1/segments/${id}`)).toMatchObject({
      ...{ status: 409, code: "in_use" },
      values: { kind: "segment", kinds: ["persona"], names: ["Ann"], total: 1 },
      detail: 'It is used by the persona "Ann". Take it out there first.',
    });
  });

  it("412: what somebody else changed", async () => {
    const { id } = await segment("Changed");
    const body = { name: "Changed again", condition };
    await t.owner.request("PUT /api/v1/segments/:id", { params: { id }, body });
    expect(await ask(t.owner, `PUT /api/v1/segments/${id}`, body, { "if-match": '"1"' })).toMatchObject({
      ...{ status: 412, code: "stale_revision", values: {} },
    });
  });

  it("413: what is too large", async () => {
    const name = "x".repeat(1_100_000);
    expect(await ask(t.owner, "POST /api/v1/segments", { name, condition })).toMatchObject({
      ...{ status: 413, code: "too_large", values: {} },
    });
  });

  it("400: a field by a rule of a noun, and by the shape of the request", async () => {
    const query = { metrics: [{ metric: "npss" }], period: { last: 7, unit: "day" } };
    const refused = await ask(t.owner, "POST /api/v1/query", query);
    expect(refused).toMatchObject({ status: 400, code: "unknown_metric", values: { name: "npss" } });
    expect(refused.fields).toMatchObject([
      { path: "metrics.0.metric", code: "unknown_metric", values: { name: "npss" }, reason: /^unknown; use/ },
    ]);

    const nested = { field: "nothing.here", op: "eq", value: 1 };
    const shapeless = await ask(t.owner, "POST /api/v1/segments", { name: "a\0".repeat(61), condition: nested });
    expect(shapeless.code).toBe("invalid_request");
    expect(shapeless.fields?.map(({ path, code, values }) => [path, code, values])).toEqual([
      ["name", "unclean_text", {}],
      ["name", "too_long", { maximum: 120 }],
      ["condition.field", "invalid_condition", {}],
    ]);
    const empty = await ask(t.owner, "POST /api/v1/segments", { condition: { all: [] } });
    expect(empty.fields?.map(({ path, code }) => [path, code])).toEqual([["name", "required"]]);
    const zone = await ask(t.owner, "PATCH /api/v1/workspace", { name: "A\nB", timezone: "Mars/Base" });
    expect(zone.fields?.map(({ path, code }) => [path, code])).toEqual([
      ["name", "control_character"],
      ["timezone", "unknown_time_zone"],
    ]);
  });

  it("in the OpenAPI document too", async () => {
    const { components } = (await t.anonymous.inject({ method: "GET", url: "/api/openapi.json" })).json();
    const field = components.schemas.Problem.properties.fields.items;
    expect(field.required).toEqual(expect.arrayContaining(["path", "code", "values", "reason"]));
  });
});

it("codes are words that programs can hold on to, and every sentence says what is wrong", () => {
  for (const [code, { detail, status }] of Object.entries(problems)) {
    expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
    expect(detail.length, code).toBeGreaterThan(5);
    expect(status, code).toBeGreaterThanOrEqual(400);
  }
  expect(new Set(fieldCodes).size).toBe(fieldCodes.length);
});
