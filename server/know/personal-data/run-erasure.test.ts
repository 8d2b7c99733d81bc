import { afterAll, beforeAll, expect, it } from "vitest";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { erased, findEverywhere, findInFiles } from "../../testing/invented-person.ts";
import { track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";
import { type ErasingOptions, eraseDue } from "./personal-data.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const DAY = 86_400_000;
const ago = (days: number) => new Date(t.clock.now().getTime() - days * DAY).toISOString();
const carryOut = (changed: Partial<ErasingOptions>) =>
  eraseDue({ system: t.system, ...t.system.personalData, alone: true, ...changed }, new AbortController().signal);

/** Somebody whose erasure is due, and nothing has begun with it. */
async function due(userId: string) {
  const fresh = await t.freshWorkspace();
  const traits = { email: `${userId}@example.org` };
  await t.track(fresh.writeKey, [
    { type: "identify", userId, messageId: userId, timestamp: ago(9), traits },
    track(userId, "Order Completed", ago(8), { total: 5 }),
  ]);
  const contact = keyOfIdentifier(fresh.workspace.id, "user_id", userId);
  const { id } = await fresh.owner.request("POST /api/v1/erasures", { body: { contacts: [contact] } });
  t.clock.advance(7 * DAY);
  return { ...fresh, contact, params: { id } };
}

it("is tried again where it fails, with the reason, and holds up nobody else's", async () => {
  const first = await due("unlucky-551");
  const second = await due("lucky-552");
  const failing: PersonalData = {
    ...{ kind: "segments", tables: [], count: async () => 0 },
    async erase(_db, { workspace }) {
      if (workspace === first.workspace.id) throw new Error("lucky-552 and unlucky-551 are in the way");
      return 0;
    },
  };
  const declarations = [...t.system.personalData.declarations, failing];
  await expect(carryOut({ declarations })).rejects.toThrow("segments");
  expect(await second.owner.request("GET /api/v1/erasures/:id", { params: second.params })).toMatchObject({
    status: "done",
  });
  const failed = await first.owner.request("GET /api/v1/erasures/:id", { params: first.params });
  expect(failed).toMatchObject({ status: "waiting", progress: { stage: "records", failed: "segments: Error" } });
  await carryOut({});
  expect(await erased(first.owner, first.params.id)).toMatchObject({ status: "done", progress: null });
  expect(await findEverywhere(t, ["unlucky-551"])).toEqual([]);
});

it("holds nobody else up while what others wrote is looked through, and takes what they wrote until then", async () => {
  const { owner, writeKey, workspace, params } = await due("patient-553");
  const meanwhile: PersonalData = {
    ...{ kind: "segments", tables: [], count: async () => 0 },
    async eraseMentions() {
      // Resolves only when somebody new was recognised.
      await t.track(writeKey, [track("newcomer", "Order Completed", t.clock.now().toISOString())]);
      await owner.request("POST /api/v1/annotations", {
        body: { name: "Told by patient-553@example.org", happenedAt: ago(1) },
      });
      return 1;
    },
  };
  await carryOut({ declarations: [meanwhile, ...t.system.personalData.declarations] });
  expect(await erased(owner, params.id)).toMatchObject({ status: "done" });
  const { items } = await owner.request("GET /api/v1/contacts", {});
  expect(items.map(({ id }) => id)).toEqual([keyOfIdentifier(workspace.id, "user_id", "newcomer")]);
  expect(await findEverywhere(t, ["patient-553"])).toEqual([]);
});

it("takes with it what was being stored as it began, and files that came as it did", async () => {
  const { owner, writeKey, params } = await due("flying-554");
  const { analytics, ingest, personalData } = t.system;
  const insert = analytics.insertEncoded;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let sent: Promise<unknown> | undefined;
  const look = async () => {
    if (!sent) {
      analytics.insertEncoded = async (...rows) => {
        await held;
        return insert.apply(analytics, rows);
      };
      sent = t.app.inject({
        ...{ method: "POST", url: "/v1/batch" },
        headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
        payload: { batch: [track("flying-554", "Late", ago(3))] },
      });
      while (ingest.held() === 0) await new Promise((next) => setTimeout(next, 5));
      await owner.inject({
        ...{ method: "POST", url: "/api/v1/imports?name=late.csv" },
        headers: { "content-type": "application/octet-stream" },
        payload: "user,time\nflying-554,2026-06-10T10:00:00Z\n",
      });
    }
    await personalData.look();
  };
  try {
    const erasing = carryOut({ look });
    await Promise.race([erasing, new Promise((next) => setTimeout(next, 3000))]);
    release();
    await Promise.all([erasing, sent]);
  } finally {
    analytics.insertEncoded = insert;
  }
  await t.settled();
  expect(await erased(owner, params.id)).toMatchObject({ status: "done" });
  expect(await findEverywhere(t, ["flying-554"])).toEqual([]);
  expect(await findInFiles(`${t.system.config.data}/uploads`, ["flying-554"])).toEqual([]);
});
