import type { Skipped } from "./answers.ts";
import type { AskedQuestion } from "./questions.ts";
import type { Sitting } from "./sitting.ts";
import { isRecord, refused, type Taken, taken } from "./types/type-rules.ts";

/** Whether nothing was given: an answer that is taken back. So is a form of which nothing was filled in. */
export function isNothing(given: unknown): boolean {
  if (given === undefined || given === null) return true;
  if (typeof given === "string") return given.trim() === "";
  if (Array.isArray(given)) return given.length === 0;
  return isRecord(given) && Object.values(given).every((part) => part === undefined || part === null || part === "");
}

/** The answer to a question that was meant by what was given, or what is wrong with it. What it answers is taken again as it is. */
export function takeAnswer(sitting: Sitting, question: AskedQuestion, given: unknown, path: string): Taken {
  if (isRecord(given) && "skipped" in given) return takeSkipped(given, question, path);
  const rules = sitting.types[question.type];
  return rules ? rules.take(given, question, sitting, path) : refused(path, "unexpected");
}

function takeSkipped({ skipped }: Record<string, unknown>, question: AskedQuestion, path: string): Taken<Skipped> {
  if (skipped === "declined" && question.mayDecline) return taken({ skipped });
  if (skipped === "not_applicable" && question.mayNotApply) return taken({ skipped });
  return refused(path, "not_one_of", { given: String(skipped).slice(0, 50) });
}
