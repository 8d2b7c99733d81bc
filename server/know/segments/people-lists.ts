import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Condition, PeopleCondition } from "../../../contracts/log/conditions.ts";
import { listsIn } from "../../../rules/segments-in.ts";
import type { Sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { isId } from "../../platform/db/record-id.ts";
import { uses } from "../../platform/db/uses.tables.ts";
import type { Place, Use, UsedKind } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import { type PeopleLists, personsSql } from "./persons-sql.ts";
import { peopleLists } from "./segments.tables.ts";

/** People in all lists of a query: each is spelled in it once for every condition that names its list. */
const MOST_PEOPLE = 100_000;

const lists: UsedKind = {
  kind: "people_list",
  async hold(place, db, ids) {
    const rows = await db.select({ id: peopleLists.id }).from(peopleLists).where(among(place, ids)).for("share");
    return new Set(rows.map((row) => row.id));
  },
};

/** The lists of people that the condition of a segment names. */
export function usesOfCondition(condition: Condition): Use[] {
  return listsIn(condition).map(({ list }) => ({ of: lists, id: list, path: "condition" }));
}

/** Keeps people under an id; the condition that names them. */
export async function keepPeople(ctx: Context, people: readonly string[], db: Database): Promise<PeopleCondition> {
  const [id, chosenAt] = [uuidv7(), ctx.now()];
  const list = { workspace: ctx.workspace.id, id, people: people.join(","), count: people.length, chosenAt };
  await db.insert(peopleLists).values(list);
  return { people: { list: id, count: people.length, chosenAt: chosenAt.toISOString() } };
}

/**
 * Forgets the lists that no segment names any more. They are looked at again once nobody holds them: a segment that was being
 * saved meanwhile may name them, see {@link checkLists}.
 */
export async function forgetUnnamed(ctx: Context): Promise<void> {
  const named = sql`select 1 from ${uses}
    where ${uses.workspace} = ${ctx.workspace.id} and ${uses.kind} = ${lists.kind} and ${uses.id} = ${peopleLists.id}`;
  const unnamed = and(eq(peopleLists.workspace, ctx.workspace.id), sql`not exists (${named})`);
  await ctx.db.transaction(async (db) => {
    const id = peopleLists.id;
    const rows = await db.select({ id }).from(peopleLists).where(unnamed).orderBy(id).for("update");
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.id);
    await db.delete(peopleLists).where(and(unnamed, inArray(id, ids)));
  });
}

/**
 * The people of the lists that conditions name, each condition as often as a query asks for it. `path` is where a request holds what asks for them.
 * @throws 400 for a list that is not there, or too many people
 */
export async function readLists(ctx: Context, conditions: readonly Condition[], path: string): Promise<PeopleLists> {
  const named = conditions.flatMap((each) => [...new Set(listsIn(each).map(({ list }) => list))]);
  const ids = [...new Set(named)];
  if (ids.length === 0) return new Map();
  const counts = await ctx.db.select(columns).from(peopleLists).where(among(ctx, ids));
  refuseOther(conditions.flatMap(listsIn), counts, path);
  const total = counts.reduce((sum, { id, count }) => sum + count * named.filter((each) => each === id).length, 0);
  if (total > MOST_PEOPLE) throw problem("too_many_chosen_people", { path, total, most: MOST_PEOPLE });
  const rows = await ctx.db.select().from(peopleLists).where(among(ctx, ids));
  const found = new Map(rows.map(({ id, people }) => [id, people.split(",")]));
  return found;
}

/**
 * Whether the lists that a condition names are there, as it says; they stay until the transaction ends, in which the
 * condition is saved. @throws 400
 */
export async function checkLists(ctx: Context, condition: Condition, db: Database): Promise<void> {
  const named = listsIn(condition);
  if (named.length === 0) return;
  const ids = named.map(({ list }) => list);
  const rows = await db.select(columns).from(peopleLists).where(among(ctx, ids)).orderBy(peopleLists.id).for("share");
  refuseOther(named, rows, "condition");
}

const columns = { id: peopleLists.id, count: peopleLists.count, chosenAt: peopleLists.chosenAt };

/** What a condition says of a list is told to people: it has to be so. @throws 400 for a list that is not there, or another */
function refuseOther(
  named: readonly PeopleCondition["people"][],
  rows: readonly { id: string; count: number; chosenAt: Date }[],
  path: string,
): void {
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const { list, count, chosenAt } of named) {
    const row = known.get(list);
    if (row?.count !== count || row.chosenAt.getTime() !== Date.parse(chosenAt))
      throw problem("unknown_people_list", { path });
  }
}

/** The people who meet a condition now, by their lists too; see {@link personsSql}. `path` as of {@link readLists}. */
export async function personsMeeting(ctx: Context, condition: Condition, now: Date, path = "condition"): Promise<Sql> {
  return personsSql(condition, now, await readLists(ctx, [condition], path));
}

function among({ workspace }: Place, ids: readonly string[]) {
  return and(eq(peopleLists.workspace, workspace.id), inArray(peopleLists.id, ids.filter(isId)));
}
