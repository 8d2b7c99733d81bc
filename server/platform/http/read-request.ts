import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { faultOfIssue } from "../../../contracts/fault-of-issue.ts";
import type { FieldProblem } from "../../../contracts/problems.ts";
import { problem } from "./problem.ts";

const MOST_NAMED = 50;

/** Reads a part of a request by its schema; what does not fit is told field by field. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (part: unknown) => {
    const read = z.safeParse(schema, part, { reportInput: true });
    return read.success ? { value: read.data } : { error: invalid(fieldsOf(read.error.issues)) };
  };
};

function invalid(fields: readonly FieldProblem[]) {
  const [first] = fields;
  const where = first?.path ? `${first.path}: ` : "";
  return problem("invalid_request", { fault: `${where}${first?.reason ?? "not valid"}` }, { fields });
}

function fieldsOf(issues: readonly z.core.$ZodIssue[]): FieldProblem[] {
  return issues
    .slice(0, MOST_NAMED)
    .map((issue) => ({ path: issue.path.map(String).join("."), ...faultOfIssue(issue), reason: issue.message }));
}
