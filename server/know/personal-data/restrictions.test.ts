import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { waitFor } from "../../testing/invented-person.ts";
import { feedback } from "../../testing/messages.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const instant = "2026-06-10T10:00:00.000Z";
const listed = async (owner: Caller) =>
  (await owner.request("GET /api/v1/contacts", { query: { sort: "name" } })).items.map(({ name }) => name);
const answers = async (owner: Caller) => {
  const { metrics } = await owner.request("POST /api/v1/query", {
    body: { metrics: [{ metric: "nps" }], period: { from: "2026-06-01", to: "2026-06-30" } },
  });
  return metrics[0]?.rows[0]?.result.n;
};
/** Who is restricted is looked up again every two seconds. */
const becomes = async (owner: Caller, names: string[], n: number) => {
  await waitFor(async () => (await answers(owner)) === n);
  expect(await listed(owner)).toEqual(names);
};
const restrict = (owner: Caller, id: string) =>
  owner.request("PUT /api/v1/contacts/:id/restriction", { params: { id } });

describe("the restriction of somebody", () => {
  it("stays when a colleague merges them into another, and goes back with them", async () => {
    const { owner, writeKey, workspace } = await t.freshWorkspace();
    await t.track(
      writeKey,
      ["ann", "ben", "cat"].map((id) => feedback(id, "nps", 9, instant)),
    );
    const [ann, ben] = ["ann", "ben"].map((id) => keyOfIdentifier(workspace.id, "user_id", id)) as [string, string];
    await restrict(owner, ann);
    await becomes(owner, ["ben", "cat"], 2);
    const body = { merged: ann, reason: "twice" };
    const merge = await owner.request("POST /api/v1/contacts/:id/merge", { params: { id: ben }, body });
    await becomes(owner, ["cat"], 1);
    const shown = await owner.request("GET /api/v1/contacts/:id/personal-data", { params: { id: ben } });
    expect(shown.restriction).not.toBeNull();
    const found = await owner.request("GET /api/v1/contacts", { query: { search: "ben" } });
    expect(found.items).toEqual([]);
    await owner.request("DELETE /api/v1/merges/:id", { params: { id: merge.id } });
    await becomes(owner, ["ben", "cat"], 2);
  });

  it("stays with both, when they were one as it was made", async () => {
    const { owner, writeKey, workspace } = await t.freshWorkspace();
    await t.track(
      writeKey,
      ["ann", "ben", "cat"].map((id) => feedback(id, "nps", 9, instant)),
    );
    const [ann, ben] = ["ann", "ben"].map((id) => keyOfIdentifier(workspace.id, "user_id", id)) as [string, string];
    const body = { merged: ann, reason: "twice" };
    const merge = await owner.request("POST /api/v1/contacts/:id/merge", { params: { id: ben }, body });
    await restrict(owner, ann);
    await becomes(owner, ["cat"], 1);
    await owner.request("DELETE /api/v1/merges/:id", { params: { id: merge.id } });
    await becomes(owner, ["cat"], 1);
    await owner.request("DELETE /api/v1/contacts/:id/restriction", { params: { id: ann } });
    await becomes(owner, ["ann", "cat"], 2);
  });

  it("stays when a message says which user an address is", async () => {
    const { owner, writeKey, workspace } = await t.freshWorkspace();
    const record = { source_type: "survey", source_id: "s", submission_id: "one", field_id: "nps", field_type: "nps" };
    await t.track(writeKey, [feedback("cat", "nps", 9, instant)]);
    const sent = await t.app.inject({
      ...{ method: "POST", url: "/api/v1/feedback" },
      headers: { authorization: `Bearer ${writeKey}` },
      payload: [{ ...record, value_number: 9, email: "dora@example.org", collected_at: instant }],
    });
    expect(sent.statusCode, sent.body).toBe(200);
    await t.settled();
    expect(await listed(owner)).toEqual(["cat", "dora@example.org"]);
    await restrict(owner, keyOfIdentifier(workspace.id, "email", "dora@example.org"));
    await becomes(owner, ["cat"], 1);
    await t.track(writeKey, [
      { type: "identify", userId: "dora", messageId: "d", timestamp: instant, traits: { email: "dora@example.org" } },
      feedback("dora", "nps", 10, instant),
    ]);
    await becomes(owner, ["cat"], 1);
    const id = keyOfIdentifier(workspace.id, "user_id", "dora");
    const shown = await owner.request("GET /api/v1/contacts/:id/personal-data", { params: { id } });
    expect(shown.restriction).not.toBeNull();
  });
});
