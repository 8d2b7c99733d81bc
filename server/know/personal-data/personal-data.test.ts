import { crc32, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { erased, findEverywhere, waitFor } from "../../testing/invented-person.ts";
import { feedback, track } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";
import { eraseDue } from "./personal-data.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const DAY = 86_400_000;
const ago = (days: number) => new Date(t.clock.now().getTime() - days * DAY).toISOString();
type Owner = Awaited<ReturnType<TestApp["freshWorkspace"]>>["owner"];

async function somebody() {
  const fresh = await t.freshWorkspace();
  const traits = { name: "Ida Example", email: "ida@example.org" };
  await t.track(fresh.writeKey, [
    { type: "identify", userId: "ida", anonymousId: "visitor-ida", messageId: "i", timestamp: ago(9), traits },
    track("ida", "Order Completed", ago(8), { total: 5 }),
    feedback("ida", "nps", 10, ago(7)),
    track("other", "Order Completed", ago(6), { total: 6 }),
    feedback("other", "nps", 0, ago(5)),
  ]);
  return { ...fresh, ida: keyOfIdentifier(fresh.workspace.id, "user_id", "ida") };
}

const erase = async (owner: Owner, contact: string, more: object = {}) =>
  erased(
    owner,
    (await owner.request("POST /api/v1/erasures", { body: { contacts: [contact], now: true, ...more } })).id,
  );
const names = async (owner: Owner) =>
  (await owner.request("GET /api/v1/contacts", { query: { sort: "name" } })).items.map(({ name }) => name);
const nps = async (owner: Owner) => {
  const { metrics } = await owner.request("POST /api/v1/query", {
    body: { metrics: [{ metric: "nps" }], period: { from: "2026-06-01", to: "2026-06-30" } },
  });
  return metrics[0]?.rows[0]?.result.n;
};

describe("what comes after somebody was erased", () => {
  it("brings nobody back when it is of before, by whatever road, and is somebody new when it is of after", async () => {
    const { owner, writeKey, ida, workspace } = await somebody();
    await erase(owner, ida);
    const sent = await t.app.inject({
      ...{ method: "POST", url: "/v1/batch" },
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
      payload: {
        batch: [
          track("ida", "Late", ago(1)),
          {
            type: "identify",
            userId: "ida-2",
            messageId: "n",
            timestamp: ago(1),
            traits: { email: "IDA@example.org" },
          },
          { type: "alias", userId: "ida-3", previousId: "ida", messageId: "a", timestamp: ago(1) },
          { type: "page", anonymousId: "visitor-ida", messageId: "p", timestamp: ago(1) },
          track("other", "Late", ago(1)),
        ],
      },
    });
    expect(sent.statusCode).toBe(400);
    expect(sent.body).toContain("only what happened after that is taken");
    await t.settled();
    expect(await names(owner)).toEqual(["other"]);
    expect(await findEverywhere(t, [ida])).toEqual([]);

    t.clock.advance(60_000);
    await t.track(writeKey, [track("ida", "Order Completed", t.clock.now().toISOString())]);
    expect(await names(owner)).toEqual(["ida", "other"]);
    const back = await owner.request("GET /api/v1/contacts/:id", {
      params: { id: keyOfIdentifier(workspace.id, "user_id", "ida") },
    });
    expect(back).toMatchObject({
      name: "ida",
      email: null,
      scores: { events: 1 },
      firstSeenAt: t.clock.now().toISOString(),
    });
  });

  it("is refused row by row to an import that is in the middle, whose file goes when it ends", async () => {
    const { owner, ida } = await somebody();
    const rows = Array.from({ length: 60_000 }, (_, n) => `u${n % 50},Seen,2026-06-${10 + (n % 5)}T10:00:00Z,${n}`);
    for (let n = 0; n < rows.length; n += 500) rows[n] = `ida,Seen,2026-06-10T10:00:00Z,${n}`;
    const file = await owner.inject({
      ...{ method: "POST", url: "/api/v1/imports?name=big.csv" },
      headers: { "content-type": "application/octet-stream" },
      payload: ["user,event,time,n", ...rows].join("\n"),
    });
    const params = { id: file.json<{ id: string }>().id };
    await owner.request("POST /api/v1/imports/:id/start", {
      params,
      body: {
        mapping: {
          ...{ contact: { column: "user", kind: "userId" }, event: { column: "event" } },
          ...{ time: { column: "time", format: "iso" }, properties: ["n"] },
        },
      },
    });
    await waitFor(async () => (await owner.request("GET /api/v1/imports/:id", { params })).progress.accepted > 0);
    const receipt = await erase(owner, ida);
    expect(receipt.status).toBe("done");
    const after = await owner.request("GET /api/v1/imports/:id", { params });
    expect(["done", "failed"]).toContain(after.status);
    expect(after.fileKept).toBe(false);
    await t.settled();
    expect(await names(owner)).not.toContain("ida");
    expect(await findEverywhere(t, [ida])).toEqual([]);
  }, 90_000);
});

describe("a request", () => {
  it("waits for the days of grace, can be cancelled until then, and is carried out after", async () => {
    const { owner, ida } = await somebody();
    await owner.request("PUT /api/v1/storage-periods/:kind", { params: { kind: "erasures" }, body: { days: 3 } });
    const body = { contacts: [ida] };
    const first = await owner.request("POST /api/v1/erasures", { body });
    expect(first).toMatchObject({ status: "waiting", dueAt: ago(-3), contacts: [ida] });
    await expect(owner.request("POST /api/v1/erasures", { body })).rejects.toMatchObject({
      problem: { status: 409, code: "erasure_pending" },
    });
    const shown = await owner.request("GET /api/v1/contacts/:id/personal-data", { params: { id: ida } });
    expect(shown.erasure?.id).toBe(first.id);
    expect(shown.counts).toContainEqual({ kind: "feedback", count: 1 });
    const params = { id: first.id };
    expect(await owner.request("DELETE /api/v1/erasures/:id", { params })).toMatchObject({ status: "cancelled" });
    const second = await owner.request("POST /api/v1/erasures", { body });
    await t.system.personalData.wake();
    expect(await names(owner)).toContain("Ida Example");
    t.clock.advance(3 * DAY);
    await t.system.personalData.wake();
    expect(await erased(owner, second.id)).toMatchObject({ contacts: [], people: 1 });
    await expect(owner.request("DELETE /api/v1/erasures/:id", { params: { id: second.id } })).rejects.toMatchObject({
      problem: { code: "erasure_begun" },
    });
  });

  it("is refused for who is not there, and to who may not", async () => {
    const { owner, workspace, ida } = await somebody();
    await expect(owner.request("POST /api/v1/erasures", { body: { contacts: ["12345"] } })).rejects.toMatchObject({
      problem: { status: 400, code: "unknown_contact" },
    });
    const editor = await t.member("editor", workspace.id);
    await expect(editor.request("POST /api/v1/erasures", { body: { contacts: [ida] } })).rejects.toMatchObject({
      problem: { status: 403 },
    });
  });
});

describe("somebody restricted", () => {
  it("is kept and in no number, list or search until it is lifted", async () => {
    const { owner, ida, writeKey } = await somebody();
    expect(await nps(owner)).toBe(2);
    const params = { id: ida };
    await owner.request("PUT /api/v1/contacts/:id/restriction", { params });
    expect(await nps(owner)).toBe(1);
    expect(await names(owner)).toEqual(["other"]);
    const found = await owner.request("GET /api/v1/contacts", { query: { search: "ida" } });
    expect(found.items).toEqual([]);
    await t.track(writeKey, [feedback("ida", "nps", 8, ago(1))]);
    expect(await nps(owner)).toBe(1);
    const kept = await owner.request("GET /api/v1/contacts/:id/personal-data", { params });
    expect(kept.restriction).toMatchObject({ by: "Olive Owner" });
    expect(kept.counts).toContainEqual({ kind: "feedback", count: 2 });
    await owner.request("DELETE /api/v1/contacts/:id/restriction", { params });
    expect(await nps(owner)).toBe(3);
    expect(await names(owner)).toEqual(["Ida Example", "other"]);
  });
});

it("corrects what is known, until the person says otherwise", async () => {
  const { owner, ida, writeKey } = await somebody();
  const params = { id: ida };
  const traits = { name: "Ida Exemplar", email: "exemplar@example.org", plan: null };
  await owner.request("PATCH /api/v1/contacts/:id/traits", { params, body: { traits } });
  expect(await owner.request("GET /api/v1/contacts/:id", { params })).toMatchObject({
    name: "Ida Exemplar",
    email: "exemplar@example.org",
  });
  t.clock.advance(1000);
  const said = { type: "identify", userId: "ida", messageId: "later", timestamp: t.clock.now().toISOString() };
  await t.track(writeKey, [{ ...said, traits: { name: "Ida E." } }]);
  expect(await owner.request("GET /api/v1/contacts/:id", { params })).toMatchObject({ name: "Ida E." });
});

it("hands out all of it as data and as a page", async () => {
  const { owner, ida } = await somebody();
  const answer = await owner.inject({ method: "GET", url: `/api/v1/contacts/${ida}/personal-data/export` });
  expect(answer.headers["content-type"]).toBe("application/zip");
  const { data, page } = unzip(answer.rawPayload);
  expect(data.contactId).toBe(ida);
  expect(data.data.contact).toEqual([expect.objectContaining({ name: "Ida Example", email: "ida@example.org" })]);
  expect(data.data.feedback).toHaveLength(1);
  expect(page).toContain("ida@example.org");
  expect(JSON.stringify(data) + page).not.toContain("other");
});

it("hands out nothing of somebody who was taken for them", async () => {
  const { owner, ida, writeKey, workspace } = await somebody();
  await t.track(writeKey, [
    { type: "identify", userId: "bo", messageId: "b", timestamp: ago(4), traits: { name: "Bo Bystander" } },
    { type: "identify", userId: "ida-2", messageId: "j", timestamp: ago(4), traits: { name: "Ida at work" } },
    { type: "identify", userId: "bo", messageId: "c", timestamp: ago(3), traits: { email: "ida@example.org" } },
    { type: "alias", userId: "ida", previousId: "bo", messageId: "d", timestamp: ago(3) },
  ]);
  const [bo, second] = ["bo", "ida-2"].map((id) => keyOfIdentifier(workspace.id, "user_id", id)) as [string, string];
  const merge = (merged: string) =>
    owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: ida },
      body: { merged, reason: "Bo Bystander said so" },
    });
  await merge(second);
  await owner.request("DELETE /api/v1/merges/:id", { params: { id: (await merge(bo)).id } });
  const shown = await owner.request("GET /api/v1/contacts/:id", { params: { id: ida } });
  expect(shown.conflicts).not.toEqual([]);
  const answer = await owner.inject({ method: "GET", url: `/api/v1/contacts/${ida}/personal-data/export` });
  const { data, page } = unzip(answer.rawPayload);
  expect(data.data.merges).toEqual([{ mergedName: "Ida at work", mergedAt: expect.any(String) }]);
  for (const others of ["Bo Bystander", bo, "Olive Owner"]) expect(JSON.stringify(data) + page).not.toContain(others);
});

it("hands out more than is read at once, each once and in order", async () => {
  const { owner, writeKey, workspace } = await t.freshWorkspace();
  const instant = (n: number) => new Date(t.clock.now().getTime() - Math.floor(n / 3) * 1000).toISOString();
  await t.track(
    writeKey,
    Array.from({ length: 4500 }, (_, n) => track("often", "Seen", instant(n), { n })),
  );
  const id = keyOfIdentifier(workspace.id, "user_id", "often");
  const answer = await owner.inject({ method: "GET", url: `/api/v1/contacts/${id}/personal-data/export` });
  const { data, page } = unzip(answer.rawPayload);
  const events = data.data.events as { properties: { n: number }; timestamp: string }[];
  expect(events.map(({ properties }) => properties.n).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 4500 }, (_, n) => n),
  );
  const times = events.map(({ timestamp }) => timestamp);
  expect(times).toEqual(times.toSorted().reverse());
  expect(page.match(/<tr>/g)?.length).toBeGreaterThan(4500);
  expect(data.eventsLeftOut).toBe(0);
});

/** The two files of an archive, by what its directory says. */
function unzip(bytes: Buffer) {
  const files = new Map<string, string>();
  for (let index = bytes.indexOf("PK\x01\x02"); index >= 0; index = bytes.indexOf("PK\x01\x02", index + 4)) {
    const [size, length, from] = [
      bytes.readUInt32LE(index + 20),
      bytes.readUInt16LE(index + 28),
      bytes.readUInt32LE(index + 42),
    ];
    const start = from + 30 + length + bytes.readUInt16LE(from + 28);
    const text = inflateRawSync(bytes.subarray(start, start + size));
    expect(crc32(text)).toBe(bytes.readUInt32LE(index + 16));
    files.set(bytes.toString("ascii", index + 46, index + 46 + length), text.toString());
  }
  return { data: JSON.parse(files.get("data.json") ?? ""), page: files.get("data.html") ?? "" };
}

it("goes on where it was cut off, and shows nothing of her meanwhile", async () => {
  const { owner, ida } = await somebody();
  const made = await owner.request("POST /api/v1/erasures", { body: { contacts: [ida] } });
  t.clock.advance(7 * DAY);
  const { system } = t;
  const options = { system, ...system.personalData, alone: true };
  const cut = async () => {
    await system.personalData.look();
    throw new Error("cut off");
  };
  await expect(eraseDue({ ...options, look: cut }, new AbortController().signal)).rejects.toThrow("cut off");
  // Records are gone, events are not yet: nobody sees them.
  expect(await owner.request("GET /api/v1/erasures/:id", { params: { id: made.id } })).toMatchObject({
    status: "running",
    progress: { stage: "records" },
  });
  expect(await findEverywhere(t, [ida])).not.toEqual([]);
  expect(await nps(owner)).toBe(1);
  expect(await names(owner)).toEqual(["other"]);
  await expect(owner.request("GET /api/v1/contacts/:id", { params: { id: ida } })).rejects.toMatchObject({
    problem: { status: 404 },
  });
  const { items } = await owner.request("GET /api/v1/events/recent", {});
  expect(items.map(({ userId }) => userId)).toEqual(["other", "other"]);

  await eraseDue(options, new AbortController().signal);
  expect(await erased(owner, made.id)).toMatchObject({ status: "done" });
  expect(await findEverywhere(t, [ida])).toEqual([]);
});

it("hides and erases hundreds of people at once, and every query still works", async () => {
  const { owner, writeKey, workspace } = await t.freshWorkspace();
  const ids = Array.from({ length: 900 }, (_, n) => `many-${n}`);
  await t.track(
    writeKey,
    ids.map((id) => ({
      ...{ type: "identify", userId: id, anonymousId: `visitor-${id}`, messageId: id, timestamp: ago(1) },
      traits: { email: `${id}@example.org` },
    })),
  );
  await t.track(writeKey, [feedback("stays", "nps", 9, ago(1))]);
  const contacts = ids.map((id) => keyOfIdentifier(workspace.id, "user_id", id));
  await owner.request("POST /api/v1/erasures", { body: { contacts } });
  t.clock.advance(7 * DAY);
  const { system } = t;
  const cut = async () => {
    await system.personalData.look();
    throw new Error("cut off");
  };
  const options = { system, ...system.personalData, alone: true };
  await expect(eraseDue({ ...options, look: cut }, new AbortController().signal)).rejects.toThrow("cut off");
  expect(await nps(owner)).toBe(1);
  await eraseDue(options, new AbortController().signal);
  expect(await names(owner)).toEqual(["stays"]);
  expect(await findEverywhere(t, ["many-7@"])).toEqual([]);
});
