import type { PgTable } from "drizzle-orm/pg-core";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import type { System } from "../context.ts";
import type { Database } from "../db/database.ts";
import type { Mentions } from "./mentions.ts";

/** People of one workspace whose data is asked for or erased: one, or many in one go. */
export interface People {
  workspace: string;
  /** Ids of their contacts and keys of everything they were recognised by. */
  keys: readonly string[];
  /** Ids of the feedback events in which they said something. */
  answers: ReadonlySet<string>;
  addresses: readonly string[];
  /** What they wrote in their own words may stay, without saying whose it is. */
  keepTexts: boolean;
  /** What names them, and what they wrote, wherever it stands in what others wrote. */
  mentions: Mentions;
}

/** Something outside of the records that holds more than one person, such as a file. */
export interface PersonalFiles {
  /** Looks for what names these people. The answers are kept in the records, so they name nobody. */
  find(people: People, signal: AbortSignal): Promise<string[]>;
  /** Removes some of what was found; answers what cannot be removed yet. Harmless when done again. */
  remove(workspace: string, found: readonly string[]): Promise<string[]>;
}

/** What a noun keeps of people: declared by the noun, listed in `server/personal-data.ts`. */
export interface PersonalData {
  kind: PersonalKind;
  /** Tables of the records that it answers for. */
  tables: readonly PgTable[];
  /** How many things name them. */
  count(system: System, people: People): Promise<number>;
  /** What of it is theirs to have; nothing where others wrote it. */
  export?(system: System, people: People): Promise<object[]>;
  /**
   * Erases what is about them alone, found by their keys, in the transaction that marks them as erased: nobody else comes or is
   * merged until it ends. Answers how many things named them.
   */
  erase?(db: Database, people: People, now: Date): Promise<number>;
  /**
   * Takes them out of what is about others as well, once they are marked: everything is looked through, a part at a time, and each
   * change is a transaction of its own. Done again, it goes on.
   */
  eraseMentions?(system: Pick<System, "db" | "now">, people: People, signal: AbortSignal): Promise<number>;
  files?: PersonalFiles;
}
