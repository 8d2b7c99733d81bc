import type { Condition } from "../../../contracts/log/conditions.ts";
import { type ReadQuery, readQuery } from "../../../contracts/understand/any-query.ts";
import type { Asking, SavedAnswer } from "../../../contracts/understand/saved-queries.ts";
import type { Context } from "../../platform/context.ts";
import { problem } from "../../platform/http/problem.ts";
import { answerFunnel, answerPaths, answerProcess, answerRetention } from "../explore/explore.ts";
import { answerQuery } from "../metrics/metrics.ts";
import { refusePicking } from "../people/people.ts";
import { getSavedQuery } from "./read-saved-queries.ts";

/** Asks a saved query as of now. @throws 404, 403, 400 for what it refers to and is not there any more */
export async function answerSavedQuery(
  ctx: Context,
  id: string,
  asking: Asking,
  signal?: AbortSignal,
): Promise<SavedAnswer> {
  const { query: written } = await getSavedQuery(ctx, id);
  // Whoever wrote it was allowed to; whoever asks it may not be.
  refusePicking(ctx, written);
  refusePicking(ctx, asking);
  return answerRead(ctx, read(written, "saved_query_outdated"), asking, signal);
}

/** Asks a query of any kind, as people write it. @throws 403, 400 for what is wrong with it */
export function answerWritten(ctx: Context, written: object, signal?: AbortSignal): Promise<SavedAnswer> {
  refusePicking(ctx, written);
  return answerRead(ctx, read(written, "invalid_query"), {}, signal);
}

function read(written: object, otherwise: "invalid_query" | "saved_query_outdated"): ReadQuery {
  const found = readQuery(written);
  if (!("faults" in found)) return found;
  const fields = found.faults.map(({ path, message, code, values }) => ({
    path: path.map(String).join("."),
    reason: message,
    code,
    values,
  }));
  throw problem(otherwise, {}, { fields });
}

async function answerRead(
  ctx: Context,
  asked: ReadQuery,
  asking: Asking,
  signal: AbortSignal | undefined,
): Promise<SavedAnswer> {
  switch (asked.kind) {
    case "metrics": {
      const query = { ...compared(asked.query, asking), ...seriesOf(asked.query, asking) };
      return { kind: asked.kind, answer: await answerQuery(ctx, query, signal) };
    }
    case "funnel": {
      const query = { ...compared(asked.query, asking), ...seriesOf(asked.query, asking) };
      return { kind: asked.kind, answer: await answerFunnel(ctx, query, signal) };
    }
    case "retention":
      return { kind: asked.kind, answer: await answerRetention(ctx, framed(asked.query, asking), signal) };
    case "paths":
      return { kind: asked.kind, answer: await answerPaths(ctx, framed(asked.query, asking), signal) };
    case "process":
      return { kind: asked.kind, answer: await answerProcess(ctx, framed(asked.query, asking), signal) };
  }
}

interface Framed {
  period: Exclude<Asking["period"], undefined>;
  timezone?: string | undefined;
  filter?: Condition | undefined;
}

/** The query in the period and zone in which it is asked this once, narrowed by what is asked beside it. */
function framed<Q extends Framed>(query: Q, { period, timezone, filter }: Asking): Q {
  const filters = [query.filter, filter].filter((each) => each !== undefined);
  return {
    ...query,
    period: period ?? query.period,
    timezone: timezone ?? query.timezone,
    filter: filters.length > 1 ? { all: filters } : filters[0],
  };
}

function compared<Q extends Framed & { compare?: unknown }>(query: Q, asking: Asking): Q {
  const compare = asking.compare ?? query.compare;
  return { ...framed(query, asking), compare: compare === "none" ? undefined : compare };
}

function seriesOf<Q extends { interval?: Asking["interval"] }>({ interval }: Q, asking: Asking) {
  return { interval: interval && (asking.interval ?? interval) };
}
