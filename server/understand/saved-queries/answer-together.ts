import type { Problem } from "../../../contracts/problem.ts";
import type { AnswerLine, AskedTogether } from "../../../contracts/understand/together.ts";
import type { Context } from "../../platform/context.ts";
import { answerSavedQuery, answerWritten } from "./answer-saved-query.ts";

/** So many queries of one request run at once; the others wait, so that one page does not take the whole server. */
const AT_ONCE = 4;

/**
 * The answers to several queries, one a line, as they are done. What is wrong with one is its own line; `problemOf` puts it
 * into words. Ends when the caller has gone.
 */
export async function* answerTogether(
  ctx: Context,
  queries: readonly AskedTogether[],
  { signal, problemOf }: { signal: AbortSignal; problemOf: (error: unknown) => Problem },
): AsyncGenerator<string> {
  const line = async (asked: AskedTogether, index: number): Promise<AnswerLine> => {
    try {
      return { index, answer: await answerOne(ctx, asked, signal) };
    } catch (error) {
      return { index, problem: problemOf(error) };
    }
  };
  const waiting = [...queries.entries()];
  const running = new Map<number, Promise<AnswerLine>>();
  while (!signal.aborted) {
    for (const [index, asked] of waiting.splice(0, AT_ONCE - running.size)) running.set(index, line(asked, index));
    if (running.size === 0) return;
    const done = await Promise.race(running.values());
    running.delete(done.index);
    yield `${JSON.stringify(done)}\n`;
  }
}

function answerOne(ctx: Context, asked: AskedTogether, signal: AbortSignal) {
  if ("query" in asked) return answerWritten(ctx, asked.query, signal);
  const { savedQuery, ...asking } = asked;
  return answerSavedQuery(ctx, savedQuery, asking, signal);
}
