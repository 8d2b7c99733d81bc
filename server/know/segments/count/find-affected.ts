import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { keysSql, person } from "../../contacts/contacts.ts";
import { readLists } from "../people-lists.ts";
import { isOpen, moving } from "../persons-sql.ts";
import { type Counted, lastMoves } from "./note-moves.ts";

/** People whose place in a segment may have changed: about how many, and a SELECT of them (`who`) and whether by news (`news`). */
export interface Affected {
  segment: Counted;
  count: number;
  affected: Sql;
}

/**
 * Whose place in which segment some events can change, `rows` as a predicate over them. Most events mean nothing to most
 * segments: a segment that nobody can have come into or gone out of is not there.
 */
export async function findAffected(
  ctx: Context,
  segments: readonly Counted[],
  rows: Sql,
  isNews: Sql,
): Promise<Affected[]> {
  const hits = await Promise.all(segments.map((segment) => hitSql(ctx, segment, rows)));
  const counts = hits.map((hit, index) => sql`uniqIf(identifier_key, ${hit}) as ${typed.name(`hits_${index}`)}`);
  const [found] = await ctx.analytics.ask<Record<string, string>>(
    sql`select ${joinSql(counts, ", ")} from events where ${rows}`,
    { tenant: ctx, upkeep: true },
  );
  return segments.flatMap((segment, index): Affected[] => {
    const [hit, count] = [hits[index], Number(found?.[`hits_${index}`] ?? 0)];
    if (!hit || count === 0) return [];
    const affected = sql`select ${person} as who, max(${isNews}) as news from events where ${rows} and ${hit} group by who having who != 0`;
    return [{ segment, count, affected }];
  });
}

/**
 * The same when identifiers were found to be somebody else's: whoever has events under those keys, and who is in a segment
 * under such a key or as one of the people, which may be nobody any more.
 */
export async function findMerged(
  ctx: Context,
  segments: readonly Counted[],
  keys: readonly string[],
  people: readonly string[],
): Promise<Affected[]> {
  const named = keysSql([...new Set([...keys, ...people])]);
  const acted = await findAffected(ctx, segments, sql`identifier_key global in (${keysSql(keys)})`, sql`0`);
  const members = await ctx.analytics.ask<{ segment: string; n: string }>(
    sql`select toString(segment) as segment, count() as n
        from (select segment, person from segment_moves where person global in (${named})
              group by segment, person having max(n) % 2 = 1)
        group by segment`,
    { tenant: ctx, upkeep: true },
  );
  const counts = new Map(members.map(({ segment, n }) => [segment, Number(n)]));
  return segments.flatMap((segment): Affected[] => {
    const own = acted.find((each) => each.segment === segment);
    const inside = counts.get(segment.id) ?? 0;
    if (!own && inside === 0) return [];
    const parts = [
      ...(own ? [own.affected] : []),
      sql`select who, 0 as news from (${lastMoves(segment, sql`and person global in (${named})`)}) where n % 2 = 1`,
    ];
    const affected = sql`select who, max(news) as news from (${joinSql(parts, " union all ")}) group by who`;
    return [{ segment, count: (own?.count ?? 0) + inside, affected }];
  });
}

/** Whether an event can move the person behind it; where who did nothing is in, everybody is to be looked at once. */
async function hitSql(ctx: Context, segment: Counted, rows: Sql): Promise<Sql> {
  const { condition } = segment;
  const now = ctx.now();
  const moves = moving(condition, now, await readLists(ctx, [condition], "condition"));
  if (!isOpen(condition, now)) return moves;
  const looked = lastMoves(segment, sql`and person global in (select ${person} from events where ${rows})`);
  return sql`(${moves} or ${person} global not in (select who from (${looked})))`;
}
