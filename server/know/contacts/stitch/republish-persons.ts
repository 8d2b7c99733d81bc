import { ne } from "drizzle-orm";
import type { Database } from "../../../platform/db/database.ts";
import { identifiers } from "../contacts.tables.ts";

/** Lets the follower bring to the event store again whom each identifier counts for: after records were restored. */
export async function republishPersons(db: Database): Promise<void> {
  await db.update(identifiers).set({ published: false }).where(ne(identifiers.identifierKey, identifiers.person));
}
