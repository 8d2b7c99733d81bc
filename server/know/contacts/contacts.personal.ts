import { and, count, eq, or, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import { isOneOf } from "../../platform/db/many-rows.ts";
import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { contactGroups, contacts, identifiers, merges, stitchConflicts } from "./contacts.tables.ts";

/** Rows that are about nobody else. */
function theirs<T extends PgTable & { workspace: PgColumn }>(
  kind: PersonalKind,
  table: T,
  about: (people: People) => SQL | undefined,
  give: (row: T["$inferSelect"]) => object[] = ({ workspace: _, ...row }) => [row],
): PersonalData {
  const which = (people: People) => and(eq(table.workspace, people.workspace), about(people));
  const plain: PgTable = table;
  return {
    kind,
    tables: [table],
    async count({ db }, people) {
      const [row] = await db.select({ n: count() }).from(plain).where(which(people));
      return row?.n ?? 0;
    },
    export: async ({ db }, people) =>
      ((await db.select().from(plain).where(which(people))) as T["$inferSelect"][]).flatMap(give),
    async erase(db, people) {
      const gone = await db.delete(plain).where(which(people)).returning({ workspace: table.workspace });
      return gone.length;
    },
  };
}

/** Who somebody is, what they were recognised by, and what people decided about that. */
export const contactsPersonal: PersonalData[] = [
  theirs("contact", contacts, (people) =>
    or(isOneOf(contacts.id, people.keys), isOneOf(contacts.mergedInto, people.keys)),
  ),
  theirs("identifiers", identifiers, (people) =>
    or(isOneOf(identifiers.identifierKey, people.keys), isOneOf(identifiers.person, people.keys)),
  ),
  // Also of merges that were taken back: they say the name. What these and conflicts say is as much of somebody else, so that none
  // is handed out; nor is who of the staff merged them, and with what words.
  theirs(
    "merges",
    merges,
    (people) => or(isOneOf(merges.into, people.keys), isOneOf(merges.merged, people.keys)),
    ({ mergedName, at: mergedAt, undoneAt }) => (undoneAt === null ? [{ mergedName, mergedAt }] : []),
  ),
  theirs(
    "merges",
    stitchConflicts,
    (people) => or(isOneOf(stitchConflicts.one, people.keys), isOneOf(stitchConflicts.other, people.keys)),
    () => [],
  ),
  writtenByStaff({
    kind: "merges",
    table: merges,
    key: [merges.id],
    written: { mergedName: "text", reason: "text" },
  }),
  theirs("groups", contactGroups, (people) => isOneOf(contactGroups.contact, people.keys)),
];
