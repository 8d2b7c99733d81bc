import type { PersonaQuote, QuoteCandidate } from "../../../contracts/understand/personas.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { FEEDBACK_EVENT } from "../../../contracts/words/messages.ts";
import { person } from "../../know/contacts/contacts.ts";
import { peopleOfSegment } from "../../know/segments/segments.ts";
import { events } from "../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";

/** How far back sentences are looked for, in days, and characters of each as JavaScript counts them and a persona takes them. */
const DAYS = 366;
const LENGTH = 600;

/** What JavaScript trims, in the engine's regular expressions. */
const BLANK = "\\s\\x0b\\pZ\\x{feff}";

const SENTENCE = sql`event = ${FEEDBACK_EVENT} and match(feedback_text, ${`[^${BLANK}]`}) and feedback_type not in ('categorical', 'date', 'boolean', 'fcr')`;

interface Row {
  id: string;
  words: string;
  person: string;
  instant: string;
  channel: string;
  touchpoint: string;
  language: string;
}

/** What people of a segment wrote lately, newest first. @throws 404 */
export async function listSegmentQuotes(
  ctx: Context,
  segment: string,
  { search, limit }: { search?: string | undefined; limit: number },
  signal?: AbortSignal,
): Promise<{ items: QuoteCandidate[]; asOf: string }> {
  const asOf = ctx.now();
  const people = await peopleOfSegment(ctx, segment, asOf);
  const wanted = search?.trim();
  const holds = wanted ? sql`and positionCaseInsensitiveUTF8(feedback_text, ${wanted}) > 0` : sql``;
  const since = new Date(asOf.getTime() - DAYS * DAY);
  const rows = await read(
    ctx,
    sql`${SENTENCE} and timestamp > ${since} and timestamp <= ${asOf} ${holds} and ${person} global in (${people})`,
    limit,
    signal,
  );
  return {
    items: rows.map((row) => ({
      ...toQuote(row),
      channel: row.channel,
      touchpoint: row.touchpoint,
      language: row.language,
    })),
    asOf: asOf.toISOString(),
  };
}

/** What was said in these feedback events, by their ids; those without a text are not in the answer. */
export async function findSentences(ctx: Context, ids: readonly string[]): Promise<Map<string, PersonaQuote>> {
  const asked = [...new Set(ids)].map(BigInt).filter((id) => id < 2n ** 64n);
  if (asked.length === 0) return new Map();
  const keys = joinSql(
    asked.map((id) => typed.uint64(id)),
    ", ",
  );
  const rows = await read(ctx, sql`${SENTENCE} and message_key in (${keys})`, asked.length);
  return new Map(rows.map((row) => [row.id, toQuote(row)]));
}

function read(ctx: Context, where: Sql, limit: number, signal?: AbortSignal): Promise<Row[]> {
  return ctx.analytics.ask<Row>(
    sql`select toString(message_key) as id, substringUTF8(replaceRegexpOne(feedback_text, ${`^[${BLANK}]+`}, ''), 1, ${LENGTH}) as words,
          toString(${person}) as person, toUnixTimestamp64Milli(timestamp) as instant, channel, touchpoint, language
        from ${events} where ${where} order by timestamp desc, arrival desc limit ${limit}`,
    { tenant: ctx, signal },
  );
}

function toQuote({ id, words, person: who, instant }: Row) {
  const contactId = who === "0" ? "" : who;
  // Never half of a character.
  const text = words
    .slice(0, LENGTH)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
  return { text, source: { event: id, contactId, at: new Date(Number(instant)).toISOString() } };
}
