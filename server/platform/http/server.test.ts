import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "../../../contracts/endpoint.ts";
import { problem } from "../../../contracts/problem.ts";
import { createAudit } from "../../access/audit/audit.ts";
import { createLog } from "../log.ts";
import { documentApi } from "./documentation.ts";
import { problem as refusal, stale } from "./problem.ts";
import { createRoutes, revisionSeen } from "./routes.ts";
import { createHttpServer } from "./server.ts";

const common = { tag: "Test", summary: "Test", access: "public", status: 200 } as const;
const echo = endpoint({
  ...common,
  method: "POST",
  path: "/api/v1/echo",
  bodyLimit: 1000,
  body: z.object({ name: z.string().min(2), tags: z.array(z.object({ n: z.number() })).optional() }),
  response: z.object({ name: z.string() }),
});
const revision = endpoint({
  ...common,
  method: "PUT",
  path: "/api/v1/revision",
  response: z.object({ seen: z.number().nullable() }),
});
const fail = endpoint({
  ...common,
  method: "GET",
  path: "/api/v1/fail/:how",
  params: z.object({ how: z.string() }),
  response: z.object({ ok: z.literal(true) }),
});
const broken = endpoint({ ...common, method: "GET", path: "/api/v1/broken", response: z.object({ n: z.number() }) });

const INSIDE = "postgres://user:secret@inside/db";

async function start(): Promise<FastifyInstance> {
  const app = await createHttpServer({ log: createLog("silent"), trustProxy: 0 });
  await documentApi(app, "1.0.0");
  const nobody = () => Promise.reject(new Error("nobody signs in here"));
  const system = { now: () => new Date() } as Parameters<typeof createRoutes>[1];
  const routes = createRoutes(app, system, {
    contract: { echo, revision, broken, fail },
    gate: { user: nobody, context: nobody },
    audit: createAudit(system),
  });
  routes.route(echo, (_ctx, { body }) => ({ name: body.name, more: "not in the schema" }));
  routes.route(revision, (_ctx, { request }) => ({ seen: revisionSeen(request) ?? null }));
  routes.route(broken, () => ({ n: "not a number" as unknown as number }));
  routes.route(fail, (_ctx, { params }) => {
    if (params.how === "conflict") throw refusal("name_taken", { kind: "segment", name: "A", differ: "case" });
    if (params.how === "stale") throw stale();
    if (params.how === "unavailable") throw refusal("too_many_queries", {}, { retryAfter: 7 });
    if (params.how === "type") throw new TypeError(`cannot read ${INSIDE}`);
    if (params.how === "status") throw Object.assign(new Error(INSIDE), { statusCode: 500, code: "EISDIR" });
    if (params.how === "away")
      throw Object.assign(new Error("Failed query"), {
        cause: Object.assign(new Error(INSIDE), { code: "ECONNREFUSED" }),
      });
    throw INSIDE;
  });
  routes.assertComplete();
  await app.ready();
  return app;
}

let app: FastifyInstance;
beforeAll(async () => {
  app = await start();
});
afterAll(() => app.close());

const post = (payload: string | object, headers: Record<string, string> = { "content-type": "application/json" }) =>
  app.inject({ method: "POST", url: "/api/v1/echo", payload, headers });

describe("what cannot be taken is answered with a problem document", () => {
  const cases: [string, () => ReturnType<typeof post>, number, string, string | RegExp][] = [
    ["broken JSON", () => post('{"name":'), 400, "invalid_json", "The body is not valid JSON."],
    ["no body", () => post(""), 400, "empty_body", "The body is empty; send JSON."],
    ["JSON of another shape", () => post("[]"), 400, "invalid_request", /./],
    ["a body too large", () => post({ name: "x".repeat(2000) }), 413, "too_large", /larger than/],
    ["another media type", () => post("<a/>", { "content-type": "text/xml" }), 415, "unsupported_media_type", /json/],
    ["a polluting key", () => post('{"name":"ann","__proto__":{"admin":true}}'), 400, "invalid_json", /./],
    [
      "an unknown address",
      () => app.inject("/api/v1/nothing"),
      404,
      "no_such_address",
      "There is nothing at this address.",
    ],
    ["another method", () => app.inject({ method: "DELETE", url: "/api/v1/echo" }), 404, "no_such_address", /nothing/],
    [
      "a broken address",
      () => app.inject("/api/v1/fail/%E0%A4%A"),
      400,
      "invalid_address",
      "The address cannot be read.",
    ],
    ["a conflict", () => app.inject("/api/v1/fail/conflict"), 409, "name_taken", /called "A"/],
    ["a change in between", () => app.inject("/api/v1/fail/stale"), 412, "stale_revision", /Load it again/],
    ["a store that is busy", () => app.inject("/api/v1/fail/unavailable"), 503, "too_many_queries", /Ask again/],
  ];
  test.each(cases)("%s", async (_what, send, status, code, detail) => {
    const answer = await send();
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const body = problem.parse(answer.json());
    expect(body).toMatchObject({ status, code, requestId: answer.headers["x-request-id"] });
    if (typeof detail === "string") expect(body.detail).toBe(detail);
    else expect(body.detail).toMatch(detail);
    expect(answer.body).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d/);
  });

  test("every field that is wrong is named", async () => {
    const { fields } = (await post({ name: "x", tags: [{ n: 1 }, { n: "2" }] })).json();
    expect(fields.map((field: { path: string }) => field.path)).toEqual(["name", "tags.1.n"]);
  });

  test("when to come back is said in a header", async () => {
    expect((await app.inject("/api/v1/fail/unavailable")).headers["retry-after"]).toBe("7");
  });
});

describe("what goes wrong inside stays inside", () => {
  test.each(["type", "status", "thrown"])("%s", async (how) => {
    const answer = await app.inject(`/api/v1/fail/${how}`);
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ status: 500, code: "internal_error" });
    expect(answer.body).not.toContain("secret");
    expect(answer.body).not.toMatch(/TypeError|EISDIR|\bat \S+ \(/);
  });

  test("and a store that does not answer is asked again later", async () => {
    const answer = await app.inject("/api/v1/fail/away");
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "5"]);
    expect(answer.json()).toMatchObject({ status: 503, code: "stores_unavailable" });
    expect(answer.body).not.toMatch(/secret|ECONNREFUSED|Failed query/);
  });

  test("an answer that does not fit its schema, and keys that are not in it", async () => {
    const answer = await app.inject("/api/v1/broken");
    expect([answer.statusCode, answer.json().code]).toEqual([500, "internal_error"]);
    expect(answer.body).not.toContain("not a number");
    expect((await post({ name: "ann" })).json()).toEqual({ name: "ann" });
  });
});

describe("every answer", () => {
  test.each(["/api/v1/fail/conflict", "/api/openapi.json", "/nowhere"])(
    "%s carries the headers of safety",
    async (url) => {
      const { headers } = await app.inject(url);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": expect.stringMatching(/DENY|SAMEORIGIN/),
        "referrer-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(headers["x-powered-by"]).toBeUndefined();
      if (url.startsWith("/api/")) expect(headers["cache-control"]).toBe("no-store");
    },
  );

  test("has an id of its own, whatever the caller sends", async () => {
    const send = () => app.inject({ url: "/nowhere", headers: { "x-request-id": "mine", "request-id": "mine" } });
    const ids = [(await send()).headers["x-request-id"], (await send()).headers["x-request-id"]];
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain("mine");
  });
});

describe("If-Match", () => {
  const put = (ifMatch?: string) =>
    app.inject({
      method: "PUT",
      url: "/api/v1/revision",
      headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
    });

  test.each([
    [undefined, null],
    ['"7"', 7],
    ["7", 7],
    ['W/"12"', 12],
    ['"0"', 0],
  ])("%s is revision %s", async (header, seen) => {
    expect((await put(header)).json()).toEqual({ seen });
  });

  test.each(["*", '"a"', "", '"-1"', '"1", "2"', '"12345678901"'])("%s is refused", async (header) => {
    const answer = await put(header);
    expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid_if_match"]);
  });
});

test("too many requests are told when to come back, one caller apart from another", async () => {
  const limited = await start();
  const from = (remoteAddress: string) => limited.inject({ url: "/nowhere", remoteAddress });
  let answer = await from("10.0.0.1");
  for (let sent = 1; sent <= 3001 && answer.statusCode !== 429; sent += 1)
    answer = await limited.inject({ url: "/api/v1/fail/stale", remoteAddress: "10.0.0.1" });
  expect(answer.statusCode).toBe(429);
  expect(problem.parse(answer.json())).toMatchObject({
    status: 429,
    code: "too_many_requests",
    title: "Too many requests",
  });
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(answer.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect((await limited.inject({ url: "/api/v1/fail/stale", remoteAddress: "10.0.0.2" })).statusCode).toBe(412);
  await limited.close();
}, 60_000);

test("what is not there counts for the limit, too", async () => {
  const limited = await start();
  const ask = (method: "GET" | "POST") => limited.inject({ method, url: "/v1/nothing", payload: {} });
  const statuses = new Set<number>();
  for (let sent = 0; sent < 3000; sent += 1) statuses.add((await ask(sent % 2 ? "GET" : "POST")).statusCode);
  expect([...statuses]).toEqual([404]);
  const refused = await ask("POST");
  expect([refused.statusCode, refused.json().code]).toEqual([429, "too_many_requests"]);
  expect((await limited.inject({ url: "/api/v1/fail/stale" })).statusCode).toBe(429);
  expect((await limited.inject({ url: "/v1/nothing", remoteAddress: "10.0.0.2" })).statusCode).toBe(404);
  await limited.close();
}, 60_000);

describe("over a socket", () => {
  /** Sends bytes and returns all that comes back until the connection ends. */
  function exchange(port: number, ...parts: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => {
        for (const part of parts) socket.write(part);
      });
      let said = "";
      socket.setTimeout(5000, () => socket.destroy(new Error(`no end after: ${said}`)));
      socket.on("data", (chunk) => (said += chunk.toString()));
      socket.once("close", () => resolve(said));
      socket.once("error", reject);
    });
  }

  test("what is no HTTP, or has headers without end, is refused and the connection closed", async () => {
    const server = await start();
    await server.listen({ host: "127.0.0.1", port: 0 });
    const address = server.server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await exchange(port, "HELLO\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await exchange(port, `GET / HTTP/1.1\r\nhost: x\r\nlong: ${"x".repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    await server.close();
  });
});
