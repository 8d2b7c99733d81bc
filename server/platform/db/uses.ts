import { and, asc, count, eq, inArray } from "drizzle-orm";
import type { Kind } from "../../../contracts/words/kinds.ts";
import type { Tenant } from "../analytics/analytics.ts";
import type { Context } from "../context.ts";
import { problem } from "../http/problem.ts";
import type { Database } from "./database.ts";
import { uses } from "./uses.tables.ts";

/** Where records are used. */
export type Place = Pick<Tenant, "workspace">;

/** A kind of record that others use. */
export interface UsedKind {
  kind: Kind;
  /** Those of `ids` that are there; none of them is deleted until the transaction ends. */
  hold(place: Place, db: Database, ids: readonly string[]): Promise<Set<string>>;
}

/** What a record uses, and where the request that saves it says so. */
export interface Use {
  of: UsedKind;
  id: string;
  path: string;
}

/** A record that uses others. The name is shown as it was when the record was last saved. */
export interface User {
  id: string;
  name: string;
  uses: readonly Use[];
}

/** Users that a refusal names. */
const NAMED = 10;

/**
 * Notes what records of one kind use, in the transaction that saves them, in place of what was noted: of the one with
 * `by.id`, or of all of the kind. What they use is there and stays until the transaction ends.
 * @throws 400 for the first that is not there
 */
export async function replaceUses(
  place: Place,
  db: Database,
  by: { kind: Kind; id?: string },
  users: readonly User[],
): Promise<void> {
  await holdUsed(
    place,
    db,
    users.flatMap((user) => user.uses),
  );
  await forgetUses(place, db, by);
  const workspace = place.workspace.id;
  const rows = users.flatMap((user) =>
    user.uses.map(({ of, id }) => ({
      ...{ workspace, kind: of.kind, id },
      ...{ byKind: by.kind, byId: user.id, byName: user.name },
    })),
  );
  if (rows.length > 0) await db.insert(uses).values(rows).onConflictDoNothing();
}

/** What is used is there and stays until the transaction ends. @throws 400 for the first that is not there */
export async function holdUsed(place: Place, db: Database, all: readonly Use[]): Promise<void> {
  for (const of of new Set(all.map((use) => use.of))) {
    const wanted = all.filter((use) => use.of === of);
    const known = await of.hold(place, db, [...new Set(wanted.map((use) => use.id))]);
    const gone = wanted.find((use) => !known.has(use.id));
    if (gone) throw unknownRecord(of.kind, gone.id, gone.path);
  }
}

/** Forgets what a record used that is deleted in this transaction. */
export async function forgetUses({ workspace }: Place, db: Database, by: { kind: Kind; id?: string }): Promise<void> {
  await db
    .delete(uses)
    .where(
      and(
        eq(uses.workspace, workspace.id),
        eq(uses.byKind, by.kind),
        by.id === undefined ? undefined : eq(uses.byId, by.id),
      ),
    );
}

/** The first `most` records that use one, by kind and name, and how many do. */
export async function listUsers(ctx: Context, used: { kind: Kind; id: string }, most: number, db = ctx.db) {
  const own = and(eq(uses.workspace, ctx.workspace.id), eq(uses.kind, used.kind), eq(uses.id, used.id));
  const items = await db
    .select({ kind: uses.byKind, id: uses.byId, name: uses.byName })
    .from(uses)
    .where(own)
    .orderBy(asc(uses.byKind), asc(uses.byName), asc(uses.byId))
    .limit(most);
  if (items.length < most) return { items, total: items.length };
  const [counted] = await db.select({ total: count() }).from(uses).where(own);
  return { items, total: counted?.total ?? items.length };
}

/** Which records of one kind use which of another, by the users' names; of `ids`, those that do. */
export async function usesBetween(
  ctx: Context,
  { kind, by, ids }: { kind: Kind; by: Kind; ids?: readonly string[] | undefined },
  db = ctx.db,
): Promise<{ used: string; id: string; name: string }[]> {
  return db
    .select({ used: uses.id, id: uses.byId, name: uses.byName })
    .from(uses)
    .where(
      and(
        eq(uses.workspace, ctx.workspace.id),
        eq(uses.kind, kind),
        eq(uses.byKind, by),
        ids ? inArray(uses.id, [...ids]) : undefined,
      ),
    )
    .orderBy(asc(uses.byName), asc(uses.byId));
}

/** Keeps what is used from being deleted; its row is locked in this transaction. @throws 409 naming its users */
export async function refuseUsed(ctx: Context, db: Database, used: { kind: Kind; id: string }): Promise<void> {
  const { items, total } = await listUsers(ctx, used, NAMED, db);
  if (total === 0) return;
  const named = items.map(({ kind, name }) => (name === "" ? `a ${wordsOf(kind)}` : `the ${wordsOf(kind)} "${name}"`));
  const more = total > items.length ? ` and ${total - items.length} more` : "";
  throw problem("in_use", {
    kind: used.kind,
    users: `${named.join(", ")}${more}`,
    kinds: items.map((user) => user.kind),
    names: items.map(({ name }) => name),
    total,
  });
}

/** What asks for a record that is not there, at a path of the request, is told so. */
export function unknownRecord(kind: Kind, id: string, path: string) {
  return problem("unknown_record", { path, kind, id: id.slice(0, 64) });
}

function wordsOf(kind: Kind): string {
  return kind.replaceAll("_", " ");
}
