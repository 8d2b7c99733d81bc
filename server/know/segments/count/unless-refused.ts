import { ProblemError } from "../../../platform/http/problem.ts";
import type { Log } from "../../../platform/log.ts";

/** Leaves out what can never be answered, such as a query larger than it may be; undefined then. Other failures are thrown. */
export async function unlessRefused<T>(log: Log, what: object, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500) throw error;
    log.warn({ ...what, code: error.code }, "a segment could not be counted");
    return undefined;
  }
}
