import { z } from "zod";
import { funnelQuestion } from "./funnel.ts";
import { question } from "./metrics.ts";
import { pathsQuestion } from "./paths.ts";
import { processQuestion } from "./process.ts";
import { retentionQuestion } from "./retention.ts";

const questions = {
  metrics: question,
  funnel: funnelQuestion,
  retention: retentionQuestion,
  paths: pathsQuestion,
  process: processQuestion,
};

export const questionKind = z.enum(["metrics", "funnel", "retention", "paths", "process"]);
export type QuestionKind = z.infer<typeof questionKind>;
type Named = Exclude<QuestionKind, "metrics">;

/**
 * Any question, as people write it into a file: one about metrics as it is, every other under the name of its kind, such
 * as `{ "funnel": { "steps": [ … ] } }`.
 */
export type AnyQuestion =
  | z.input<typeof question>
  | { [K in Named]: { [N in K]: z.input<(typeof questions)[N]> } }[Named];

/** A question with its kind, and what it leaves open filled in. */
export type ReadQuestion = {
  [K in QuestionKind]: { kind: K; question: z.output<(typeof questions)[K]> };
}[QuestionKind];

interface Fault {
  path: PropertyKey[];
  message: string;
}

/** Which kind of question was written: by the one name it stands under. */
export function kindOf(written: object): QuestionKind {
  const [only, more] = Object.keys(written);
  const named = questionKind.options.find((kind) => kind !== "metrics" && kind === only);
  return named !== undefined && more === undefined ? named : "metrics";
}

/** Reads what was written, or says what is wrong with it and where. */
export function readQuestion(written: unknown): ReadQuestion | { faults: Fault[] } {
  if (typeof written !== "object" || written === null || Array.isArray(written))
    return { faults: [{ path: [], message: 'A question is an object, such as { "metrics": [{ "metric": "nps" }] }' }] };
  const mixed = Object.keys(written).filter((key) => questionKind.options.some((kind) => kind === key));
  if (mixed.length > 1)
    return { faults: [{ path: [], message: `It holds ${mixed.join(" and ")}; each kind of question stands alone` }] };
  const kind = kindOf(written);
  const [path, asked]: [PropertyKey[], unknown] =
    kind === "metrics" ? [[], written] : [[kind], Object.entries(written)[0]?.[1]];
  const read = questions[kind].safeParse(asked);
  if (read.success) return { kind, question: read.data } as ReadQuestion;
  return { faults: read.error.issues.map((issue) => ({ path: [...path, ...issue.path], message: issue.message })) };
}

const stored = z.record(z.string(), z.unknown()).meta({
  id: "AnyQuestion",
  description:
    "A question as POST /api/v1/query takes it, or one of { funnel }, { retention }, { paths }, { process } with a question as POST /api/v1/query/… of that name takes it.",
  examples: [{ metrics: [{ metric: "nps" }], period: { last: 30, unit: "day" } }],
});

/** In an answer: it was checked when it came in. */
export const storedQuestion = stored as unknown as z.ZodType<AnyQuestion, AnyQuestion>;

/** Takes a question of any kind and hands it on as it was written; a fault is reported at its own path. */
export const anyQuestion = z.preprocess((value: AnyQuestion, context): AnyQuestion => {
  const read = readQuestion(value);
  if ("faults" in read)
    for (const { path, message } of read.faults) context.addIssue({ code: "custom", path, message });
  return value;
}, storedQuestion);
