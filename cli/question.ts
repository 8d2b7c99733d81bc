import { readFile } from "node:fs/promises";
import type { NewQuestion, Question } from "../contracts/collect/questions.ts";
import { questionDirections, questionKindNames, questionKinds } from "../contracts/words/question-kinds.ts";
import { command, UsageError } from "./command.ts";
import { findNamed } from "./find-named.ts";
import { plainName } from "./plain-name.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const scaleOf = ({ low, high }: Question) => `${low} to ${high}`;

export const listQuestions = command({
  description: "List the library of questions.",
  args: { ...targetArgs, json },
  examples: ["question list --data DIR", "question list --url http://127.0.0.1:3400 --key KEY --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const { items } = await request("GET /api/v1/questions", {});
      if (json) return console.info(JSON.stringify(items));
      const { default: Table } = await import("cli-table3");
      const table = new Table({
        head: ["key", "name", "kind", "scale", "replaced by"],
        style: { head: [], border: [], compact: true },
      });
      for (const each of items)
        table.push([
          ...[plainName(each.key), plainName(each.name), each.kind, scaleOf(each)],
          plainName(each.replacedBy?.name ?? ""),
        ]);
      console.info(table.toString());
    }),
});

export const showQuestion = command({
  description: "Show one question of the library.",
  args: {
    question: { type: "positional", required: true, description: "Name or id of the question" },
    ...targetArgs,
    json,
  },
  examples: ['question show "Ease of ordering" --data DIR'],
  run: async ({ question, json, ...where }) =>
    within(where, async ({ request }) => {
      const found = findNamed("question", (await request("GET /api/v1/questions", {})).items, question);
      if (json) return console.info(JSON.stringify(found));
      const { key, name, kind, direction, metric, wordings, replaces, replacedBy } = found;
      console.info(`${plainName(name)} (${plainName(key)})`);
      console.info(`${kind}, ${scaleOf(found)}, ${direction} is better; feeds ${metric ?? "no metric"}`);
      if (replaces) console.info(`replaces ${plainName(replaces.name)} since ${replaces.from}`);
      if (replacedBy) console.info(`replaced by ${plainName(replacedBy.name)} since ${replacedBy.from}`);
      for (const [language, { text, low, high }] of Object.entries(wordings))
        console.info(`${language}: ${[text, low, high].filter(Boolean).map(plainName).join(" · ")}`);
    }),
});

export const createQuestion = command({
  description: "Add a question to the library.",
  args: {
    name: { type: "positional", required: true, description: 'What your team calls it, such as "Ease of ordering"' },
    kind: { type: "string", required: true, valueHint: "KIND", description: questionKindNames.join(", ") },
    text: { type: "string", required: true, valueHint: "TEXT", description: "What is asked" },
    language: { type: "string", valueHint: "LANGUAGE", description: "Of the text; en when absent" },
    "question-key": {
      type: "string",
      valueHint: "KEY",
      description: "What answers carry as field_id; the name when absent",
    },
    low: { type: "string", valueHint: "N", description: "Lowest value; that of the kind's usual scale when absent" },
    high: { type: "string", valueHint: "N", description: "Highest value; likewise" },
    direction: { type: "string", valueHint: "END", description: "The good end: higher (when absent) or lower" },
    replaces: { type: "string", valueHint: "QUESTION", description: "Name or id of the one whose place it takes" },
    ...targetArgs,
    json,
  },
  examples: [
    'question create "Ease of ordering" --kind ces --text "How easy was it to order?" --question-key ease --data DIR',
  ],
  run: async ({ name, text, language = "en", kind, low, high, direction, replaces, json, ...rest }) => {
    const { "question-key": key = name, ...where } = rest;
    const chosen = oneOf("--kind", questionKindNames, kind);
    const [[first, last]] = questionKinds[chosen].scales ?? [[1, 5]];
    const body: NewQuestion = {
      ...{ name, key, kind: chosen, description: "", replaces: null },
      low: low === undefined ? first : Number(low),
      high: high === undefined ? last : Number(high),
      direction: oneOf("--direction", questionDirections, direction ?? "higher"),
      wordings: { [language]: { text, low: "", high: "" } },
    };
    await within(where, async ({ request }) => {
      const before =
        replaces === undefined
          ? null
          : findNamed("question", (await request("GET /api/v1/questions", {})).items, replaces).id;
      const added = await request("POST /api/v1/questions", { body: { ...body, replaces: before } });
      console.info(json ? JSON.stringify(added) : added.id);
    });
  },
});

export const importQuestions = command({
  description: "Add the questions of a JSON file that the library lacks, by key.",
  args: {
    file: {
      type: "positional",
      required: true,
      description: "A list of questions, such as question list --json prints",
    },
    "dry-run": { type: "boolean", description: "Say how many are new, and change nothing" },
    ...targetArgs,
    json,
  },
  examples: ["question import questions.json --data DIR", "question import questions.json --dry-run --data DIR"],
  run: async ({ file, "dry-run": dryRun = false, json, ...where }) => {
    const read = listIn(await readFile(file, "utf8"), file);
    // A question that another program holds replaces one by an id of that program's.
    const questions = read.map((each) => ({ ...each, replaces: null }));
    await within(where, async ({ request }) => {
      const counts = await request("POST /api/v1/questions/import", { body: { questions, dryRun } });
      if (json) return console.info(JSON.stringify(counts));
      console.info(`${counts.created} new, ${counts.unchanged} as they are`);
    });
  },
});

function listIn(text: string, file: string): NewQuestion[] {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read)) return read;
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} is not a JSON list of questions.`);
}

function oneOf<V extends string>(flag: string, all: readonly V[], given: string): V {
  const found = all.find((each) => each === given);
  if (!found) throw new UsageError(`${flag} takes ${all.join(", ")}, not ${given}.`);
  return found;
}
