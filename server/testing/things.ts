import { and, eq } from "drizzle-orm";
import { plain } from "../platform/files/pictures/pictures.fixture.ts";
import { outboxThings } from "../platform/outbox/outbox.tables.ts";
import { send } from "../platform/outbox/outbox.ts";
import type { TestApp } from "./app.ts";
import { track } from "./messages.ts";

/** One thing of every noun in the owner's workspace: their ids by what paths of the API call them. */
export async function thingsOf(t: TestApp): Promise<Record<string, string>> {
  const { owner, key, member } = t;
  const rule = { field: "event", op: "eq" as const, value: "Order Completed" };
  const touchpoint = await owner.request("POST /api/v1/touchpoints", { body: { name: "Checkout", rule } });
  const annotation = await owner.request("POST /api/v1/annotations", {
    body: { name: "Prices raised", kind: "price", happenedAt: "2026-06-10T10:00:00Z" },
  });
  const segment = await owner.request("POST /api/v1/segments", {
    body: { name: "Buyers", condition: { did: { event: "Order Completed" } } },
  });
  const persona = await owner.request("POST /api/v1/personas", { body: { name: "Buyer", segment: segment.id } });
  const saved = await owner.request("POST /api/v1/saved-queries", {
    body: { name: "Loyalty", query: { metrics: [{ metric: "nps" }] } },
  });
  const journey = await owner.request("POST /api/v1/journeys", {
    body: {
      name: "Buy",
      phases: [{ id: "p", name: "Buy", steps: [{ id: "s", name: "Pay", touchpointId: touchpoint.id }] }],
    },
  });
  const unit = await owner.request("POST /api/v1/units", { body: { key: "berlin", name: "Berlin", kind: "site" } });
  const role = await owner.request("POST /api/v1/roles", { body: { name: "Reader", permissions: ["metrics:read"] } });
  const { secret } = await key("write");
  await t.track(secret, [
    track("ann", "Order Completed", "2026-06-10T10:00:00Z"),
    track("bob", "Seen", "2026-06-10T10:00:00Z"),
    { type: "group", userId: "ann", groupId: "acme", messageId: "group-ann", timestamp: "2026-06-10T10:00:00Z" },
  ]);
  const { items: contacts } = await owner.request("GET /api/v1/contacts", {});
  const [first, second] = contacts;
  const merge = await owner.request("POST /api/v1/contacts/:id/merge", {
    params: { id: first?.id ?? "" },
    body: { merged: second?.id ?? "", reason: "the same person" },
  });
  const { invitation } = await owner.request("POST /api/v1/invitations", {
    body: { email: "guest@example.com", role: "viewer" },
  });
  await member("viewer");
  const { items: people } = await owner.request("GET /api/v1/members", {});
  const { items: keys } = await owner.request("GET /api/v1/keys", {});
  const upload = await owner.inject({
    method: "POST",
    url: "/api/v1/imports?name=people.csv",
    headers: { "content-type": "application/octet-stream" },
    payload: "user,event,time\nann,Seen,2026-06-10T10:00:00Z\n",
  });
  const file = await owner.inject({
    method: "POST",
    url: "/api/v1/files?purpose=persona_picture&name=ann.png",
    headers: { "content-type": "application/octet-stream" },
    payload: plain["image/png"],
  });
  const { message } = await owner.request("POST /api/v1/mail-tests", { body: { to: "gone@example.org" } });
  await owner.inject(bounceOf(message.id));
  const { items: closed } = await owner.request("GET /api/v1/closed-addresses", {});
  const erasure = await owner.request("POST /api/v1/erasures", { body: { contacts: [first?.id ?? ""] } });
  return {
    erasures: erasure.id,
    mail: message.id,
    "closed-addresses": closed[0]?.id ?? "",
    files: file.json<{ id: string }>().id,
    deliveries: await stuckDelivery(t, "example"),
    units: unit.id,
    roles: role.id,
    touchpoints: touchpoint.id,
    annotations: annotation.id,
    uses: touchpoint.id,
    accounts: "acme",
    segments: segment.id,
    "saved-queries": saved.id,
    query: "0190a000-0000-7000-8000-00000000abcd",
    personas: persona.id,
    journeys: journey.id,
    contacts: first?.id ?? "",
    merges: merge.id,
    invitations: invitation.id,
    members: people.at(-1)?.id ?? "",
    keys: keys[0]?.id ?? "",
    imports: upload.json<{ id: string }>().id,
  };
}

/** Hands in that the address of a message does not exist. */
export function bounceOf(id: string) {
  const lines = [
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    `Original-Envelope-Id: ${id}@localhost`,
    "",
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--b--",
    "",
  ];
  return {
    method: "POST" as const,
    url: "/api/v1/mail-reports",
    headers: { "content-type": "message/rfc822" },
    payload: lines.join("\r\n"),
  };
}

/** Something in the outbox that waits for a person, of a topic that nobody delivers; answers its id. */
export async function stuckDelivery({ system, workspace, clock }: TestApp, thing: string): Promise<string> {
  await system.db.transaction((db) =>
    send(db, { workspace: workspace.id, topic: "example", thing, payload: { n: 1 } }, clock.now()),
  );
  const failed = { stuck: true, tries: 40, reason: "connection refused", failedAt: clock.now() };
  const [row] = await system.db
    .update(outboxThings)
    .set(failed)
    .where(and(eq(outboxThings.topic, "example"), eq(outboxThings.thing, thing)))
    .returning({ id: outboxThings.id });
  return row?.id ?? "";
}
