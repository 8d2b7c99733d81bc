import type { importFileProblems } from "../../../../contracts/collect/imports.problems.ts";
import type { ValuesOf } from "../../../../contracts/problems.ts";
import { ProblemError } from "../../../platform/http/problem.ts";

/** The file as a whole cannot be read on: not a row that is wrong, but what holds the rows. */
export class FileRefused<
  C extends keyof typeof importFileProblems = keyof typeof importFileProblems,
> extends ProblemError {
  /** The line at which reading stopped, where lines were being counted. */
  readonly line: number | undefined;

  constructor(code: C, values: ValuesOf<C>, line?: number) {
    super(code, values);
    this.name = "FileRefused";
    this.line = line;
  }
}
