import type { Answer, QuestionInput } from "../contracts/metrics.ts";
import { command, UsageError } from "./command.ts";
import { openTarget, type Target, targetArgs } from "./target.ts";

export const query = command({
  description: "Ask one question: a JSON file as POST /api/v1/query takes it, or - for standard input.",
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
      const answer = await ask(target, question);
      if (json) console.info(JSON.stringify(answer));
      else console.info(await (await import("./answer-table.ts")).answerTable(answer, question));
    } finally {
      await target.close();
    }
  },
});

export function ask(target: Target, question: QuestionInput): Promise<Answer> {
  return target.request("POST /api/v1/query", { body: question });
}

async function readQuestion(file: string): Promise<QuestionInput> {
  const { readFile } = await import("node:fs/promises");
  const { text } = await import("node:stream/consumers");
  const source = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  try {
    // The server checks it against the contract and names what does not fit.
    return JSON.parse(source) as QuestionInput;
  } catch (error) {
    const name = file === "-" ? "Standard input" : file;
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`);
  }
}
