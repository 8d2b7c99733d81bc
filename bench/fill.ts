import { type Sql, sql, typed } from "../server/platform/analytics/sql.ts";

/** Steps of the journey that the synthetic people walk, the later the rarer. */
export const steps = [
  "Campaign Seen",
  "Page Viewed",
  "Products Searched",
  "Product Viewed",
  "Reviews Read",
  "Product Added",
  "Checkout Started",
  "Order Completed",
  "Order Delivered",
  "Support Case Opened",
];

/** Regions, and how many sites each of them has. */
export const regions = ["North", "South", "East", "West"];
export const SITES = 50;

/** Days over which the synthetic events spread, back from `until`. */
const DAYS = 364;

/** Events of each person, on average. */
const EVENTS_OF_A_PERSON = 20;

/** Which of the events with these numbers to make, of how many in all. */
export interface Part {
  from: number;
  to: number;
  of: number;
}

/**
 * Events of visitors who have twenty each (one in fifty is feedback), made inside the engine so that filling is quick and
 * the same for every run.
 */
export function syntheticEvents(table: string, workspace: string, { from, to, of }: Part, until: Date): Sql {
  const people = Math.max(1, Math.floor(of / EVENTS_OF_A_PERSON));
  return sql`
    insert into ${typed.name(table)}
      (workspace, event, day, message_key, message_id, type, timestamp, received_at, arrival, identifier_key, anonymous_id, source, channel, unit, unit_path,
       properties, context, feedback_type, feedback_question, feedback_submission, feedback_scale, feedback_score)
    select ${typed.uuid(workspace)},
      if(answer, 'Feedback Received', ${steps}[1 + least(${steps.length - 1}, toUInt8(${steps.length} * (1 - sqrt(intHash64(n + 6) / 18446744073709551616))))]) as event,
      toDate(at), cityHash64(n), concat('bench-', toString(n)), 'track', at, at,
      toUInt64(toUnixTimestamp64Milli(at)) * 4096 + n % 4096,
      cityHash64(1 + intHash64(n * 7) % ${people}), concat('v', toString(1 + intHash64(n * 7) % ${people})), 'bench',
      ['web', 'app', 'store', 'phone'][1 + h % 4],
      concat(region, '-', toString(intHash64(n + 8) % ${SITES})) as site, [region, site],
      concat('{"region":"', region, '","plan":"', ['free', 'pro'][1 + h % 2],
        '","revenue":', toString(intHash64(n + 1) % 500), ',"path":"/p/', toString(intHash64(n + 2) % 2000), '"}'),
      '{}',
      if(answer, ['nps', 'csat', 'ces'][1 + intHash64(n + 3) % 3], '') as kind, kind, if(answer, toString(n), ''),
      transform(kind, ['nps', 'csat', 'ces'], [10, 5, 7], 0) as scale,
      if(answer, toFloat64(if(kind = 'nps', intHash64(n + 4) % 11, 1 + intHash64(n + 4) % scale)), null)
    from (
      select number as n, intHash64(number) as h, h % 50 = 0 as answer, ${regions}[1 + intHash64(number) % 4] as region,
        ${until} - toIntervalMillisecond(intHash64(number + 5) % ${DAYS * 86_400_000}) as at
      from numbers(${from}, ${to - from}))
    settings max_insert_threads = 2, max_partitions_per_insert_block = 0`;
}

/** A tracking message as an SDK would send it. */
export function message(n: number): Record<string, unknown> {
  return {
    type: "track",
    messageId: `bench-live-${process.pid}-${n}`,
    userId: `u${n % 50_000}`,
    event: steps[n % steps.length],
    timestamp: new Date(Date.now() - (n % 3_600_000)).toISOString(),
    properties: { region: "North", plan: n % 2 ? "pro" : "free", revenue: n % 500, path: `/p/${n % 2000}` },
    context: { channel: ["web", "app", "store", "phone"][n % 4], library: { name: "bench", version: "1" } },
  };
}
