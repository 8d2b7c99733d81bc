import { and, count, eq, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { isOneOf } from "../../platform/db/many-rows.ts";
import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { auditLog, auditSubjects } from "./audit.tables.ts";

const about = (people: People) =>
  and(
    eq(auditSubjects.workspace, people.workspace),
    eq(auditSubjects.kind, "contact"),
    isOneOf(auditSubjects.id, people.keys),
  );

/** That somebody was looked at stays, and by whom; not who it was. */
const subjects: PersonalData = {
  kind: "audit",
  tables: [auditSubjects],
  async count({ db }, people) {
    const [row] = await db.select({ n: count() }).from(auditSubjects).where(about(people));
    return row?.n ?? 0;
  },
  /** Who of the staff saw their data is not told: only when, and what was done. */
  export: ({ db }, people) =>
    db
      .select({ at: auditLog.at, what: auditLog.what })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.workspace, people.workspace),
          inArray(auditLog.id, db.select({ entry: auditSubjects.entry }).from(auditSubjects).where(about(people))),
        ),
      )
      .orderBy(auditLog.at),
  async erase(db, people) {
    const gone = await db
      .update(auditSubjects)
      .set({ id: sql`''` })
      .where(about(people))
      .returning({ entry: auditSubjects.entry });
    return gone.length;
  },
};

export const auditPersonal: PersonalData[] = [
  subjects,
  writtenByStaff({
    kind: "audit",
    table: auditSubjects,
    key: [auditSubjects.entry, auditSubjects.place],
    among: or(ne(auditSubjects.name, ""), isNotNull(auditSubjects.fields)),
    written: { name: "text", fields: { name: "text" } },
  }),
];
