import { z } from "zod";
import { type Fault, fault, faultOfIssue } from "../fault-of-issue.ts";
import { funnelQuery } from "./funnel.ts";
import { query } from "./metrics.ts";
import { pathsQuery } from "./paths.ts";
import { processQuery } from "./process.ts";
import { retentionQuery } from "./retention.ts";

const queries = {
  metrics: query,
  funnel: funnelQuery,
  retention: retentionQuery,
  paths: pathsQuery,
  process: processQuery,
};

export const queryKind = z.enum(["metrics", "funnel", "retention", "paths", "process"]);
export type QueryKind = z.infer<typeof queryKind>;
type Named = Exclude<QueryKind, "metrics">;

/**
 * Any query, as people write it into a file: one about metrics as it is, every other under the name of its kind, such
 * as `{ "funnel": { "steps": [ … ] } }`.
 */
export type AnyQuery = z.input<typeof query> | { [K in Named]: { [N in K]: z.input<(typeof queries)[N]> } }[Named];

/** A query with its kind, and what it leaves open filled in. */
export type ReadQuery = {
  [K in QueryKind]: { kind: K; query: z.output<(typeof queries)[K]> };
}[QueryKind];

interface Misread extends Fault {
  path: PropertyKey[];
  message: string;
}

/** Which kind of query was written: by the one name it stands under. */
export function kindOf(written: object): QueryKind {
  const [only, more] = Object.keys(written);
  const named = queryKind.options.find((kind) => kind !== "metrics" && kind === only);
  return named !== undefined && more === undefined ? named : "metrics";
}

/** Reads what was written, or says what is wrong with it and where. */
export function readQuery(written: unknown): ReadQuery | { faults: Misread[] } {
  if (typeof written !== "object" || written === null || Array.isArray(written))
    return misread('A query is an object, such as { "metrics": [{ "metric": "nps" }] }');
  const mixed = Object.keys(written).filter((key) => queryKind.options.some((kind) => kind === key));
  if (mixed.length > 1) return misread(`It holds ${mixed.join(" and ")}; each kind of query stands alone`);
  const kind = kindOf(written);
  const [path, asked]: [PropertyKey[], unknown] =
    kind === "metrics" ? [[], written] : [[kind], Object.entries(written)[0]?.[1]];
  const read = queries[kind].safeParse(asked, { reportInput: true });
  if (read.success) return { kind, query: read.data } as ReadQuery;
  const faults = read.error.issues.map((issue) => ({
    ...faultOfIssue(issue),
    path: [...path, ...issue.path],
    message: issue.message,
  }));
  return { faults };
}

function misread(message: string): { faults: Misread[] } {
  return { faults: [{ path: [], message, code: "invalid", values: {} }] };
}

const stored = z.record(z.string(), z.unknown()).meta({
  id: "AnyQuery",
  description:
    "A query as POST /api/v1/query takes it, or one of { funnel }, { retention }, { paths }, { process } with a query as POST /api/v1/query/… of that name takes it.",
  examples: [{ metrics: [{ metric: "nps" }], period: { last: 30, unit: "day" } }],
});

/** In an answer: it was checked when it came in. */
export const storedQuery = stored as unknown as z.ZodType<AnyQuery, AnyQuery>;

/** Takes a query of any kind and hands it on as it was written; a fault is reported at its own path. */
export const anyQuery = z.preprocess((value: AnyQuery, context): AnyQuery => {
  const read = readQuery(value);
  if ("faults" in read)
    for (const { path, message, code, values } of read.faults)
      context.addIssue({ code: "custom", path, ...fault(code, message, values) });
  return value;
}, storedQuery);
