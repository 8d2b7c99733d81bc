import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { outboxThings } from "../../platform/outbox/outbox.tables.ts";
import { type Outbox, openOutbox, send } from "../../platform/outbox/outbox.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";

let t: TestApp;
let outbox: Outbox;
/** What was delivered, in order; what is not `up` is refused. */
const delivered: string[] = [];
const up = new Set<string>();

beforeAll(async () => {
  t = await startTestApp({ own: true });
  outbox = await openOutbox(
    t.system,
    [
      {
        name: "order",
        tries: 2,
        async deliver({ thing, payload }) {
          if (!up.has(thing)) throw new Error("connection refused");
          delivered.push(`${thing} ${(payload as { n: number }).n}`);
        },
      },
    ],
    { alone: false },
  );
});
afterAll(async () => {
  await outbox.stop();
  await t.close();
});

function put(workspace: string, thing: string, n: number): Promise<void> {
  const message = { workspace, topic: "order", thing, payload: { n, secret: "of Zelda" } };
  return t.system.db.transaction((db) => send(db, message, t.clock.now()));
}

/** Until everything has been tried as often as it is. */
async function tryAll(): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    await outbox.idle();
    t.clock.advance(3_600_000);
  }
  await outbox.idle();
}

async function listed(who: Caller, limit = 50) {
  const items = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await who.request("GET /api/v1/deliveries", { query: { cursor, limit } });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

it("what is tried often enough waits for a person, with what comes behind it; page by page, without its content", async () => {
  const { workspace, owner } = await t.freshWorkspace();
  const sent = t.clock.now().toISOString();
  for (const thing of ["shop", "desk", "till"]) for (const n of [1, 2, 3]) await put(workspace.id, thing, n);
  await outbox.idle();
  const failing = await listed(owner);
  expect(failing).toHaveLength(3);
  for (const each of failing)
    expect(each).toMatchObject({ tries: 1, stuck: false, waiting: 3, sentAt: sent, nextTryAt: expect.any(String) });
  await tryAll();
  const stuck = await listed(owner, 2);
  expect(stuck.map(({ thing }) => thing)).toEqual(["shop", "desk", "till"]);
  for (const each of stuck)
    expect(each).toMatchObject({
      ...{ topic: "order", tries: 2, stuck: true, waiting: 3, sentAt: sent, nextTryAt: null },
      reason: "connection refused",
    });
  expect(JSON.stringify(stuck)).not.toContain("Zelda");
  expect(delivered.filter((each) => each.startsWith("shop"))).toEqual([]);
});

it("tried again by hand, all of it is delivered in order; dropped, the first is left out", async () => {
  const { workspace, owner } = await t.freshWorkspace();
  for (const thing of ["mill", "quay"]) for (const n of [1, 2, 3]) await put(workspace.id, thing, n);
  await tryAll();
  const [mill, quay] = await listed(owner);
  up.add("mill").add("quay");
  // What is up again is not asked before somebody says so.
  await tryAll();
  expect(delivered.filter((each) => each.startsWith("mill"))).toEqual([]);
  await owner.request("POST /api/v1/deliveries/:id/retry", { params: { id: mill?.id ?? "" } });
  await owner.request("DELETE /api/v1/deliveries/:id", { params: { id: quay?.id ?? "" } });
  await outbox.idle();
  expect(delivered.filter((each) => each.startsWith("mill"))).toEqual(["mill 1", "mill 2", "mill 3"]);
  expect(delivered.filter((each) => each.startsWith("quay"))).toEqual(["quay 2", "quay 3"]);
  expect(await listed(owner)).toEqual([]);
  const { items } = await owner.request("GET /api/v1/audit", { query: { kind: "delivery" } });
  expect(items.map(({ what, subjects }) => [what, subjects[0]?.name])).toEqual([
    ["dropDelivery", "order"],
    ["retryDelivery", "order"],
  ]);
});

it("the last message of a thing can be dropped, and one that is not failing cannot", async () => {
  const { workspace, owner } = await t.freshWorkspace();
  await put(workspace.id, "kiln", 1);
  await tryAll();
  const params = { id: (await listed(owner))[0]?.id ?? "" };
  await owner.request("DELETE /api/v1/deliveries/:id", { params });
  expect(await t.system.db.select().from(outboxThings).where(eq(outboxThings.thing, "kiln"))).toEqual([]);
  await expect(owner.request("DELETE /api/v1/deliveries/:id", { params })).rejects.toMatchObject({
    problem: { status: 404 },
  });
  await expect(owner.request("POST /api/v1/deliveries/:id/retry", { params })).rejects.toMatchObject({
    problem: { status: 404 },
  });
});

it("one that is being tried at this moment is not dropped under its hands", async () => {
  const { workspace, owner } = await t.freshWorkspace();
  await put(workspace.id, "dock", 1);
  await tryAll();
  const params = { id: (await listed(owner))[0]?.id ?? "" };
  const until = new Date(Date.now() + 60_000);
  await t.system.db
    .update(outboxThings)
    .set({ heldBy: "another", heldUntil: until })
    .where(eq(outboxThings.thing, "dock"));
  await expect(owner.request("DELETE /api/v1/deliveries/:id", { params })).rejects.toMatchObject({
    problem: { status: 409, code: "being_delivered" },
  });
});
