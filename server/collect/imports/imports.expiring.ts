import { and, count, eq, inArray, lt, notInArray, sql } from "drizzle-orm";
import { type Expiring, type Old, removeInSteps } from "../../platform/personal-data/expiring.ts";
import type { Uploads } from "./file/uploads.ts";
import { imports } from "./imports.tables.ts";
import { UNFINISHED } from "./run/import-job.ts";

const AT_ONCE = 100;

function isOld({ workspace, before }: Old) {
  return and(
    eq(imports.workspace, workspace),
    notInArray(imports.status, [...UNFINISHED, "taking_back"]),
    lt(sql`coalesce(${imports.finishedAt}, ${imports.createdAt})`, before.toISOString()),
  );
}

/** Imports that ended, with what examples of their files and lists of rejects say. What they brought in stays. */
export function importsExpiring(uploads: Uploads): Expiring {
  return {
    kind: "imports",
    async count({ db }, old) {
      const [row] = await db.select({ n: count() }).from(imports).where(isOld(old));
      return { count: row?.n ?? 0, people: null };
    },
    async remove(system, old, step) {
      const { db } = system;
      const { count: total } = await this.count(system, old);
      await removeInSteps(AT_ONCE, step, total, async () => {
        const rows = await db.select({ id: imports.id }).from(imports).where(isOld(old)).limit(AT_ONCE);
        const ids = rows.map(({ id }) => id);
        if (ids.length === 0) return 0;
        // One that is started again meanwhile is not old any more.
        const gone = await db
          .delete(imports)
          .where(and(isOld(old), inArray(imports.id, ids)))
          .returning({ id: imports.id });
        for (const { id } of gone) await uploads.removeAll(id);
        return rows.length;
      });
    },
  };
}
