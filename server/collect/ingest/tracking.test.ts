import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { trackingAccepted, trackingBatch, trackingRefused } from "../../../contracts/collect/tracking.ts";
import { trackingLimits } from "../../../contracts/words/messages.ts";
import { events } from "../../log/events/events.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { receiveBody } from "./read/receive-body.ts";
import { MemoryBudget } from "./store/memory-budget.ts";

let t: TestApp;
let key: string;
let workspace: string;
let port: number;

beforeAll(async () => {
  t = await startTestApp({ own: true });
  const fresh = await t.freshWorkspace();
  key = fresh.writeKey;
  workspace = fresh.workspace.id;
  await t.app.listen({ port: 0 });
  port = (t.app.server.address() as AddressInfo).port;
});
afterAll(() => t.close());

const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` });
const rows = (id: string) =>
  t.system.analytics.ask<Record<string, string>>(
    sql`select message_id, event, type, user_id, source, timestamp from ${events} where startsWith(message_id, ${id})`,
    { tenant: wholeOf(workspace) },
  );
const send = (url: string, payload: unknown, headers: Record<string, string> = basic(key)) =>
  t.app.inject({
    method: "POST",
    url,
    headers,
    payload: typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

describe("the tracking routes", () => {
  it.each([
    ["/v1/track", "/v1/t", { event: "Paid" }, "Paid"],
    ["/v1/page", "/v1/p", {}, "Page Viewed"],
    ["/v1/screen", "/v1/s", {}, "Screen Viewed"],
    ["/v1/identify", "/v1/i", { traits: { plan: "pro" } }, "Identify"],
    ["/v1/group", "/v1/g", { groupId: "g" }, "Group"],
    ["/v1/alias", "/v1/a", { previousId: "p" }, "Alias"],
  ])("take %s and %s", async (long, short, fields, event) => {
    for (const [index, url] of [long, short].entries()) {
      const answer = await send(url, { userId: "u", messageId: `${long}-${index}`, ...fields });
      expect([answer.statusCode, answer.body]).toEqual([200, '{"success":true}']);
    }
    expect((await rows(long)).map((row) => row.event)).toEqual([event, event]);
  });

  it.each(["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch"])("take a batch at %s", async (url) => {
    const batch = [{ type: "page", userId: "u", messageId: `${url}-batch` }];
    expect(trackingBatch.safeParse({ batch }).success).toBe(true);
    const answer = await send(url, { batch });
    expect(answer.statusCode).toBe(200);
    expect(trackingAccepted.parse(answer.json())).toEqual({ success: true });
    expect(await rows(`${url}-batch`)).toHaveLength(1);
  });

  it("read the body by its bytes: any label, packed or not, with a byte order mark", async () => {
    const body = (id: string) => JSON.stringify({ userId: "u", messageId: `label-${id}` });
    const sent = [
      await send("/v1/page", body("text"), { ...basic(key), "content-type": "text/plain" }),
      await send("/v1/page", body("none"), { ...basic(key), "content-type": "" }),
      await send("/v1/page", body("odd"), { ...basic(key), "content-type": ";;; not a type" }),
      await send("/v1/page", `\ufeff${body("bom")}`),
      await send("/v1/page", gzipSync(body("packed")), {
        ...basic(key),
        "content-type": "application/x-www-form-urlencoded",
      }),
    ];
    expect(sent.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(await rows("label-")).toHaveLength(5);
  });

  it("take the key from Basic, bearer, body or address, and an API key that may send", async () => {
    const api = await t.key("api", ["events:write"], workspace);
    const reader = await t.key("api", ["metrics:read"], workspace);
    const page = (id: string, more: object = {}) => ({ userId: "u", messageId: `key-${id}`, ...more });
    const statuses = [
      await send("/v1/page", page("bearer"), { authorization: `Bearer ${key}` }),
      await send("/v1/page", page("body", { writeKey: key }), {}),
      await send(`/v1/page?writeKey=${key}`, page("address"), {}),
      await send("/v1/page", page("api"), { authorization: `Bearer ${api.secret}` }),
      await send("/v1/page", page("reader"), { authorization: `Bearer ${reader.secret}` }),
      await send("/v1/page", page("none"), {}),
      await send("/v1/page", page("wrong"), basic("tl_write_wrong")),
      await send("/v1/page", page("in-body", { writeKey: api.secret }), {}),
    ].map((answer) => answer.statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 403, 401, 401, 401]);
    expect((await rows("key-")).map((row) => row.message_id).sort()).toEqual([
      "key-address",
      "key-api",
      "key-bearer",
      "key-body",
    ]);
  });

  it("keep the good messages of a batch and name the bad ones by index and reason", async () => {
    const answer = await send("/v1/batch", {
      batch: [
        { type: "page", userId: "u", messageId: "mixed-1" },
        { type: "track", userId: "u", messageId: "mixed-2" },
        { type: "page", messageId: "mixed-3" },
        { type: "page", userId: "u", messageId: "mixed-4" },
      ],
    });
    expect(answer.statusCode).toBe(400);
    expect(trackingRefused.parse(answer.json())).toMatchObject({
      success: false,
      code: "invalid_messages",
      accepted: 2,
      errors: [
        { index: 1, field: "event", reason: expect.stringContaining("send") },
        { index: 2, field: "userId", reason: expect.stringContaining("with userId or anonymousId") },
      ],
    });
    expect(await rows("mixed-")).toHaveLength(2);
  });

  it("answer a preflight and open every answer, refusals included, to any origin without credentials", async () => {
    const preflight = await t.app.inject({
      method: "OPTIONS",
      url: "/v1/t",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,anonymousid,Rsa-Retry-Attempt",
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers["access-control-allow-headers"]).toBe(
      "authorization, content-type, anonymousid, rsa-retry-attempt",
    );
    for (const answer of [preflight, await send("/v1/t", {}), await send("/v1/t", {}, {})]) {
      expect(answer.headers["access-control-allow-origin"]).toBe("*");
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
      expect(answer.headers["cross-origin-resource-policy"]).toBe("cross-origin");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it("tell client libraries where to send, for a known key only", async () => {
    const get = (url: string) => t.app.inject({ method: "GET", url });
    expect((await get(`/v1/projects/${key}/settings`)).json()).toMatchObject({
      integrations: { "Segment.io": { apiKey: key } },
    });
    expect((await get(`/sourceConfig/?writeKey=${key}`)).json()).toMatchObject({
      source: { writeKey: key, enabled: true, destinations: [] },
    });
    expect((await get("/v1/projects/nothing/settings")).statusCode).toBe(404);
    expect((await get("/sourceConfig?writeKey=nothing")).statusCode).toBe(404);
  });

  it("wait for nobody who holds the records, such as an erasure of many people", async () => {
    expect((await send("/v1/track", { userId: "u", event: "Paid", messageId: "free" })).statusCode).toBe(200);
    // What is known of the key and of units has grown old, and has to be read again.
    const now = performance.now.bind(performance);
    const ahead = vi.spyOn(performance, "now").mockImplementation(() => now() + 6_000);
    onTestFinished(() => ahead.mockRestore());
    await t.system.db.transaction(async () => {
      const held = await send("/v1/track", { userId: "u", event: "Paid", messageId: "held" });
      expect(held.statusCode).toBe(200);
    });
    expect(await rows("held")).toHaveLength(1);
  });

  it("have no part in the limit on requests per minute", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => send("/v1/page", { userId: "u" })));
    expect(answers.every((answer) => answer.headers["x-ratelimit-limit"] === undefined)).toBe(true);
  });
});

describe("feedback by the API", () => {
  const record = { submission_id: "s1", field_id: "nps", field_type: "nps", value_number: 9, user_id: "u" };
  const post = (payload: unknown) =>
    t.app.inject({
      method: "POST",
      url: "/api/v1/feedback",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      payload: JSON.stringify(payload),
    });

  it("is stored once, the same as when an event carries it, and names what it refuses", async () => {
    expect((await post(record)).json()).toEqual({ accepted: 1, rejected: [] });
    const event = { userId: "u", event: "Feedback Received", messageId: "other", properties: record };
    expect((await send("/v1/track", event)).statusCode).toBe(200);
    const mixed = await post([
      record,
      { ...record, submission_id: "s2", value_number: 11 },
      { ...record, submission_id: "s3" },
      5,
    ]);
    expect(mixed.statusCode).toBe(200);
    expect(mixed.json()).toMatchObject({ accepted: 2, rejected: [{ index: 1, field: "value_number" }, { index: 3 }] });
    const refused = await post({ ...record, value_number: 11 });
    expect([refused.statusCode, refused.json()]).toMatchObject([400, { fields: [{ path: "value_number" }] }]);
    const stored = await t.system.analytics.ask(
      sql`select feedback_submission, feedback_score from ${events} where feedback_type = 'nps' order by 1`,
      { tenant: wholeOf(workspace) },
    );
    expect(stored).toEqual([
      { feedback_submission: "s1", feedback_score: 9 },
      { feedback_submission: "s3", feedback_score: 9 },
    ]);
  });
});

describe("hostile bodies", () => {
  const bytes = trackingLimits.batchBytes;
  it.each([
    ["nothing", "", 400],
    ["no JSON", "{", 400],
    ["a list", "[]", 400],
    ["null", "null", 400],
    ["bytes that are no UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    ["UTF-16", Buffer.from("\ufeff{}", "utf16le"), 400],
    ["a batch that is none", '{"batch":{}}', 400],
    ["a batch with a broken time", '{"batch":[],"sentAt":"yesterday"}', 400],
    ["too many messages", JSON.stringify({ batch: Array(2_501).fill(1) }), 413],
    ["too many bytes", Buffer.alloc(bytes + 1, " "), 413],
    ["half a gzip", gzipSync('{"userId":"u"}').subarray(0, 15), 400],
    ["a gzip of nothing but its name", Buffer.from([0x1f, 0x8b]), 400],
    ["a bomb", gzipSync(Buffer.alloc(100_000_000)), 413],
    ["a bomb of two members", Buffer.concat([gzipSync(Buffer.alloc(400_000)), gzipSync(Buffer.alloc(400_000))]), 413],
    ["100,000 lists in one another", `{"batch":[${"[".repeat(100_000)}${"]".repeat(100_000)}]}`, 400],
    ["100,000 objects in one another", `{"userId":"u","context":${'{"a":'.repeat(80_000)}1${"}".repeat(80_000)}}`, 400],
    ["another prototype", '{"__proto__":{"userId":"u"}}', 400],
  ])("%s is refused", async (_name, body, status) => {
    const answer = await send("/v1/page", body);
    const batch = await send("/v1/batch", body);
    expect([answer.statusCode, batch.statusCode].some((code) => code === status)).toBe(true);
    for (const each of [answer, batch]) {
      expect(each.statusCode).toBeGreaterThanOrEqual(400);
      expect(each.statusCode).toBeLessThan(500);
      expect(each.body).not.toContain("node_modules");
    }
    expect(t.system.ingest.held()).toBe(0);
  });

  it("are read no further than to the limit, and hold nothing when they are answered", async () => {
    // Damaged where it unpacks to a hundred times what is taken: who reads on says that it is damaged.
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    bomb.fill(0xff, bomb.length >> 1);
    const deep = `{"batch":[${"[".repeat(100_000)}${"]".repeat(100_000)}]}`;
    for (let round = 0; round < 20; round += 1) {
      const statuses = await Promise.all(Array.from({ length: 10 }, (_, index) => post(index % 2 === 0 ? bomb : deep)));
      expect(new Set(statuses)).toEqual(new Set([413, 400]));
      await until(() => t.system.ingest.held() === 0);
    }
  });

  it("that never end, or end early, give their room back", async () => {
    const head = `POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(key).authorization}\r\nContent-Length: 400000\r\n\r\n{`;
    const sockets = Array.from({ length: 20 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
    for (const socket of sockets) socket.write(head);
    await until(() => t.system.ingest.held() === 20);
    for (const socket of sockets) socket.destroy();
    await until(() => t.system.ingest.held() === 0);
  });

  it("that are only announced take no room: others are served as ever meanwhile", async () => {
    const head = (authorization: string) =>
      `POST /v1/batch HTTP/1.1\r\nHost: x\r\n${authorization}Content-Length: 512000\r\n\r\n`;
    const known = `Authorization: ${basic(key).authorization}\r\n`;
    const sockets = Array.from({ length: 140 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
    for (const [index, socket] of sockets.entries()) socket.write(head(index % 4 === 0 ? "" : known));
    await until(() => sockets.every((socket) => socket.bytesWritten > 0));
    expect(t.system.ingest.held()).toBe(0);
    const body = JSON.stringify({ batch: Array.from({ length: 500 }, () => ({ type: "page", userId: "u" })) });
    expect(await Promise.all(Array.from({ length: 20 }, () => post(body)))).toEqual(Array(20).fill(200));
    for (const socket of sockets) socket.destroy();
  });

  it("that come too slowly are cut off, and those that fill the share of one sender leave the others theirs", async () => {
    const budget = new MemoryBudget(1_000);
    const room = () => budget.receive({ key: "k", address: "1" });
    const dripping = new PassThrough();
    const slow = receiveBody(dripping, room(), 10_000, { patience: 30, bytesPerSecond: 1_000_000 });
    dripping.write("{");
    await expect(slow).rejects.toMatchObject({ status: 408, code: "body_too_slow" });
    const large = new PassThrough();
    const tooLarge = receiveBody(large, room(), 10, { patience: 10_000, bytesPerSecond: 1 });
    large.end("x".repeat(11));
    await expect(tooLarge).rejects.toMatchObject({ status: 413 });
    const fair = new MemoryBudget(1_000);
    const [one, same, other, unknown] = [
      fair.receive({ key: "k", address: "1" }),
      fair.receive({ key: "l", address: "1" }),
      fair.receive({ key: "k", address: "2" }),
      fair.receive({ key: null, address: "3" }),
    ];
    one.grow(500);
    expect(() => same.grow(1)).toThrow(/Nothing was lost/);
    other.grow(250);
    expect(() => other.grow(1)).toThrow();
    unknown.grow(250);
    expect(() => unknown.grow(1)).toThrow();
    for (const each of [one, one, same, other, unknown]) each.release();
    expect(fair.held).toBe(0);
    same.grow(500);
  });

  it("wait outside when the house is full: 503 with Retry-After", async () => {
    const release = t.system.ingest.reserve(t.system.config.ingestBufferBytes - 1_000);
    const answer = await send("/v1/page", { userId: "u", context: { text: "x".repeat(2_000) } });
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
    release();
    expect((await send("/v1/page", { userId: "u" })).statusCode).toBe(200);
  });
});

function post(body: Buffer | string): Promise<number> {
  return new Promise((done, fail) => {
    const outgoing = request({ port, path: "/v1/batch", method: "POST", headers: basic(key) }, (answer) => {
      answer.resume().on("end", () => done(answer.statusCode ?? 0));
    });
    outgoing.on("error", fail).end(body);
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((next) => setTimeout(next, 10));
  expect(holds()).toBe(true);
}
