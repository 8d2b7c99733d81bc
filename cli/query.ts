import type { z } from "zod";
import type { Api } from "../contracts/api.ts";
import type { AnyQuery } from "../contracts/understand/any-query.ts";
import type { ConsistencyQuery } from "../contracts/understand/consistency.ts";
import type { DiscoveryQueryInput } from "../contracts/understand/discovery.ts";
import type { SavedAnswer } from "../contracts/understand/saved-queries.ts";
import { command, UsageError } from "./command.ts";
import { findNamed } from "./find-named.ts";
import { type Target, targetArgs, within } from "./target.ts";

export const query = command({
  description:
    'Ask one query: a JSON file as POST /api/v1/query takes it, or { "funnel" | "retention" | "paths" | "process" | "consistency" | "conformance" | "discover": … }, - for standard input; or a saved one by its name.',
  args: {
    file: { type: "positional", required: false, description: "File with the query; - reads standard input" },
    saved: { type: "string", valueHint: "NAME", description: "Name or id of a saved query, instead of a file" },
    ...targetArgs,
    json: { type: "boolean", description: "Print the whole answer as JSON" },
  },
  examples: [
    "query --data DIR nps.json",
    "query --url http://127.0.0.1:3400 --key KEY nps.json --json",
    `query --data DIR - <<< '{"metrics":[{"metric":"nps"}],"breakdowns":["channel"],"compare":"previous_period"}'`,
    `query --data DIR - <<< '{"conformance":{"journey":"First order"}}'`,
    'query --data DIR --saved "From a product to an order"',
  ],
  async run({ file, saved, json, ...where }) {
    if ((file === undefined) === (saved === undefined))
      throw new UsageError("Name a FILE with the query, - for standard input, or a saved one with --saved NAME.");
    const query = file === undefined ? null : await readQuery(file);
    await within(where, async (target) => {
      const { answer, table } = query ? await answered(target, query) : await savedAnswer(target, saved ?? "");
      console.info(json ? JSON.stringify(answer) : await table());
    });
  },
});

/** What a file may hold: what can be saved, and queries that judge a metric or a map, or propose one. */
type Asked =
  | AnyQuery
  | { consistency: Partial<ConsistencyQuery> & Pick<ConsistencyQuery, "metric"> }
  | { conformance: { journey?: string } & z.input<Api["checkConformance"]["body"]> }
  | { discover: DiscoveryQueryInput };

/** The answer, and how it is shown to people. */
interface Shown {
  answer: object;
  table: () => Promise<string>;
}

const KINDS = ["funnel", "retention", "paths", "process", "consistency", "conformance", "discover"];

async function answered(target: Target, asked: Asked): Promise<Shown> {
  const { request } = target;
  if ("funnel" in asked)
    return shown({ kind: "funnel", answer: await request("POST /api/v1/query/funnel", { body: asked.funnel }) }, asked);
  if ("retention" in asked) {
    const answer = await request("POST /api/v1/query/retention", { body: asked.retention });
    return shown({ kind: "retention", answer }, asked);
  }
  if ("paths" in asked)
    return shown({ kind: "paths", answer: await request("POST /api/v1/query/paths", { body: asked.paths }) }, asked);
  if ("process" in asked) {
    const answer = await request("POST /api/v1/query/process", { body: asked.process });
    return shown({ kind: "process", answer }, asked);
  }
  if ("consistency" in asked) {
    const answer = await request("POST /api/v1/query/consistency", { body: asked.consistency });
    return { answer, table: async () => (await import("./judge-table.ts")).consistencyTable(answer) };
  }
  if ("conformance" in asked) {
    const { journey, ...body } = asked.conformance;
    if (!journey)
      throw new UsageError('conformance needs the journey, by id or name: {"conformance":{"journey":"First order"}}.');
    const { items } = await request("GET /api/v1/journeys", {});
    const { id } = findNamed("journey", items, journey);
    const [answer, { document }] = await Promise.all([
      request("POST /api/v1/journeys/:id/conformance", { params: { id }, body }),
      request("GET /api/v1/journeys/:id", { params: { id } }),
    ]);
    return { answer, table: async () => (await import("./judge-table.ts")).conformanceTable(answer, document) };
  }
  if ("discover" in asked) {
    const answer = await request("POST /api/v1/journeys/discover", { body: asked.discover });
    return { answer, table: async () => (await import("./explore-table.ts")).discoveryTable(answer) };
  }
  return shown({ kind: "metrics", answer: await request("POST /api/v1/query", { body: asked }) }, asked);
}

async function savedAnswer({ request }: Target, name: string): Promise<Shown> {
  const { items } = await request("GET /api/v1/saved-queries", {});
  const { id, query } = findNamed("saved query", items, name);
  return shown(await request("POST /api/v1/saved-queries/:id/answer", { params: { id }, body: {} }), query);
}

function shown(read: SavedAnswer, query: AnyQuery): Shown {
  const tables = () => import("./explore-table.ts");
  switch (read.kind) {
    case "metrics": {
      const asked = "metrics" in query ? query : {};
      return {
        answer: read.answer,
        table: async () => (await import("./answer-table.ts")).answerTable(read.answer, asked),
      };
    }
    case "funnel":
      return { answer: read.answer, table: async () => (await tables()).funnelTable(read.answer) };
    case "retention":
      return { answer: read.answer, table: async () => (await tables()).retentionTable(read.answer) };
    case "paths":
      return { answer: read.answer, table: async () => (await tables()).pathsTable(read.answer) };
    case "process":
      return { answer: read.answer, table: async () => (await tables()).processTable(read.answer) };
  }
}

async function readQuery(file: string): Promise<Asked> {
  const { readFile } = await import("node:fs/promises");
  const { text } = await import("node:stream/consumers");
  const source = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  const name = file === "-" ? "Standard input" : file;
  let read: unknown;
  try {
    read = JSON.parse(source);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`);
  }
  const keys = typeof read === "object" && read !== null ? Object.keys(read) : [];
  if (keys.length > 1 && keys.some((key) => KINDS.includes(key)))
    throw new UsageError(`${name} holds ${keys.join(" and ")}; one of ${KINDS.join(", ")} stands alone.`);
  // The server checks it against the contract and names what does not fit.
  return read as Asked;
}
