import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { Definition, MetricRef, QueryInput } from "../../contracts/understand/metrics.ts";
import { request } from "../session/api.ts";
import type { Unit } from "../ui/format.ts";

export const metricsQuery = queryOptions({
  queryKey: ["metrics"],
  // Kept as it was answered: pages that share a key must find the same shape under it.
  queryFn: ({ signal }) => request("GET /api/v1/metrics", { signal }),
  select: ({ items }) => items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** So many queries of a page run at once; the others wait, so that one page does not take the whole server. */
const atOnce = 4;
let running = 0;
const waiting: (() => void)[] = [];

export async function inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export const answerQuery = (query: QueryInput) =>
  queryOptions({
    queryKey: ["query", query],
    queryFn: ({ signal }) => inTurn(signal, () => request("POST /api/v1/query", { body: query, signal })),
  });

/** The answer to a query; while another period is on its way, the last answer stays. */
export function useAnswer(query: QueryInput, enabled = true) {
  return useQuery({ ...answerQuery(query), placeholderData: keepPreviousData, enabled });
}

export interface Meaning {
  definition: Definition;
  /** Of the variant asked for. */
  unit: Unit;
  variant: Definition["variants"][number] | undefined;
}

/** What a metric asked for means; undefined for a name that this system does not know. */
export function meaningOf(definitions: readonly Definition[], ref: MetricRef | undefined): Meaning | undefined {
  const definition = definitions.find(({ metric }) => metric === ref?.metric);
  if (!definition) return undefined;
  const variant = definition.variants.find(({ name }) => name === ref?.variant) ?? definition.variants[0];
  return { definition, unit: variant?.unit ?? definition.unit, variant };
}
