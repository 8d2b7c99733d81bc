import type { ExploreStep } from "../../contracts/understand/explore.ts";
import type { FunnelQuery } from "../../contracts/understand/funnel.ts";
import type { PathsQuery } from "../../contracts/understand/paths.ts";
import type { ProcessQuery } from "../../contracts/understand/process.ts";
import type { RetentionQuery } from "../../contracts/understand/retention.ts";
import {
  condition,
  exclusion,
  field,
  flag,
  listOf,
  naming,
  oneOf,
  type Reader,
  step,
  traceBy,
  whole,
} from "./read-parts.ts";

/**
 * A query while somebody words it, as it stands in the address: the query to the API without period, zone and
 * comparison, which the page's bar holds. It may be unfinished: a funnel of one step, paths from nowhere yet.
 */
interface Drafts {
  funnel: Omit<FunnelQuery, "period" | "timezone" | "interval" | "compare">;
  retention: Omit<RetentionQuery, "period" | "timezone">;
  paths: Omit<PathsQuery, "anchor" | "period" | "timezone"> & {
    from?: ExploreStep | undefined;
    to?: ExploreStep | undefined;
  };
  process: Omit<ProcessQuery, "period" | "timezone">;
}

export type QueryKind = keyof Drafts;
export type Draft<K extends QueryKind> = Drafts[K];

/** How a part is read, and what it is where the address says nothing: what the contract takes for it too. */
interface Part<T> {
  read: Reader<T>;
  fresh: T;
}
type Parts<D> = { [Name in keyof D]-?: Part<D[Name]> };

const part = <T>(read: Reader<T>, fresh: NoInfer<T>): Part<T> => ({ read, fresh });
const perhaps = <T>(read: Reader<T>): Part<T | undefined> => ({ read, fresh: undefined });

const kinds: { [K in QueryKind]: Parts<Drafts[K]> } = {
  funnel: {
    steps: part(listOf(step, 0, 20), []),
    order: part(oneOf("ordered", "strict", "unordered"), "ordered"),
    windowSeconds: part(whole(1, 730 * 86_400), 7 * 86_400),
    counting: part(oneOf("first", "every"), "first"),
    exclusions: part(listOf(exclusion, 0, 5), []),
    filter: perhaps(condition),
    breakdown: perhaps(field),
  },
  retention: {
    start: perhaps(condition),
    return: perhaps(condition),
    starts: part(oneOf("first", "any"), "first"),
    interval: part(oneOf("day", "week", "month"), "week"),
    intervals: part(whole(1, 52), 12),
    kind: part(oneOf("classic", "rolling", "cumulative", "bracket"), "classic"),
    brackets: part(listOf(whole(1, 366), 1, 12), [1, 3, 7, 14, 30]),
    filter: perhaps(condition),
    breakdown: perhaps(field),
  },
  paths: {
    from: perhaps(step),
    to: perhaps(step),
    naming: part(naming, { by: "event" }),
    columns: part(whole(3, 20), 6),
    mergeRepeats: part(flag, false),
    gapMinutes: part(whole(1, 525_600), 30),
    nodes: part(whole(2, 20), 8),
    filter: perhaps(condition),
  },
  process: {
    traceBy: part(traceBy, { by: "person" }),
    naming: part(naming, { by: "event" }),
    mergeRepeats: part(flag, false),
    minimumTraces: part(whole(1, 1_000_000), 1),
    entropyOver: perhaps(oneOf("variants", "traces")),
    filter: perhaps(condition),
  },
};

interface Read<K extends QueryKind> {
  draft: Draft<K>;
  /** Parts of the address that made no sense and were left out, so that a link with a typo still opens. */
  dropped: string[];
}

/** Reads a query out of the address, part by part. */
export function readDraft<K extends QueryKind>(kind: K, q: object | undefined): Read<K> {
  const parts = new Map<string, Part<unknown>>(Object.entries(kinds[kind]));
  const given = new Map<string, unknown>(Object.entries(q ?? {}).filter(([, value]) => value !== undefined));
  const dropped = [...given.keys()].filter((name) => !parts.has(name));
  const read: Record<string, unknown> = {};
  for (const [name, { read: reader, fresh }] of parts) {
    const value = given.has(name) ? reader(given.get(name)) : fresh;
    if (value === undefined && given.has(name)) dropped.push(name);
    const kept = value ?? fresh;
    if (kept !== undefined) read[name] = kept;
  }
  return { draft: read as unknown as Draft<K>, dropped };
}

/** The query as it goes into the address: without what is the same in every fresh query. */
export function writeDraft<K extends QueryKind>(kind: K, draft: Draft<K>): object | undefined {
  const parts = new Map<string, Part<unknown>>(Object.entries(kinds[kind]));
  const said = Object.entries(draft).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(parts.get(name)?.fresh),
  );
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}
