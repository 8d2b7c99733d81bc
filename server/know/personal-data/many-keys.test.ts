import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { noteErased } from "../../log/tombstones/tombstones.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { feedback } from "../../testing/messages.ts";
import { identifiers } from "../contacts/contacts.tables.ts";
import { keyOfIdentifier } from "../contacts/contacts.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const instant = "2026-06-10T10:00:00.000Z";

it("hides whole who is recognised by very much, and refuses more with the reason", async () => {
  const { owner, writeKey, workspace } = await t.freshWorkspace();
  const visitors = Array.from({ length: 20 }, (_, n) => `visitor-${n}`);
  await t.track(writeKey, [
    ...["kiosk", "other"].map((id) => feedback(id, "nps", 9, instant)),
    ...visitors.map((anonymousId) => ({ ...feedback("", "nps", 9, instant), userId: undefined, anonymousId })),
  ]);
  const answers = async () => {
    const { metrics } = await owner.request("POST /api/v1/query", {
      body: { metrics: [{ metric: "nps" }], period: { from: "2026-06-01", to: "2026-06-30" } },
    });
    return metrics[0]?.rows[0]?.result.n;
  };
  const kiosk = keyOfIdentifier(workspace.id, "user_id", "kiosk");
  const other = keyOfIdentifier(workspace.id, "user_id", "other");
  await owner.request("PUT /api/v1/contacts/:id/restriction", { params: { id: kiosk } });
  expect(await answers()).toBe(21);
  await t.system.db.execute(
    sql`insert into identifiers (workspace, identifier_key, kind, value, value_search, contact, person, since, evidence)
        select ${workspace.id}, (1000000000000 + each)::text, 'anonymous_id', 'kiosk-' || each, 'kiosk-' || each,
          ${kiosk}, ${kiosk}, now(), 'same_message' from generate_series(1, 20001) as each`,
  );
  for (const each of visitors)
    await t.system.db.insert(identifiers).values({
      ...{ workspace: workspace.id, identifierKey: keyOfIdentifier(workspace.id, "anonymous_id", each) },
      ...{ kind: "anonymous_id", value: each, valueSearch: each, contact: kiosk, person: kiosk },
      ...{ since: new Date(instant), evidence: "same_message", message: null },
    });
  // Stitching, which was gone around, says so itself.
  await noteErased(t.system.db);
  await t.system.personalData.look();
  expect(await answers()).toBe(1);
  await expect(owner.request("PUT /api/v1/contacts/:id/restriction", { params: { id: other } })).rejects.toMatchObject({
    problem: { status: 409, code: "too_many_restricted_keys", values: { count: 20_023, most: 20_000 } },
  });
  await expect(owner.request("POST /api/v1/erasures", { body: { contacts: [kiosk, other] } })).rejects.toMatchObject({
    problem: { status: 409, code: "too_many_erased_keys" },
  });
  await owner.request("POST /api/v1/erasures", { body: { contacts: [kiosk] } });
});
