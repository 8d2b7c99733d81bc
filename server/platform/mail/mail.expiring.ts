import { and, count, countDistinct, eq, inArray, lt, notInArray } from "drizzle-orm";
import { type Expiring, type Old, removeInSteps } from "../personal-data/expiring.ts";
import type { MailFolder } from "./folder-transport.ts";
import { mailMessages } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";

const AT_ONCE = 500;

function isOld({ workspace, before, held }: Old) {
  const keys = held.addresses.flatMap((address) => parseAddress(address)?.key ?? []);
  return and(
    eq(mailMessages.workspace, workspace),
    lt(mailMessages.settledAt, before),
    keys.length > 0 ? notInArray(mailMessages.recipientKey, keys) : undefined,
  );
}

/** Messages that ended, and how. That an address is closed stays, so that nothing is sent to it again. */
export function mailExpiring(folder: MailFolder): Expiring {
  return {
    kind: "mail",
    async count({ db }, old) {
      const [row] = await db
        .select({ n: count(), people: countDistinct(mailMessages.recipientKey) })
        .from(mailMessages)
        .where(isOld(old));
      return { count: row?.n ?? 0, people: row?.people ?? 0 };
    },
    async remove(system, old, step) {
      const { db } = system;
      const { count: total } = await this.count(system, old);
      await removeInSteps(AT_ONCE, step, total, async () => {
        const rows = await db.select({ id: mailMessages.id }).from(mailMessages).where(isOld(old)).limit(AT_ONCE);
        const ids = rows.map(({ id }) => id);
        if (ids.length === 0) return 0;
        // Files first: what is left of a step that was cut off is found again by its rows.
        await folder.remove(ids);
        await db
          .delete(mailMessages)
          .where(and(eq(mailMessages.workspace, old.workspace), inArray(mailMessages.id, ids)));
        return ids.length;
      });
    },
  };
}
