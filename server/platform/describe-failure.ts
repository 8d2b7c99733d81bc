import { ProblemError } from "./http/problem.ts";

const LONGEST = 300;

/**
 * Why something failed, in a line that may be kept and shown: a failed statement would tell the values it was given, names
 * and addresses, so of that only the store's own code is said.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof ProblemError) return error.message.slice(0, LONGEST);
  const causes = causesOf(error);
  const coded = causes.find((each) => "code" in each && typeof each.code === "string" && each.code !== "");
  const code = coded && "code" in coded ? ` (${String(coded.code)})` : "";
  const last = causes.at(-1);
  if (!last) return "It failed without saying why.";
  const telling = causes.some((each) => "query" in each) ? "A statement to a store failed" : firstLine(last.message);
  return `${telling}${code}`.slice(0, LONGEST);
}

/** An error and what it came from, the innermost last. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let each = error; each instanceof Error && causes.length < 10; each = each.cause) causes.push(each);
  return causes;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
