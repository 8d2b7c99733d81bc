import { Session } from "chdb";
import { render, type Sql, sql, typed } from "../server/platform/analytics/sql.ts";
import { steps } from "./fill.ts";

/** The engine by itself, on the program's own data folder while the program is not running. */
export class RawEngine {
  readonly #session: Session;

  constructor(folder: string) {
    this.#session = new Session(folder);
    this.#session.query("use throughline");
  }

  async run(statement: Sql | string, format = "JSONEachRow"): Promise<string> {
    const text = typeof statement === "string" ? statement : render(statement);
    return (await this.#session.queryAsync(text, { format })).text();
  }

  /** Median milliseconds of five runs after one. */
  async time(statement: Sql): Promise<number> {
    return median(() => this.run(statement));
  }

  /** Rows a second when rows of the events table are inserted as JSON in blocks of 5,000, each on disk before the next. */
  async insertRate(rows: number): Promise<number> {
    await this.run("drop table if exists raw_events");
    await this.run("create table raw_events as events");
    const lines = (await this.run(`select * from events limit ${rows}`)).trimEnd().split("\n");
    const blocks: string[] = [];
    for (let index = 0; index < lines.length; index += 5000) blocks.push(lines.slice(index, index + 5000).join("\n"));
    const began = performance.now();
    for (const block of blocks) await this.run(`insert into raw_events format JSONEachRow\n${block}`);
    const seconds = (performance.now() - began) / 1000;
    await this.run("drop table raw_events");
    return lines.length / seconds;
  }

  /** Keys of some of the people, who are visitors, and whose events lie in every month. */
  async people(count: number): Promise<string[]> {
    const lines = await this.run(`select distinct toString(identifier_key) from events limit ${count}`, "TSV");
    return lines.trimEnd().split("\n");
  }

  close(): void {
    this.#session.close();
  }
}

export async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    const began = performance.now();
    await work();
    if (run > 0) times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

/** Milliseconds of each question, asked of the engine itself. */
export type Raw = Awaited<ReturnType<typeof measureRaw>>;

export async function measureRaw(engine: RawEngine, workspace: string, until: Date) {
  const since = (days: number) => new Date(until.getTime() - days * 86_400_000);
  const year = since(364);
  return {
    nps: await engine.time(rawNps(workspace, year)),
    journey: await engine.time(rawJourney(workspace, year)),
    retention: await engine.time(rawRetention(workspace, year)),
    funnel: await engine.time(rawFunnel(workspace, year)),
    paths: await engine.time(rawPaths(workspace, year)),
    follows: await engine.time(rawFollows(workspace, year)),
    segment: await engine.time(rawSegment(workspace, since(30))),
  };
}

// The best we know to write by hand for data that is known to hold no repeats and no stitched people.

function rawNps(workspace: string, from: Date): Sql {
  return sql`
    select channel, toMonday(timestamp) as week, countIf(feedback_score >= 9), countIf(feedback_score <= 6), count()
    from events
    where workspace = ${typed.uuid(workspace)} and event = 'Feedback Received' and feedback_type = 'nps' and timestamp >= ${from}
    group by channel, week`;
}

function rawJourney(workspace: string, from: Date): Sql {
  return sql`
    select arrayJoin(range(1, level + 1)) as step, count() from (
      select identifier_key, windowFunnel(2592000000)(toUInt64(toUnixTimestamp64Milli(timestamp)),
        event = ${steps[0] ?? ""}, event = ${steps[1] ?? ""}, event = ${steps[2] ?? ""}, event = ${steps[3] ?? ""},
        event = ${steps[4] ?? ""}, event = ${steps[5] ?? ""}, event = ${steps[6] ?? ""}, event = ${steps[7] ?? ""},
        event = ${steps[8] ?? ""}, event = ${steps[9] ?? ""}) as level
      from events where workspace = ${typed.uuid(workspace)} and timestamp >= ${from} and event in ${steps}
      group by identifier_key)
    group by step`;
}

function rawRetention(workspace: string, from: Date): Sql {
  return sql`
    select cohort, later - cohort as after, count() from (
      select identifier_key, arraySort(groupUniqArray(toRelativeMonthNum(timestamp))) as months, months[1] as cohort, arrayJoin(months) as later
      from events where workspace = ${typed.uuid(workspace)} and timestamp >= ${from}
      group by identifier_key)
    group by cohort, after`;
}

/** People's events in order, as one number each: the time and, in four bits, which of `steps` it is. */
function rawLogs(workspace: string, from: Date): Sql {
  return sql`
    select arraySort(groupArray(toUnixTimestamp64Milli(timestamp) * 16 + indexOf(${steps}, event))) as log
    from events where workspace = ${typed.uuid(workspace)} and timestamp >= ${from} group by identifier_key`;
}

function rawPaths(workspace: string, from: Date): Sql {
  return sql`
    select place, node, next, count(), quantilesExact(0.5, 0.9)(later - time)
    from (
      select arraySlice(log, arrayFirstIndex(each -> each % 16 = 1, log), 6) as walk, arrayMap(each -> each % 16, walk) as nodes,
        arrayMap(each -> intDiv(each, 16), walk) as times
      from (${rawLogs(workspace, from)}) where arrayExists(each -> each % 16 = 1, log))
    array join arrayEnumerate(nodes) as place, nodes as node, arrayShiftLeft(nodes, 1) as next, times as time, arrayShiftLeft(times, 1) as later
    group by place, node, next`;
}

function rawFollows(workspace: string, from: Date): Sql {
  return sql`
    select node, next, count(), quantilesExact(0.5, 0.9)(later - time)
    from (select arrayMap(each -> each % 16, log) as nodes, arrayMap(each -> intDiv(each, 16), log) as times from (${rawLogs(workspace, from)}))
    array join nodes as node, arrayShiftLeft(nodes, 1) as next, times as time, arrayShiftLeft(times, 1) as later
    group by node, next`;
}

/** Counts only, of the first five steps: no times on the way. */
function rawFunnel(workspace: string, from: Date): Sql {
  const five = steps.slice(0, 5);
  return sql`
    select arrayJoin(range(1, level + 1)) as step, count() from (
      select identifier_key, windowFunnel(2592000000)(toUInt64(toUnixTimestamp64Milli(timestamp)),
        event = ${five[0] ?? ""}, event = ${five[1] ?? ""}, event = ${five[2] ?? ""}, event = ${five[3] ?? ""},
        event = ${five[4] ?? ""}) as level
      from events where workspace = ${typed.uuid(workspace)} and timestamp >= ${from} and event in ${five}
      group by identifier_key)
    group by step`;
}

/** Whoever viewed a product three times since. */
function rawSegment(workspace: string, since: Date): Sql {
  return sql`
    select count() from (
      select identifier_key from events
      where workspace = ${typed.uuid(workspace)} and event = ${steps[3] ?? ""} and timestamp >= ${since}
      group by identifier_key having count() >= 3)`;
}
