import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { Definition, MetricRef, QueryInput } from "../../contracts/understand/metrics.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { request } from "../session/api.ts";
import type { Unit } from "../ui/format.ts";
import { askTogether } from "./ask-together.ts";

export const metricsQuery = queryOptions({
  queryKey: ["metrics"],
  // Kept as it was answered: pages that share a key must find the same shape under it.
  queryFn: ({ signal }) => request("GET /api/v1/metrics", { signal }),
  select: ({ items }) => items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The definition of a metric in the reader's language; undefined until it is known. */
export function useDefinition(metric: string | undefined): Definition | undefined {
  return useMetricWords(useQuery(metricsQuery).data)?.find((each) => each.metric === metric);
}

export const answerQuery = (query: QueryInput) =>
  queryOptions({
    queryKey: ["query", query],
    queryFn: async ({ signal }) => {
      const { kind, answer } = await askTogether({ query }, signal);
      if (kind !== "metrics") throw new TypeError(`A query about metrics was answered as ${kind}.`);
      return answer;
    },
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
