import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createHttpServer } from "./server.ts";

/** What was logged, line by line. */
const logged: { level: number; msg: string }[] = [];
const log = pino(
  { level: "info" },
  new Writable({
    write(line, _encoding, done) {
      logged.push(JSON.parse(String(line)));
      done();
    },
  }),
);

let app: FastifyInstance;
let port = 0;
/** Streams that were handed out as an answer, or taken in as a body. */
const streams: Readable[] = [];

/** A stream that says something, or nothing, and does not end. */
function endless(text: string): Readable {
  const answer = new Readable({ read: () => undefined });
  if (text !== "") answer.push(text);
  streams.push(answer);
  return answer;
}

beforeAll(async () => {
  app = await createHttpServer({ log, trustProxy: 0 });
  app.addContentTypeParser("application/octet-stream", (_request, body, done) => done(null, body));
  app.post<{ Body: { text: string } }>("/ask", ({ body }) => endless(body.text));
  app.post<{ Body: Readable }>("/send", async ({ body }) => {
    streams.push(body);
    await finished(body.resume());
    return "all of it";
  });
  app.get("/broken", () => {
    const answer = endless("");
    process.nextTick(() => answer.destroy());
    return answer;
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  ({ port } = app.server.address() as AddressInfo);
});
afterAll(() => app.close());
beforeEach(() => {
  logged.length = 0;
  streams.length = 0;
});

const json = (text: string) => ["/ask", "application/json", JSON.stringify({ text }), 0] as const;

it.each([
  ["before an answer begins", json("")],
  ["in the middle of an answer", json("some")],
  ["in the middle of what is sent", ["/send", "application/octet-stream", "some", 100] as const],
])("who leaves %s is no error", async (_when, [path, type, body, missing]) => {
  const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\n`;
  const caller = connect(port, "127.0.0.1");
  caller.write(`${head}Content-Length: ${body.length + missing}\r\n\r\n${body}`);
  if (body.includes("some") && missing === 0) await once(caller, "data");
  await expect.poll(() => streams.length).toBe(1);
  caller.destroy();
  await expect.poll(() => streams[0]?.closed).toBe(true);
  await setImmediate();
  expect(logged.filter(({ level }) => level > 30)).toEqual([]);
});

it("who has gone before a request is looked at is none either", async () => {
  app.server.prependOnceListener("request", ({ socket }) => socket.destroy());
  const caller = connect(port, "127.0.0.1");
  caller.write("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n");
  await once(caller, "close");
  await setImmediate();
  expect([streams.length, logged.filter(({ level }) => level > 30)]).toEqual([0, []]);
});

it("a stream that breaks off while the caller waits is one", async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/broken`);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([500, "internal_error"]);
  expect(logged).toMatchObject([{ level: 50, msg: "request failed" }]);
});
