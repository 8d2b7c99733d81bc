import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "../../../contracts/endpoint.ts";
import { createAudit } from "../../access/audit/audit.ts";
import { openTestRecords } from "../../testing/stores.ts";
import type { Analytics } from "../analytics/analytics.ts";
import type { System } from "../context.ts";
import type { OpenDatabase } from "../db/database.ts";
import type { Files } from "../files/open-files.ts";
import { createLog } from "../log.ts";
import { idempotencyKeys } from "./idempotency.tables.ts";
import { forgetIdempotencyKeys } from "./idempotency.ts";
import { problem } from "./problem.ts";
import { createRoutes, type Gate } from "./routes.ts";
import { createHttpServer } from "./server.ts";

const thing = z.object({ id: z.number(), name: z.string() });
const common = { tag: "Test", summary: "Test", access: "journeys:edit", body: z.object({ name: z.string() }) } as const;
const makeThing = endpoint({ ...common, method: "POST", path: "/api/v1/things", response: thing, status: 201 });
const makeSecret = endpoint({
  ...common,
  method: "POST",
  path: "/api/v1/secrets",
  response: z.object({ secret: z.string() }),
  answersSecret: true,
  status: 201,
});
const changeThing = endpoint({ ...common, method: "POST", path: "/api/v1/changes", response: thing, status: 200 });

let app: FastifyInstance;
let records: OpenDatabase;
let now = Date.parse("2026-06-17T12:00:00.000Z");
let made = 0;
/** What making a thing waits for. */
let hold: Promise<void> = Promise.resolve();

beforeAll(async () => {
  records = await openTestRecords();
  const analytics = null as unknown as Analytics;
  const files = null as unknown as Files;
  const system: System = { db: records.db, analytics, files, log: createLog("silent"), now: () => new Date(now) };
  app = await createHttpServer({ log: system.log, trustProxy: 0 });
  const gate: Gate = {
    user: () => Promise.reject(new Error("nobody signs in here")),
    context: async (request) => {
      const [workspace = "", actor = ""] = String(request.headers["x-caller"] ?? "one ann").split(" ");
      return {
        ...system,
        workspace: { id: workspace, name: workspace, timezone: "UTC", currency: "EUR" },
        actor: { kind: "user", id: actor, name: actor },
        isTest: false,
        scope: null,
        can: () => true,
      };
    },
  };
  const contract = { makeThing, makeSecret, changeThing };
  const routes = createRoutes(app, system, { contract, gate, audit: createAudit(system) });
  const make = async ({ name }: { name: string }) => {
    made += 1;
    const id = made;
    await hold;
    if (name === "taken") throw problem("name_taken", { kind: "segment", name, differ: "case" });
    return { id, name, inside: "not in the schema" };
  };
  routes.route(makeThing, (_ctx, { body }) => make(body));
  routes.route(changeThing, (_ctx, { body }) => make(body));
  routes.route(makeSecret, async (_ctx, { body }) => ({ secret: `tl_${(await make(body)).id}` }));
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await records.close();
});

function send(key: string | undefined, name: string, more: InjectOptions = {}) {
  return app.inject({
    method: "POST",
    url: "/api/v1/things",
    payload: { name },
    ...more,
    headers: { ...(key === undefined ? {} : { "idempotency-key": key }), ...more.headers },
  });
}

describe("the same request again with the same key", () => {
  test("gets the first answer and makes nothing", async () => {
    const first = await send("a", "one");
    expect([first.statusCode, first.headers["idempotency-replayed"]]).toEqual([201, undefined]);
    const before = made;
    const again = await send("a", "one");
    expect([again.statusCode, again.headers["idempotency-replayed"]]).toEqual([201, "true"]);
    expect(again.body).toBe(first.body);
    expect(again.headers["content-type"]).toBe(first.headers["content-type"]);
    expect(first.json()).toEqual({ id: before, name: "one" });
    expect(made).toBe(before);
  });

  test("without a key makes another", async () => {
    expect((await send(undefined, "one")).json().id).not.toBe((await send(undefined, "one")).json().id);
  });

  test("with another body or address is refused", async () => {
    await send("b", "one");
    for (const other of [await send("b", "two"), await send("b", "one", { url: "/api/v1/things?x=1" })]) {
      expect([other.statusCode, other.json().code]).toEqual([409, "idempotency_key_reused"]);
    }
  });

  test("means something else to another actor, workspace or endpoint", async () => {
    const ids = new Set<number>();
    for (const caller of ["one ann", "one bob", "two ann"])
      ids.add((await send("c", "one", { headers: { "x-caller": caller } })).json().id);
    expect(ids.size).toBe(3);
    expect((await send("c", "one", { url: "/api/v1/secrets" })).statusCode).toBe(201);
  });

  test("is executed again when the first was refused", async () => {
    const before = made;
    expect((await send("d", "taken")).json().code).toBe("name_taken");
    expect((await send("d", "taken")).json().code).toBe("name_taken");
    expect(made).toBe(before + 2);
  });

  test("at the same time makes one, and the others wait for it", async () => {
    const before = made;
    let open: () => void = () => undefined;
    hold = new Promise((resolve) => {
      open = resolve;
    });
    const sent = Array.from({ length: 5 }, () => send("e", "one"));
    setTimeout(open, 150);
    const answers = await Promise.all(sent);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201, 201, 201, 201]);
    expect(made).toBe(before + 1);
  });

  test("is told to come back when the first takes long", async () => {
    let open: () => void = () => undefined;
    hold = new Promise((resolve) => {
      open = resolve;
    });
    const first = send("f", "one").then((answer) => answer);
    await expect
      .poll(() => records.db.select().from(idempotencyKeys))
      .toContainEqual(expect.objectContaining({ key: "f" }));
    const second = await send("f", "one");
    expect([second.statusCode, second.json().code, second.headers["retry-after"]]).toEqual([
      409,
      "idempotency_key_in_use",
      "2",
    ]);
    open();
    expect((await first).statusCode).toBe(201);
  });

  test("is executed again a minute after its process was killed", async () => {
    const answer = await send("g", "one");
    await records.db.update(idempotencyKeys).set({ answeredAt: null, answer: null });
    now += 61_000;
    const again = await send("g", "one");
    expect([again.statusCode, again.headers["idempotency-replayed"]]).toEqual([201, undefined]);
    expect(again.json().id).not.toBe(answer.json().id);
  });

  test("is forgotten after a day", async () => {
    const first = await send("h", "one");
    now += 24 * 60 * 60 * 1000 - 1000;
    expect((await send("h", "one")).body).toBe(first.body);
    now += 2000;
    expect((await send("h", "two")).json().name).toBe("two");
    now += 25 * 60 * 60 * 1000;
    await forgetIdempotencyKeys(records.db, new Date(now));
    expect(await records.db.select().from(idempotencyKeys)).toEqual([]);
  });
});

test("a secret is answered once and kept nowhere", async () => {
  const first = await send("s", "one", { url: "/api/v1/secrets" });
  expect(first.json().secret).toMatch(/^tl_/);
  const again = await send("s", "one", { url: "/api/v1/secrets" });
  expect([again.statusCode, again.json().code]).toEqual([409, "already_done"]);
  const rows = await records.db.select().from(idempotencyKeys);
  expect(JSON.stringify(rows)).not.toContain(first.json().secret);
});

test("endpoints that create nothing ignore the key", async () => {
  const [one, two] = [
    await send("k", "one", { url: "/api/v1/changes" }),
    await send("k", "x", { url: "/api/v1/changes" }),
  ];
  expect([one.statusCode, two.statusCode]).toEqual([200, 200]);
  expect(one.json().id).not.toBe(two.json().id);
});

test.each(["", "has space", "ü", "x".repeat(256)])("%j is no key", async (key) => {
  const answer = await send(key, "one");
  expect([answer.statusCode, answer.json().code]).toEqual([400, "invalid_idempotency_key"]);
});
