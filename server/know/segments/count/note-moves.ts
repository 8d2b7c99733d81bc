import type { Condition } from "../../../../contracts/log/conditions.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { readLists } from "../people-lists.ts";
import { isOpen, personsSql } from "../persons-sql.ts";
import { onlyGrows } from "./only-grows.ts";

/**
 * Why somebody came in or went out: by what happened just now, by events of the past that came late or out of a file, by
 * time that passed, because people were found to be one or not, or because the segment was described anew.
 */
export type Cause = "news" | "history" | "time" | "people" | "definition";

export interface Counted {
  id: string;
  condition: Condition;
}

/** Above so many people it is quicker to read what everybody did than to look for what these did. */
const FEW = 20_000;

/** Notes who is in a segment that was not, and the other way round: of everybody. */
export async function noteAllMoves(ctx: Context, segment: Counted, cause: Cause): Promise<void> {
  const now = ctx.now();
  const lists = await readLists(ctx, [segment.condition], "condition");
  await note(
    ctx,
    sql`select ${move(ctx, segment, now)}, ${cause} as cause from (
          select who, max(meets) as meets, max(n) as n from (
            select who, 1 as meets, 0 as n from (${personsSql(segment.condition, now, lists)})
            union all select who, 0 as meets, n from (${lastMoves(segment)}))
          group by who)
        where meets != n % 2`,
  );
}

/**
 * The same of some people, `affected` as a SELECT of them (`who`), each once and whether by news (`news`). The others moved by
 * `cause`.
 */
export async function noteMovesOf(
  ctx: Context,
  segment: Counted,
  { affected, count }: { affected: Sql; count: number },
  cause: Exclude<Cause, "news">,
): Promise<void> {
  const now = ctx.now();
  const { condition } = segment;
  const lists = await readLists(ctx, [condition], "condition");
  const among = sql`and person global in (select who from named)`;
  // What they do can only bring them in, so who is in stays.
  const outside =
    cause === "history" && onlyGrows(condition)
      ? sql`where who global not in (select who from (${lastMoves(segment, among)}) where n % 2 = 1)`
      : sql``;
  const people = sql`select who from affected`;
  // Under whatever a person acts: aliases of before are among them, and whose those are today is looked up at each event.
  const keys = sql`select identifier_key from person_aliases where person global in (${people}) union all ${people}`;
  const meeting = personsSql(condition, now, lists, { people, ...(count <= FEW ? { keys } : {}) });
  await note(
    ctx,
    // The people are worked out once, as one value, however often they are named.
    sql`with (select groupArray((who, news)) from (${affected})) as pairs,
          named as (select pair.1 as who, pair.2 as news from (select arrayJoin(pairs) as pair)),
          affected as (select who, news from named ${outside})
        select ${move(ctx, segment, now)}, if(news, 'news', ${cause}) as cause from (
          select who, max(meets) as meets, max(n) as n, max(known) as known, max(news) as news from (
            select who, 1 as meets, 0 as n, 0 as known, 0 as news from (${meeting})
            union all select who, 0 as meets, n, 1 as known, 0 as news from (${lastMoves(segment, among)}) where who global in (${people})
            union all select who, 0 as meets, 0 as n, 0 as known, news from affected)
          group by who)
        where meets != n % 2 ${isOpen(condition, now) ? sql`or known = 0` : sql``}`,
  );
}

async function note(ctx: Context, moves: Sql): Promise<void> {
  const columns = ["workspace", "segment", "person", "n", "at", "cause"];
  await ctx.analytics.fill("segment_moves", columns, moves, { tenant: ctx });
}

function move(ctx: Context, { id }: Counted, now: Date): Sql {
  return sql`${typed.uuid(ctx.workspace.id)} as workspace, ${typed.uuid(id)} as segment, who as person,
    if(meets = n % 2, n, n + 1) as move, ${now} as at`;
}

/** The number of the last move (`n`) of each person (`who`) who ever was looked at. */
export function lastMoves({ id }: Pick<Counted, "id">, which: Sql = sql``): Sql {
  return sql`select person as who, max(n) as n from segment_moves where segment = ${typed.uuid(id)} ${which} group by who`;
}
