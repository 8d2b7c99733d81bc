import { and, eq } from "drizzle-orm";
import { FEEDBACK_EVENT } from "../../../../contracts/words/messages.ts";
import { wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import type { System } from "../../../platform/context.ts";
import type { Database } from "../../../platform/db/database.ts";
import { isOneOf } from "../../../platform/db/many-rows.ts";
import { Mentions } from "../../../platform/personal-data/mentions.ts";
import type { People } from "../../../platform/personal-data/personal-data.ts";
import { contacts, identifiers } from "../contacts.tables.ts";
import { keysSql } from "../stitch/keys-sql.ts";
import type { ContactRecord, IdentifierRecord } from "../stitch/stitch.ts";

/** A short text, such as "thank you", stands for nobody. */
const SENTENCE = 20;

/** Some people, whole: what was merged into them, and what visitors among them were called. */
export interface FoundPeople {
  people: People;
  /** Ids of the contacts they are today, and of visitors, each with the keys of what they acted as. */
  persons: Map<string, string[]>;
  /** Which of the ids that were asked for somebody has. */
  there: ReadonlySet<string>;
  /** What `people.mentions` looks for. */
  texts: { within: string[]; whole: string[] };
  records: ContactRecord[];
  identifiers: IdentifierRecord[];
}

/** What the records know of some people. */
export interface RecordsOfPeople {
  /** Of those who were asked for. */
  named: IdentifierRecord[];
  identifiers: IdentifierRecord[];
  records: ContactRecord[];
}

/** The part of `findPeople` that is in the records: cheap enough to look again whether it is still the same. */
export async function recordsOfPeople(
  db: Database,
  workspace: string,
  asked: readonly string[],
): Promise<RecordsOfPeople> {
  const own = (column: typeof identifiers.identifierKey | typeof identifiers.person, keys: readonly string[]) =>
    db
      .select()
      .from(identifiers)
      .where(and(eq(identifiers.workspace, workspace), isOneOf(column, keys)))
      .orderBy(identifiers.identifierKey);
  const named = await own(identifiers.identifierKey, asked);
  const known = await own(identifiers.person, [...new Set(named.map((each) => each.person))]);
  const contactIds = [...new Set([...named.map((each) => each.person), ...known.map((each) => each.contact)])];
  const records = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspace, workspace), isOneOf(contacts.id, contactIds)))
    .orderBy(contacts.id);
  return { named, identifiers: known, records };
}

/** Everything that tells some people, by ids of contacts, of what was merged into them, or of visitors. */
export async function findPeople(
  { db, analytics }: Pick<System, "db" | "analytics">,
  workspace: string,
  asked: readonly string[],
  { keepTexts = false, found }: { keepTexts?: boolean; found?: RecordsOfPeople } = {},
): Promise<FoundPeople> {
  const { named, identifiers: known, records } = found ?? (await recordsOfPeople(db, workspace, asked));
  const persons = [...new Set(named.map((each) => each.person))];
  const contactIds = [...new Set([...persons, ...known.map((each) => each.contact)])];
  const have = new Set(named.map((each) => each.identifierKey));
  const visitors = asked.filter((id) => !have.has(id));
  const keys = [...new Set([...contactIds, ...known.map((each) => each.identifierKey), ...visitors])];

  const everything = { tenant: wholeOf(workspace), sees: "unused", upkeep: true } as const;
  const acted = sql`identifier_key global in (${keysSql(keys)})`;
  const said = await analytics.ask<{ id: string; said: string }>(
    sql`select distinct toString(message_key) as id, feedback_text as said from events where ${acted} and event = ${FEEDBACK_EVENT}`,
    everything,
  );
  const called = await analytics.ask<{ key: string; user_id: string; anonymous_id: string }>(
    sql`select distinct toString(identifier_key) as key, user_id, anonymous_id from events where identifier_key global in (${keysSql(visitors)})`,
    everything,
  );
  const visitorIds = called.flatMap((each) => (each.user_id ? [each.user_id] : [each.anonymous_id]));

  const ids = [...known.map((each) => each.value), ...records.map((each) => each.founder), ...visitorIds].filter(
    Boolean,
  );
  const addresses = [
    ...known.flatMap((each) => (each.kind === "email" ? [each.value] : [])),
    ...records.flatMap((each) => each.email ?? []),
  ];
  const names = records.map((each) => each.name);
  const within = [
    ...addresses,
    ...records.flatMap((each) => each.phone ?? []),
    ...names.filter((name) => /\S\s+\S/.test(name)),
    ...ids.filter(isPeculiar),
    ...keys,
    ...(keepTexts ? [] : said.map((each) => each.said.trim()).filter((text) => text.length >= SENTENCE)),
  ];
  return {
    people: {
      workspace,
      keys,
      answers: new Set(said.map((each) => each.id)),
      keepTexts,
      addresses: [...new Set(addresses.map((address) => address.toLowerCase()))],
      mentions: new Mentions(within, [...ids, ...names]),
    },
    persons: new Map([
      ...persons.map((id): [string, string[]] => [
        id,
        [...new Set([id, ...known.flatMap((each) => (each.person === id ? [each.identifierKey, each.contact] : []))])],
      ]),
      ...visitors.map((id): [string, string[]] => [id, [id]]),
    ]),
    there: new Set([...have, ...called.map((each) => each.key)]),
    texts: { within, whole: [...ids, ...names] },
    records,
    identifiers: known,
  };
}

/** Whether an id can only be an id: a word or a small number within a sentence means something else. */
function isPeculiar(id: string): boolean {
  return id.includes("@") || (id.length >= 6 && /\d/.test(id)) || /^[0-9a-f-]{16,}$/i.test(id);
}
