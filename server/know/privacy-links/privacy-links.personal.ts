import { and, count, eq, sql } from "drizzle-orm";
import { isOneOf } from "../../platform/db/many-rows.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { erasurePeople } from "../personal-data/personal-data.tables.ts";
import { corrections, privacyLinks } from "./privacy-links.tables.ts";

const linksOf = (people: People) =>
  and(eq(privacyLinks.workspace, people.workspace), isOneOf(privacyLinks.contact, people.keys));
const correctionsOf = (people: People) =>
  and(eq(corrections.workspace, people.workspace), isOneOf(corrections.contact, people.keys));

/** Links stay until they end, for the receipt to be read: whose they were is gone. */
const links: PersonalData = {
  kind: "privacy_links",
  tables: [privacyLinks],
  async count({ db }, people) {
    const [row] = await db.select({ n: count() }).from(privacyLinks).where(linksOf(people));
    return row?.n ?? 0;
  },
  export: ({ db }, people) =>
    db
      .select({ createdAt: privacyLinks.createdAt, expiresAt: privacyLinks.expiresAt })
      .from(privacyLinks)
      .where(linksOf(people)),
  async erase(db, people) {
    const request = db
      .select({ id: erasurePeople.erasure })
      .from(erasurePeople)
      .where(and(eq(erasurePeople.workspace, privacyLinks.workspace), eq(erasurePeople.contact, privacyLinks.contact)));
    const gone = await db
      .update(privacyLinks)
      .set({ erasure: sql`(${request})`, contact: "" })
      .where(linksOf(people))
      .returning({ id: privacyLinks.id });
    return gone.length;
  },
};

const asked: PersonalData = {
  kind: "corrections",
  tables: [corrections],
  async count({ db }, people) {
    const [row] = await db.select({ n: count() }).from(corrections).where(correctionsOf(people));
    return row?.n ?? 0;
  },
  export: ({ db }, people) =>
    db
      .select({ askedAt: corrections.askedAt, asked: corrections.asked })
      .from(corrections)
      .where(correctionsOf(people)),
  async erase(db, people) {
    return (await db.delete(corrections).where(correctionsOf(people)).returning({ id: corrections.id })).length;
  },
};

export const privacyLinksPersonal: PersonalData[] = [links, asked];
