import type { z } from "zod";
import type { Api } from "../contracts/api.ts";
import type { FunnelQuestionInput } from "../contracts/funnel.ts";
import type { Answer, QuestionInput } from "../contracts/metrics.ts";
import type { PathsQuestionInput } from "../contracts/paths.ts";
import type { ProcessQuestionInput } from "../contracts/process.ts";
import { command, UsageError } from "./command.ts";
import { openTarget, type Target, targetArgs } from "./target.ts";

export const query = command({
  description:
    'Ask one question: a JSON file as POST /api/v1/query takes it, or { "funnel" | "paths" | "process" | "retention": … }; - for standard input.',
  args: {
    file: { type: "positional", required: true, description: "File with the question; - reads standard input" },
    ...targetArgs,
    json: { type: "boolean", description: "Print the whole answer as JSON" },
  },
  examples: [
    "query --data DIR nps.json",
    `query --url http://127.0.0.1:3400 --key KEY nps.json --json`,
    `query --data DIR - <<< '{"metrics":[{"metric":"nps"}],"breakdowns":["channel"],"compare":"previous_period"}'`,
  ],
  async run({ file, json, ...where }) {
    const question = await readQuestion(file);
    const target = await openTarget(where);
    try {
      const { answer, table } = await answered(target, question);
      console.info(json ? JSON.stringify(answer) : await table());
    } finally {
      await target.close();
    }
  },
});

export function ask(target: Target, question: QuestionInput): Promise<Answer> {
  return target.request("POST /api/v1/query", { body: question });
}

/** What a file may hold: a question about metrics as it is, or one of the others under its name. */
type Asked =
  | QuestionInput
  | { funnel: FunnelQuestionInput }
  | { paths: PathsQuestionInput }
  | { process: ProcessQuestionInput }
  | { retention: z.input<Api["queryRetention"]["body"]> };

/** The answer, and how it is shown to people. */
async function answered(target: Target, asked: Asked): Promise<{ answer: object; table: () => Promise<string> }> {
  const tables = () => import("./explore-table.ts");
  if ("funnel" in asked) {
    const answer = await target.request("POST /api/v1/query/funnel", { body: asked.funnel });
    return { answer, table: async () => (await tables()).funnelTable(answer) };
  }
  if ("paths" in asked) {
    const answer = await target.request("POST /api/v1/query/paths", { body: asked.paths });
    return { answer, table: async () => (await tables()).pathsTable(answer) };
  }
  if ("process" in asked) {
    const answer = await target.request("POST /api/v1/query/process", { body: asked.process });
    return { answer, table: async () => (await tables()).processTable(answer) };
  }
  if ("retention" in asked) {
    const answer = await target.request("POST /api/v1/query/retention", { body: asked.retention });
    return { answer, table: async () => (await tables()).retentionTable(answer) };
  }
  const answer = await ask(target, asked);
  return { answer, table: async () => (await import("./answer-table.ts")).answerTable(answer, asked) };
}

const KINDS = ["funnel", "paths", "process", "retention"];

async function readQuestion(file: string): Promise<Asked> {
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
