import { readEventTime } from "../../../log/events/events.ts";
import type { Stretch } from "../../../log/follow/follow.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import type { RecentKeys } from "../../../platform/recent-keys.ts";
import { readObject, storableText, type Traits } from "../people/traits.ts";
import type { IdentifierKind } from "./identifier-key.ts";
import { keysSql } from "./keys-sql.ts";

/** What one or many like messages say about who somebody is. */
export interface Message {
  workspace: string;
  /** Of the first of the like messages. */
  type: string;
  messageId: string;
  instant: Date;
  firstAt: Date;
  lastAt: Date;
  /** Id of the message that was last by its own time. */
  lastMessageId: string;
  userId: string;
  anonymousId: string;
  email: string;
  previousId: string;
  groupId: string;
  /** Key of the identifier that acted; the way to tell an event of an e-mail address from one that mentions an address. */
  identifierKey: string;
  traits: Traits;
  /** Hash of all that it says; "0" for one that says more than that a user was there, perhaps as a visitor known before. */
  claim: string;
}

/** Fewer events are read at once; of more it is asked first which of them can say something new. */
const FEW = 5000;
/** More claims than this are not named one by one. */
const MOST_NAMED = 20_000;

/** A message that says no more than that a user was there, perhaps on a device with an id: most do. */
const isPlain = sql`(user_id != '' and type not in ('identify', 'alias', 'group') and position(context, '"traits"') = 0)`;
const claim = sql`cityHash64(workspace, user_id, anonymous_id)`;

/** What the messages of a stretch say, in the order of arrival, without those that only repeat what was `applied`. */
export async function readMessages(
  analytics: Analytics,
  { rows, count }: Pick<Stretch, "rows" | "count">,
  applied: RecentKeys,
): Promise<Message[]> {
  if (count <= FEW) {
    const messages = await readFolded(analytics, rows, sql`1`);
    return messages.filter((message) => !applied.has(message.claim));
  }
  const [found] = await analytics.ask<{ claims: string[] }>(
    sql`select groupArray(claim) as claims from (select distinct ${claim} as claim from events where ${rows} and ${isPlain})`,
    { tenant: null },
  );
  const claims = found?.claims ?? [];
  const fresh = claims.filter((each) => !applied.has(each));
  if (fresh.length > MOST_NAMED) return readFolded(analytics, rows, sql`1`);
  const named = fresh.length === 0 ? sql`0` : sql`${claim} in (${keysSql(fresh)})`;
  return readFolded(analytics, rows, sql`(not ${isPlain} or ${named})`);
}

/**
 * What all messages that name one of these identifiers say, in the order of arrival: as who acted, beside who acted, or as who
 * somebody was before.
 */
export function readMessagesAbout(
  analytics: Analytics,
  workspace: string,
  identifiers: readonly { identifierKey: string; kind: IdentifierKind; value: string }[],
): Promise<Message[]> {
  const values = (...kinds: IdentifierKind[]) =>
    typed.strings(identifiers.flatMap(({ kind, value }) => (kinds.includes(kind) ? [value] : [])));
  const acted = sql`identifier_key in (${keysSql(identifiers.map(({ identifierKey }) => identifierKey))})`;
  const isBeside = identifiers.some(({ kind }) => kind !== "user_id");
  const beside = isBeside
    ? sql`or (anonymous_id != '' and anonymous_id in ${values("anonymous_id")})
          or (email != '' and lowerUTF8(trimBoth(email)) in ${values("email")})`
    : sql``;
  const before = sql`or (type = 'alias' and previous_id in ${values("user_id", "anonymous_id")})`;
  return readFolded(analytics, sql`workspace = ${typed.uuid(workspace)}`, sql`(${acted} ${beside} ${before})`);
}

interface MessageRow {
  workspace: string;
  first_type: string;
  first_message: string;
  first_time: string;
  earliest: string;
  latest: string;
  latest_message: string;
  user_id: string;
  anonymous_id: string;
  email: string;
  previous_id: string;
  group_id: string;
  acting: string;
  said: string;
  said_beside: string;
  claim: string;
}

/** Like messages are folded into one row, because a stretch holds many events of few people. */
async function readFolded(analytics: Analytics, stretch: Sql, which: Sql): Promise<Message[]> {
  const rows = await analytics.ask<MessageRow>(
    sql`select workspace, user_id, anonymous_id, email, previous_id, group_id, acting, said, said_beside, claim,
          argMin(type, (arrival, message_id)) as first_type,
          argMin(message_id, (arrival, message_id)) as first_message,
          argMin(timestamp, (arrival, message_id)) as first_time,
          min(timestamp) as earliest,
          max(timestamp) as latest,
          argMax(message_id, (timestamp, message_id)) as latest_message
        from (
          select workspace, type, message_id, timestamp, arrival, user_id, anonymous_id,
            if(${isPlain}, ${claim}, 0) as claim,
            if(type = 'group', group_id, '') as group_id,
            if(user_id = '', identifier_key, 0) as acting,
            if(type = 'identify', properties, '') as said,
            if(position(context, '"traits"') > 0, JSONExtractRaw(context, 'traits'), '') as said_beside,
            if(type = 'alias', JSONExtractString(properties, 'previousId'), '') as previous_id,
            multiIf(
              type = 'identify' and JSONExtractString(properties, 'email') != '', JSONExtractString(properties, 'email'),
              said_beside != '' and JSONExtractString(said_beside, 'email') != '', JSONExtractString(said_beside, 'email'),
              user_id = '' and identifier_key != 0, JSONExtractString(properties, 'email'),
              '') as email
          from events
          where ${stretch} and ${which} and (user_id != '' or email != '')
        )
        group by workspace, user_id, anonymous_id, email, previous_id, group_id, acting, said, said_beside, claim
        order by min((arrival, message_id))`,
    { tenant: null },
  );
  return rows.map(toMessage);
}

function toMessage(row: MessageRow): Message {
  return {
    workspace: row.workspace,
    type: row.first_type,
    messageId: storableText(row.first_message),
    instant: readEventTime(row.first_time),
    firstAt: readEventTime(row.earliest),
    lastAt: readEventTime(row.latest),
    lastMessageId: storableText(row.latest_message),
    userId: row.user_id,
    anonymousId: row.anonymous_id,
    email: row.email,
    previousId: row.previous_id,
    groupId: row.group_id,
    identifierKey: row.acting,
    traits: { ...readObject(row.said_beside), ...readObject(row.said) },
    claim: row.claim,
  };
}
