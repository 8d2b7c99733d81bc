import type { Condition } from "../../../contracts/log/conditions.ts";
import { readQuestion } from "../../../contracts/understand/any-question.ts";
import type { Asking, SavedAnswer } from "../../../contracts/understand/saved-questions.ts";
import type { Context } from "../../platform/context.ts";
import { badRequest } from "../../platform/http/problem.ts";
import { answerFunnel, answerPaths, answerProcess, answerRetention } from "../explore/explore.ts";
import { answerQuestion } from "../metrics/metrics.ts";
import { refusePicking } from "../people/people.ts";
import { getSavedQuestion } from "./read-saved-questions.ts";

/** Asks a saved question as of now. @throws 404, 403, 400 for what it refers to and is not there any more */
export async function answerSavedQuestion(
  ctx: Context,
  id: string,
  asking: Asking,
  signal?: AbortSignal,
): Promise<SavedAnswer> {
  const { question: written } = await getSavedQuestion(ctx, id);
  // Whoever wrote it was allowed to; whoever asks it may not be.
  refusePicking(ctx, written);
  const read = readQuestion(written);
  if ("faults" in read) {
    const fields = read.faults.map(({ path, message }) => ({ path: path.map(String).join("."), reason: message }));
    throw badRequest("invalid_question", "This question is not understood any more; change it and save it.", fields);
  }
  switch (read.kind) {
    case "metrics": {
      const question = { ...compared(read.question, asking), ...seriesOf(read.question, asking) };
      return { kind: read.kind, answer: await answerQuestion(ctx, question, signal) };
    }
    case "funnel": {
      const question = { ...compared(read.question, asking), ...seriesOf(read.question, asking) };
      return { kind: read.kind, answer: await answerFunnel(ctx, question, signal) };
    }
    case "retention":
      return { kind: read.kind, answer: await answerRetention(ctx, framed(read.question, asking), signal) };
    case "paths":
      return { kind: read.kind, answer: await answerPaths(ctx, framed(read.question, asking), signal) };
    case "process":
      return { kind: read.kind, answer: await answerProcess(ctx, framed(read.question, asking), signal) };
  }
}

interface Framed {
  period: Exclude<Asking["period"], undefined>;
  timezone?: string | undefined;
  filter?: Condition | undefined;
}

/** The question in the period and zone in which it is asked this once, narrowed by what is asked beside it. */
function framed<Q extends Framed>(question: Q, { period, timezone, filter }: Asking): Q {
  const filters = [question.filter, filter].filter((each) => each !== undefined);
  return {
    ...question,
    period: period ?? question.period,
    timezone: timezone ?? question.timezone,
    filter: filters.length > 1 ? { all: filters } : filters[0],
  };
}

function compared<Q extends Framed & { compare?: unknown }>(question: Q, asking: Asking): Q {
  const compare = asking.compare ?? question.compare;
  return { ...framed(question, asking), compare: compare === "none" ? undefined : compare };
}

function seriesOf<Q extends { interval?: Asking["interval"] }>({ interval }: Q, asking: Asking) {
  return { interval: interval && (asking.interval ?? interval) };
}
