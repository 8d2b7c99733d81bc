import { z } from "zod";
import type { Account, AccountSort } from "../../../contracts/know/accounts.ts";
import { events, readEventTime } from "../../log/events/events.ts";
import { choose, joinSql, type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { readCursor, writeCursor } from "../../platform/http/list-cursor.ts";
import { notFound } from "../../platform/http/problem.ts";
import { lastSeenSql, person } from "../contacts/contacts.ts";
import { told, toldAny } from "./membership-sql.ts";

interface Asked {
  search?: string | undefined;
  sort: AccountSort;
  contact?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

interface Row {
  id: string;
  name: string;
  people: string;
  first: string;
  last: string;
  total: string;
  place: string;
}

/** Characters of a trait that is shown in a list, and how many of one account. */
const SHORT = { length: 120, most: 8 };
/** Traits of one account. */
const MOST_TRAITS = 200;

/** Where an account stands in each order, as text that can be handed back; the second of each orders the ties. */
const PLACES: Record<AccountSort, Sql> = {
  last_seen: sql`leftPad(toString(toUnixTimestamp64Milli(last)), 20, '0')`,
  people: sql`leftPad(toString(people), 20, '0')`,
  // As much of it as a cursor carries; ids are told apart whatever they begin with.
  name: sql`substringUTF8(lowerUTF8(name), 1, 200)`,
};

/** A page of the accounts of the workspace. */
export async function listAccounts(
  ctx: Context,
  { search, sort, contact, limit, cursor }: Asked,
  signal?: AbortSignal,
): Promise<{ items: Account[]; total: number; nextCursor: string | null }> {
  const wanted = search?.trim();
  const found = wanted
    ? sql`positionCaseInsensitiveUTF8(name, ${wanted}) > 0 or positionCaseInsensitiveUTF8(id, ${wanted}) > 0`
    : sql`1`;
  const own = contact
    ? sql`group_id global in (
        select group_id from ${events} where ${toldAny} and ${person} = ${typed.uint64(readKey(contact))})`
    : sql`1`;
  const after = cursor === undefined ? null : readCursor(placeShape, cursor);
  const isRising = sort === "name";
  const beyond = after
    ? isRising
      ? sql`(place, id) > (${after[0]}, ${after[1]})`
      : sql`(place, id) < (${after[0]}, ${after[1]})`
    : sql`1`;
  const direction = isRising ? sql`asc` : sql`desc`;
  const rows = await ctx.analytics.ask<Row>(
    sql`select * from (
          select id, name, people, first, last, count() over () as total, ${choose(PLACES, sort)} as place
          from (${accountsSql(sql`${toldAny} and ${own}`)}) where ${found})
        where ${beyond}
        order by place ${direction}, id ${direction} limit ${limit + 1}`,
    { tenant: ctx, signal },
  );
  const page = rows.slice(0, limit);
  const traits = await readTraits(
    ctx,
    page.map(({ id }) => id),
    sql`length(value) <= ${SHORT.length}`,
    SHORT.most,
    signal,
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => toAccount(row, traits.get(row.id))),
    total: Number(rows[0]?.total ?? 0),
    nextCursor: last ? writeCursor([last.place, last.id]) : null,
  };
}

/** @throws 404 for what no `group` call has named */
export async function showAccount(ctx: Context, id: string, signal?: AbortSignal): Promise<Account> {
  const [[row], traits] = await Promise.all([
    ctx.analytics.ask<Row>(accountsSql(told(id)), { tenant: ctx, signal }),
    readTraits(ctx, [id], sql`1`, MOST_TRAITS, signal),
  ]);
  if (!row) throw notFound();
  return toAccount(row, traits.get(id));
}

/** Accounts of some `group` calls: a row each with its name, people, and when they were seen first and last. */
function accountsSql(calls: Sql): Sql {
  const named = sql`JSONExtractString(properties, 'name')`;
  const members = sql`select group_id as account, ${person} as who from ${events} where ${calls} group by account, who`;
  const seen = lastSeenSql(sql`select who from (${members})`);
  return sql`
    select account as id, any(title) as name, uniqExactIf(who, who != 0) as people, any(begun) as first,
      max(greatest(at, ended)) as last
    from (${members}) as members
    left join (${seen}) as seen using (who)
    left join (
      select group_id as account, min(timestamp) as begun, max(timestamp) as ended,
        if(argMaxIf(${named}, (timestamp, arrival), ${named} != '') as said != '', said, group_id) as title
      from ${events} where ${calls} group by account) as calls using (account)
    group by account`;
}

/** Traits of accounts, each as it was last said. */
async function readTraits(
  ctx: Context,
  ids: readonly string[],
  shown: Sql,
  most: number,
  signal?: AbortSignal,
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map();
  const list = joinSql(
    ids.map((id) => sql`${id}`),
    ", ",
  );
  const rows = await ctx.analytics.ask<{ id: string; keys: string[]; texts: string[] }>(
    sql`select id, groupArray(${most})(key) as keys, groupArray(${most})(value) as texts
        from (
          select group_id as id, said.1 as key, argMax(said.2, (timestamp, arrival)) as value
          from ${events}
          array join JSONExtractKeysAndValuesRaw(properties) as said
          where ${toldAny} and group_id in (${list})
          group by id, key order by key)
        where value != 'null' and ${shown}
        group by id`,
    { tenant: ctx, signal },
  );
  return new Map(
    rows.map(({ id, keys, texts }) => [
      id,
      Object.fromEntries(keys.map((key, index): [string, unknown] => [key, JSON.parse(texts[index] ?? "null")])),
    ]),
  );
}

function toAccount({ id, name, people, first, last }: Row, traits: Record<string, unknown> = {}): Account {
  return {
    ...{ id, name, people: Number(people), traits },
    firstSeenAt: readEventTime(first).toISOString(),
    lastSeenAt: readEventTime(last).toISOString(),
  };
}

function readKey(contact: string): bigint {
  const key = BigInt(contact);
  // Beyond what a key can be there is nobody.
  return key < 2n ** 64n ? key : 0n;
}

const placeShape = z.tuple([z.string().max(1000), z.string().max(200)]);
