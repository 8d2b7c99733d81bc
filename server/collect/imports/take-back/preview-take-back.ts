import type { TakeBackPreview } from "../../../../contracts/collect/take-back.ts";
import { identifiersOf, keysSql, person, touchedByHand } from "../../../know/contacts/contacts.ts";
import { expiredBefore } from "../../../know/storage-periods/storage-periods.ts";
import { events } from "../../../log/events/events.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { findImport } from "../run/read-imports.ts";
import { notedBy, type OneImport, saidBy, saidOnlyBy, upkeepOf } from "./import-rows.ts";
import { mustBeIn } from "./must-be-in.ts";

const SECONDS = 300;
/** Contacts that people touched are looked through up to so many; and so many of them are named. */
const MOST_TOUCHED = 20_000;
const MOST_NAMED = 50;

/** What taking an import back would change. @throws 404, 409 when nothing of it is in */
export async function previewTakeBack(ctx: Context, id: string): Promise<TakeBackPreview> {
  mustBeIn(await findImport(ctx, id));
  const one = { workspace: ctx.workspace.id, id };
  const counts = await countSaid(ctx.analytics, one);
  const { named, persons } = await touchedBy(ctx, one);
  const expired = await expiredBefore(ctx.db, one.workspace);
  const noted = sql`select identifier_key from import_rows where ${notedBy(one)} and identifier_key != 0`;
  const isOlder = expired
    ? sql`who global in (select ${person} from visits where first < ${expired} and identifier_key global in (${noted}))`
    : sql`0`;
  const [people] = await ctx.analytics.ask<{ gone: string; changed: string }>(
    sql`select countIf(others = 0 and not (${isOlder}) and who not in (${keysSql(persons)})) as gone,
          countIf(others > 0 or ${isOlder}) as changed from (
          select ${person} as who, countIf(not (${saidOnlyBy(ctx.analytics, one)})) as others
          from ${events}
          where ${person} global in (select ${person} from import_rows where ${notedBy(one)} and identifier_key != 0)
          group by who having max(user_id != ''))`,
    upkeepOf(one, SECONDS),
  );
  const [gone, changed] = [Number(people?.gone ?? 0), Number(people?.changed ?? 0)];
  return {
    ...counts,
    contacts: { gone, changed, touched: named.length, named: named.slice(0, MOST_NAMED) },
  };
}

/** How much an import said, and how much of it another said too. */
export async function countSaid(
  analytics: Analytics,
  one: OneImport,
): Promise<Pick<TakeBackPreview, "events" | "answers" | "profiles" | "alsoSaid">> {
  const [row] = await analytics.ask<Record<"events" | "answers" | "profiles" | "said", string>>(
    sql`select countIf(goes and type != 'identify' and feedback_type = '') as events,
          countIf(goes and feedback_type != '') as answers,
          countIf(goes and type = 'identify') as profiles,
          count() as said
        from (select type, feedback_type, ${saidOnlyBy(analytics, one)} as goes
              from ${events} where ${saidBy(analytics, one)})`,
    upkeepOf(one, SECONDS),
  );
  const [went, answers, profiles] = [Number(row?.events ?? 0), Number(row?.answers ?? 0), Number(row?.profiles ?? 0)];
  return { events: went, answers, profiles, alsoSaid: Number(row?.said ?? 0) - went - answers - profiles };
}

/** Whom of the people in an import somebody of the staff decided something about, by name, and whom they count for. */
async function touchedBy(
  ctx: Context,
  one: OneImport,
): Promise<{ named: TakeBackPreview["contacts"]["named"]; persons: string[] }> {
  const touched = await touchedByHand(ctx.db, one.workspace, { most: MOST_TOUCHED });
  if (touched.length === 0) return { named: [], persons: [] };
  const known = await identifiersOf(
    ctx.db,
    one.workspace,
    touched.map(({ contact }) => contact),
  );
  const rows = await ctx.analytics.ask<{ key: string }>(
    sql`select distinct toString(identifier_key) as key from import_rows
        where ${notedBy(one)} and identifier_key in (${keysSql(known.map(({ identifierKey }) => identifierKey))})`,
    upkeepOf(one, SECONDS),
  );
  const said = new Set(rows.map(({ key }) => key));
  const among = new Set(known.flatMap(({ identifierKey, contact }) => (said.has(identifierKey) ? [contact] : [])));
  const persons = new Set(known.flatMap(({ contact, person: who }) => (among.has(contact) ? [who] : [])));
  const named = touched
    .filter(({ contact }) => among.has(contact))
    .map(({ contact, name, how }) => ({ id: contact, name, how }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { named, persons: [...persons] };
}
