import { eq, inArray } from "drizzle-orm";
import type { Follower } from "../../../log/follow/follow.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context, System } from "../../../platform/context.ts";
import type { FreshPersons } from "../../contacts/contacts.ts";
import { records } from "../read-segments.ts";
import { segmentCounting, segments } from "../segments.tables.ts";
import { type CountRow, countMoves, keepCounts } from "./count-moves.ts";
import { type Affected, findAffected, findMerged } from "./find-affected.ts";
import { type Counted, noteMovesOf } from "./note-moves.ts";
import type { ContextOf } from "./recount.ts";
import { unlessRefused } from "./unless-refused.ts";

const ONE = "people";
/** Identifiers found to be somebody else's that are looked at in one go. */
const MOST_ALIASES = 20_000;

type Find = (ctx: Context, segments: readonly Counted[]) => Promise<Affected[]>;

interface Options {
  system: System;
  persons: FreshPersons;
  contextOf: ContextOf;
}

/**
 * Keeps who is in a segment abreast of what happens: after each stretch of the log, the people it says something about are
 * looked at again, in the segments to which it means something.
 */
export function followMembers({ system, persons, contextOf }: Options): Follower {
  const { db, analytics } = system;

  /** What is refused, as a segment that names too many people, holds up no other; the next recount tries it again. */
  async function countIn(workspace: string, cause: "history" | "people", find: Find): Promise<CountRow[]> {
    const counted = await unlessRefused(system.log, { workspace }, async () => {
      const ctx = await contextOf(workspace);
      const all = await records.list(ctx);
      const affected = await find(ctx, all);
      for (const { segment, ...people } of affected)
        await unlessRefused(system.log, { workspace, segment: segment.id }, () =>
          noteMovesOf(ctx, segment, people, cause),
        );
      return countMoves(
        ctx,
        affected.map(({ segment }) => segment.id),
        "recent",
      );
    });
    return counted ?? [];
  }

  /** Of these workspaces, or all, those in which there are segments. */
  async function withSegments(workspaces?: readonly string[]): Promise<string[]> {
    const rows = await db
      .selectDistinct({ workspace: segments.workspace })
      .from(segments)
      .where(workspaces ? inArray(segments.workspace, [...workspaces]) : undefined);
    return rows.map(({ workspace }) => workspace);
  }

  return {
    name: "segments",
    begins: "next",
    after: "contacts",
    pace: {
      delay: 300,
      rest: 4,
      longestRest: 5000,
      sizes: { first: 32_000, most: 256_000, patient: 256_000 },
    },
    async handle({ rows, isNews, commit }) {
      const known = await withSegments();
      if (known.length === 0) return;
      const named = await analytics.ask<{ workspace: string }>(
        sql`select distinct toString(workspace) as workspace from events where ${rows}`,
        { tenant: null },
      );
      await persons.load();
      const counts: CountRow[] = [];
      for (const { workspace } of named) {
        if (!known.includes(workspace)) continue;
        counts.push(...(await countIn(workspace, "history", (ctx, all) => findAffected(ctx, all, rows, isNews))));
      }
      await commit((tx) => keepCounts(tx, counts));
    },
    async inStep() {
      const [row] = await db.select().from(segmentCounting).where(eq(segmentCounting.id, ONE));
      for (let since = row?.version; ; ) {
        const found = await aliasesSince(since);
        if (found.version === since) return;
        if (since !== undefined && found.aliases.length > 0) {
          await persons.load(found.version);
          const named = new Set(found.aliases.map(({ workspace }) => workspace));
          for (const workspace of await withSegments([...named])) {
            const own = found.aliases.filter((alias) => alias.workspace === workspace);
            const [keys, people] = [own.map(({ key }) => key), own.map(({ person }) => person)];
            const counts = await countIn(workspace, "people", (ctx, all) => findMerged(ctx, all, keys, people));
            await keepCounts(db, counts);
          }
        }
        since = found.version;
        await db
          .insert(segmentCounting)
          .values({ id: ONE, version: since })
          .onConflictDoUpdate({ target: segmentCounting.id, set: { version: since } });
      }
    },
  };

  /** What was found to be whose since a version, whole versions at a time; up to now when there was none. */
  async function aliasesSince(since: bigint | undefined) {
    const [end] = await analytics.ask<{ version: string }>(
      since === undefined
        ? sql`select max(version) as version from person_aliases`
        : sql`select max(version) as version from (
            select version from person_aliases where version > ${typed.uint64(since)} order by version limit ${MOST_ALIASES} with ties)`,
      { tenant: null },
    );
    const version = BigInt(end?.version ?? 0);
    if (since === undefined || version <= since) return { version: since ?? version, aliases: [] };
    const aliases = await analytics.ask<{ workspace: string; key: string; person: string }>(
      sql`select toString(workspace) as workspace, toString(identifier_key) as key, toString(person) as person from person_aliases
          where version > ${typed.uint64(since)} and version <= ${typed.uint64(version)}`,
      { tenant: null },
    );
    return { version, aliases };
  }
}
