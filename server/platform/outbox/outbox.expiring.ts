import { and, eq, inArray, lt, notInArray, sum } from "drizzle-orm";
import { type Expiring, type Old, removeInSteps } from "../personal-data/expiring.ts";
import { outboxMessages, outboxThings } from "./outbox.tables.ts";

const AT_ONCE = 100;

function isOld({ workspace, before, held }: Old) {
  return and(
    eq(outboxThings.workspace, workspace),
    eq(outboxThings.stuck, true),
    lt(outboxThings.failedAt, before),
    held.keys.length > 0 ? notInArray(outboxThings.thing, [...held.keys]) : undefined,
  );
}

/** Deliveries that nobody decided about: given up. */
export const deliveriesExpiring: Expiring = {
  kind: "deliveries",
  async count({ db }, old) {
    const [row] = await db
      .select({ n: sum(outboxThings.waiting) })
      .from(outboxThings)
      .where(isOld(old));
    return { count: Number(row?.n ?? 0), people: null };
  },
  async remove(system, old, step) {
    const { count: total } = await this.count(system, old);
    await removeInSteps(AT_ONCE, step, total, () =>
      system.db.transaction(async (db) => {
        const things = await db
          .select({ id: outboxThings.id, topic: outboxThings.topic, thing: outboxThings.thing })
          .from(outboxThings)
          .where(isOld(old))
          .limit(AT_ONCE)
          .for("update");
        for (const { topic, thing } of things)
          await db
            .delete(outboxMessages)
            .where(
              and(
                ...[eq(outboxMessages.workspace, old.workspace), eq(outboxMessages.topic, topic)],
                eq(outboxMessages.thing, thing),
              ),
            );
        const ids = things.map(({ id }) => id);
        if (ids.length > 0) await db.delete(outboxThings).where(inArray(outboxThings.id, ids));
        return things.length;
      }),
    );
  },
};
