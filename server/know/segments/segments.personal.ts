import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/database.ts";
import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { peopleLists, segments } from "./segments.tables.ts";

/** Stands in a list where somebody was: how many were chosen stays what it was. */
const NOBODY = "0";

async function* listsOf(db: Database, people: People) {
  const keys = new Set(people.keys);
  const rows = await db
    .select({ id: peopleLists.id, people: peopleLists.people })
    .from(peopleLists)
    .where(
      and(
        eq(peopleLists.workspace, people.workspace),
        sql`string_to_array(${peopleLists.people}, ',') && ${`{${people.keys.join(",")}}`}::text[]`,
      ),
    );
  for (const row of rows) yield { id: row.id, left: row.people.split(",").map((id) => (keys.has(id) ? NOBODY : id)) };
}

/** Lists of people that somebody chose. */
const chosen: PersonalData = {
  kind: "people_lists",
  tables: [peopleLists],
  async count({ db }, people) {
    let count = 0;
    for await (const _ of listsOf(db, people)) count += 1;
    return count;
  },
  async eraseMentions({ db }, people) {
    let count = 0;
    // Who was chosen stays so: nothing else changes a list.
    for await (const { id, left } of listsOf(db, people)) {
      count += 1;
      await db
        .update(peopleLists)
        .set({ people: left.join(",") })
        .where(and(eq(peopleLists.workspace, people.workspace), eq(peopleLists.id, id)));
    }
    return count;
  },
};

export const segmentsPersonal: PersonalData[] = [
  chosen,
  writtenByStaff({
    kind: "segments",
    table: segments,
    key: [segments.id],
    written: { name: "text", description: "text" },
  }),
];
