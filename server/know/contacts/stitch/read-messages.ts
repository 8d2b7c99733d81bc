import { readEventTime } from "../../../log/events/events.ts";
import type { Analytics } from "../../../platform/analytics/analytics.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import { readObject, storableText, type Traits } from "../people/traits.ts";

/** What one or many like messages say about who somebody is. */
export interface Message {
  workspace: string;
  /** Of the first of the like messages. */
  type: string;
  messageId: string;
  at: Date;
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
}

/** Events looked at in one go, and while catching up on many: the log is then searched less often for the next ones. */
export const WINDOW = 4_000;
export const LARGEST_WINDOW = 32_000;
/** While somebody waits for the end: the more events are looked at together, the fewer messages they fold into. */
export const PATIENT_WINDOW = 256_000;

/** An `arrival` counts 4,096 per millisecond. */
const SECOND = 4096n * 1000n;

/**
 * Clients, processes and nodes finish their inserts in another order than they began them: events this much older than
 * the newest one seen may still turn up.
 */
const OVERLAP = 120n * SECOND;
const BUCKET = 5n * SECOND;

/** How far the log was followed. `seen` tells, by stretches of five seconds, what stood shortly before that place. */
export interface Position {
  arrival: bigint;
  seen: Record<string, string>;
}

export interface Stretch {
  messages: Message[];
  end: Position;
}

/** The next stretch of the log after a position, which is gone back from when something turned up late; null: nothing new. */
export async function readStretch(analytics: Analytics, position: Position, window = WINDOW): Promise<Stretch | null> {
  const floor = bucketOf(startOfOverlap(position.arrival));
  let from = position;
  for (;;) {
    const until = await endOfWindow(analytics, from.arrival, window);
    const { before, after } = await lookBack(analytics, from.arrival, until ?? from.arrival);
    const late = earliestDifference(from.seen, before, floor);
    if (late === null) {
      if (until === null) return null;
      return { messages: await readMessages(analytics, from.arrival, until), end: { arrival: until, seen: after } };
    }
    const seen = Object.fromEntries(Object.entries(before).filter(([bucket]) => BigInt(bucket) < late));
    from = { arrival: late > 0n ? late * BUCKET - 1n : 0n, seen };
  }
}

function earliestDifference(seen: Record<string, string>, found: Record<string, string>, floor: bigint): bigint | null {
  let earliest: bigint | null = null;
  for (const key of Object.keys(found)) {
    const bucket = BigInt(key);
    if (bucket < floor || found[key] === seen[key]) continue;
    if (earliest === null || bucket < earliest) earliest = bucket;
  }
  return earliest;
}

async function endOfWindow(analytics: Analytics, after: bigint, window: number): Promise<bigint | null> {
  const [row] = await analytics.ask<{ until: string; n: string }>(
    sql`select max(arrival) as until, count() as n
        from (select arrival from events where arrival > ${typed.uint64(after)} order by arrival limit ${window})`,
    { tenant: null },
  );
  return row && Number(row.n) > 0 ? BigInt(row.until) : null;
}

interface BucketRow {
  bucket: string;
  n_before: string;
  before: string;
  n_after: string;
  after: string;
}

/** What stands shortly before two places, from one reading: what turns up between two readings must not count as seen. */
async function lookBack(analytics: Analytics, from: bigint, until: bigint) {
  const before = shortlyBefore(from);
  const after = shortlyBefore(until);
  const rows = await analytics.ask<BucketRow>(
    sql`select intDiv(arrival, ${typed.uint64(BUCKET)}) as bucket,
          countIf(${before}) as n_before, groupBitXorIf(cityHash64(message_key, arrival), ${before}) as before,
          countIf(${after}) as n_after, groupBitXorIf(cityHash64(message_key, arrival), ${after}) as after
        from events where (${before}) or (${after})
        group by bucket`,
    { tenant: null },
  );
  const side = (count: "n_before" | "n_after", content: "before" | "after") =>
    Object.fromEntries(
      rows.filter((row) => row[count] !== "0").map((row) => [row.bucket, `${row[count]}:${row[content]}`]),
    );
  return { before: side("n_before", "before"), after: side("n_after", "after") };
}

function startOfOverlap(arrival: bigint): bigint {
  return arrival > OVERLAP ? arrival - OVERLAP : 0n;
}

function bucketOf(arrival: bigint): bigint {
  return arrival / BUCKET;
}

function shortlyBefore(arrival: bigint) {
  // From the start of a bucket, so that a bucket is looked at whole or not at all.
  return sql`arrival >= ${typed.uint64(bucketOf(startOfOverlap(arrival)) * BUCKET)} and arrival <= ${typed.uint64(arrival)}`;
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
}

/**
 * Like messages are folded into one row, because a stretch holds many events of few people. The events are read without
 * folding repeats: everything done with them can be done twice.
 */
async function readMessages(analytics: Analytics, from: bigint, until: bigint): Promise<Message[]> {
  const rows = await analytics.ask<MessageRow>(
    sql`select workspace, user_id, anonymous_id, email, previous_id, group_id, acting, said, said_beside,
          argMin(type, (arrival, message_id)) as first_type,
          argMin(message_id, (arrival, message_id)) as first_message,
          argMin(timestamp, (arrival, message_id)) as first_time,
          min(timestamp) as earliest,
          max(timestamp) as latest,
          argMax(message_id, (timestamp, message_id)) as latest_message
        from (
          select workspace, type, message_id, timestamp, arrival, user_id, anonymous_id,
            if(type = 'group', group_id, '') as group_id,
            if(user_id = '', identifier_key, 0) as acting,
            if(type = 'identify', properties, '') as said,
            JSONExtractRaw(context, 'traits') as said_beside,
            if(type = 'alias', JSONExtractString(properties, 'previousId'), '') as previous_id,
            multiIf(
              type = 'identify' and JSONExtractString(properties, 'email') != '', JSONExtractString(properties, 'email'),
              said_beside != '' and JSONExtractString(said_beside, 'email') != '', JSONExtractString(said_beside, 'email'),
              user_id = '' and identifier_key != 0, JSONExtractString(properties, 'email'),
              '') as email
          from events
          where arrival > ${typed.uint64(from)} and arrival <= ${typed.uint64(until)}
            and (user_id != '' or email != '')
        )
        group by workspace, user_id, anonymous_id, email, previous_id, group_id, acting, said, said_beside
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
    at: readEventTime(row.first_time),
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
  };
}
