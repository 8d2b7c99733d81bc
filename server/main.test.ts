import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { type Serving, serve } from "./main.ts";
import { sql } from "./platform/analytics/sql.ts";
import { copyRecordsTemplate } from "./testing/template.ts";

const data = mkdtempSync(join(tmpdir(), "throughline-main-"));
const config = readConfig({ data, port: 0, logLevel: "silent" }, {});
const lock = join(data, "throughline.lock");
let serving: Serving;

beforeAll(async () => {
  await copyRecordsTemplate(join(data, "records"));
  serving = await serve(config);
});
afterAll(async () => {
  await serving.stop();
  rmSync(data, { recursive: true, force: true });
});

function open(): Promise<{ socket: Socket; said(): string; closed: Promise<void> }> {
  const { hostname, port } = new URL(serving.url);
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(Number(port), hostname, () => resolve({ socket, said: () => said, closed }));
    socket.once("error", reject);
    socket.on("data", (chunk) => (said += chunk.toString()));
    const closed = new Promise<void>((done) => socket.once("close", () => done()));
  });
}

/** Resolves when the server, which runs in this process, has read the head of its next request. */
function requestRead(): Promise<void> {
  const started = "http.server.request.start";
  return new Promise((resolve) => {
    const told = () => {
      unsubscribe(started, told);
      resolve();
    };
    subscribe(started, told);
  });
}

describe("a program that is told to stop", () => {
  test("finishes what it has begun, takes nothing new, and closes both stores", async () => {
    expect((await fetch(`${serving.url}/health/ready`)).status).toBe(200);
    const body = JSON.stringify({
      name: "Olive",
      email: "olive@example.com",
      password: "correct horse battery",
      workspace: "First",
      timezone: "UTC",
    });
    const begun = await open();
    const idle = await open();
    idle.socket.write("GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n");
    await expect.poll(idle.said).toContain('"ok"');
    const head = requestRead();
    begun.socket.write(
      `POST /api/v1/setup HTTP/1.1\r\nhost: ${new URL(serving.url).host}\r\norigin: ${serving.url}\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
    );
    await head;

    const stopped = serving.stop();
    expect(serving.stop()).toBe(stopped);
    await idle.closed;
    await expect(fetch(`${serving.url}/health/live`)).rejects.toThrow();
    expect(existsSync(lock)).toBe(true);
    begun.socket.write(body.slice(20));
    await begun.closed;
    expect(begun.said()).toMatch(/^HTTP\/1\.1 201 /);
    await stopped;
    expect(existsSync(lock)).toBe(false);
  });

  test("starts again on the same folder, with what was finished", async () => {
    serving = await serve(config);
    expect(await (await fetch(`${serving.url}/api/v1/setup`)).json()).toEqual({ needed: false });
    await serving.running.analytics.ask(sql`select count() from events`, { tenant: null });
  });
});

test("a program that finds events and no records does not begin anew over them", async () => {
  const setUp = {
    workspace: "0198c0de-0000-7000-8000-000000000000",
    event: "Seen",
    day: "2026-06-10",
    message_key: "1",
  };
  await serving.running.analytics.insert("events", [setUp]);
  await serving.stop();
  const records = join(data, "records");
  renameSync(records, join(data, "aside"));
  await copyRecordsTemplate(records);
  await expect(serve(config)).rejects.toThrow(/^The event store holds 1 events, and the records beside it are empty/);
  expect(existsSync(lock)).toBe(false);
  rmSync(records, { recursive: true });
  renameSync(join(data, "aside"), records);
  serving = await serve(config);
  expect(await (await fetch(`${serving.url}/api/v1/setup`)).json()).toEqual({ needed: false });
});

test("a program whose records do not answer says that it is not ready", async () => {
  await serving.running.records.close();
  const answer = await fetch(`${serving.url}/health/ready`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await answer.json()).toMatchObject({ code: "not_ready", detail: "The store of records does not answer." });
  expect((await fetch(`${serving.url}/health/live`)).status).toBe(200);
});
