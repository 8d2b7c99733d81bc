import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createApp } from "../../app.ts";
import { openSystem, type RunningSystem } from "../../open-system.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { erased, findEverywhere } from "../../testing/invented-person.ts";
import { feedback, track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";

// Several programs work on the same servers: what one is told, every other has to know.
let t: TestApp;
let second: RunningSystem;
let app: FastifyInstance;
const data = mkdtempSync(join(inject("runFolder"), "second-"));
beforeAll(async () => {
  t = await startTestApp({
    own: true,
    environment: { SECRET: "the same for every program of them", INSERT_SECONDS: "1" },
  });
  second = await openSystem({ ...t.system.config, data }, { now: t.clock.now });
  app = await createApp(second);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await second.close();
  rmSync(data, { recursive: true, force: true });
  await t.close();
});

const ago = (days: number) => new Date(t.clock.now().getTime() - days * 86_400_000).toISOString();

it("who is restricted or erased by one program is so in the other, which takes nothing of before back", {
  timeout: 120_000,
}, async () => {
  const { writeKey, owner, workspace } = await t.freshWorkspace();
  const key = await t.key("api", ["metrics:read", "contacts:read"], workspace.id);
  const ask = async (url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${key.secret}` };
    const answer = await app.inject({
      method: payload ? "POST" : "GET",
      url,
      headers,
      ...(payload ? { payload } : {}),
    });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const nps = async () => {
    const period = { from: "2026-06-01", to: "2026-06-30" };
    const { metrics } = await ask("/api/v1/query", { metrics: [{ metric: "nps" }], period });
    return metrics[0].rows[0].result.n as number;
  };
  const names = async () =>
    (await ask("/api/v1/contacts?sort=name")).items.map((each: { name: string }) => each.name) as string[];
  const traits = { name: "Ida Example", email: "ida@example.org" };
  await t.track(writeKey, [
    { type: "identify", userId: "ida", messageId: "i", timestamp: ago(9), traits },
    ...[track("ida", "Order Completed", ago(8)), feedback("ida", "nps", 10, ago(7))],
    ...[track("other", "Order Completed", ago(6)), feedback("other", "nps", 0, ago(5))],
  ]);
  await expect.poll(nps).toBe(2);
  const ida = keyOfIdentifier(workspace.id, "user_id", "ida");

  const params = { id: ida };
  await owner.request("PUT /api/v1/contacts/:id/restriction", { params });
  await expect.poll(nps).toBe(1);
  await owner.request("DELETE /api/v1/contacts/:id/restriction", { params });
  await expect.poll(nps).toBe(2);

  const { id } = await owner.request("POST /api/v1/erasures", { body: { contacts: [ida], now: true } });
  // Either program may carry it out; both look at once.
  await Promise.all([t.system.personalData.wake(), second.personalData.wake()]);
  const seen = new Set<number>();
  await Promise.all([
    erased(owner, id),
    (async () => {
      for (let isOver = false; !isOver; ) {
        isOver = (await owner.request("GET /api/v1/erasures/:id", { params: { id } })).status === "done";
        seen.add(await nps());
      }
    })(),
  ]);
  // Her answer was there or it was not: nothing in between, and gone in the end.
  expect([...seen].filter((n) => n !== 1 && n !== 2)).toEqual([]);
  expect(await nps()).toBe(1);
  expect(await names()).toEqual(["other"]);
  expect(await findEverywhere(t, ["ida@example.org", ida])).toEqual([]);

  const late = await app.inject({
    ...{ method: "POST", url: "/v1/batch" },
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
    payload: { batch: [track("ida", "Late", ago(1))] },
  });
  expect(late.statusCode).toBe(400);
  expect(late.body).toContain("only what happened after that is taken");
});
