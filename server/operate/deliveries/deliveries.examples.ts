import { and, eq } from "drizzle-orm";
import { outboxThings } from "../../platform/outbox/outbox.tables.ts";
import { send } from "../../platform/outbox/outbox.ts";
import type { TestApp } from "../../testing/app.ts";
import type { NounExamples } from "../../testing/examples.ts";

export const deliveryExamples: NounExamples = {
  things: async ({ t }) => ({ deliveries: await stuckDelivery(t, "example") }),
  audited: ({ t, call }) => ({
    retryDelivery: async () => call("POST", `deliveries/${await stuckDelivery(t, "retried")}/retry`),
    dropDelivery: async () => call("DELETE", `deliveries/${await stuckDelivery(t, "dropped")}`),
  }),
};

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
