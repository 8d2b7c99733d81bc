import { MAX_LINE } from "../limits.ts";

/** `text` is null for a line that was too long to hold. */
export type Line = { line: number; text: string | null };

/** Lines of a text, without their ends, numbered from 1; memory is bounded by the longest line allowed. */
export async function* splitLines(chunks: AsyncIterable<string>, maxLine = MAX_LINE): AsyncGenerator<Line> {
  let held = "";
  let line = 1;
  let tooLong = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end !== -1; end = chunk.indexOf("\n", from)) {
      const text = held + chunk.slice(from, end);
      yield { line, text: tooLong || text.length > maxLine ? null : text.endsWith("\r") ? text.slice(0, -1) : text };
      held = "";
      tooLong = false;
      from = end + 1;
      line++;
    }
    if (tooLong) continue;
    held += chunk.slice(from);
    if (held.length > maxLine) {
      held = "";
      tooLong = true;
    }
  }
  if (tooLong) yield { line, text: null };
  else if (held !== "") yield { line, text: held.endsWith("\r") ? held.slice(0, -1) : held };
}
