import { type DeclaredProblem, sayWith, type Value } from "../../../contracts/declare-problems.ts";
import { type FieldProblem, type ProblemCode, problems, type ValuesOf } from "../../../contracts/problems.ts";
import type { Who } from "../audit.ts";

interface More {
  /** Where several fields are wrong, or one that the problem itself does not name. */
  fields?: readonly FieldProblem[] | undefined;
  /** Seconds until it is worth trying again. */
  retryAfter?: number | undefined;
  /** Instead of the status of the code. */
  status?: number | undefined;
}

type Values = Readonly<Record<string, Value>>;

/**
 * An error that a caller is told about. Thrown anywhere, mapped once to `application/problem+json`. What it says is declared
 * under its code; {@link problem} makes one.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly values: Values;
  readonly status: number;
  readonly fields: readonly FieldProblem[] | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, values: Values, more: More = {}) {
    const declared: DeclaredProblem = problems[code];
    super(sayWith(declared.detail, values));
    this.name = "ProblemError";
    this.code = code;
    this.values = values;
    this.status = more.status ?? declared.status;
    this.fields = more.fields ?? fieldOf(code, declared, values);
    const seconds = more.retryAfter ?? declared.retryAfter;
    this.headers = seconds === undefined ? {} : { "retry-after": String(seconds) };
  }
}

function fieldOf(code: ProblemCode, { reason }: DeclaredProblem, values: Values): FieldProblem[] | undefined {
  return reason === undefined
    ? undefined
    : [{ path: String(values.path), code, values, reason: sayWith(reason, values) }];
}

/** 403 to somebody who is known: the audit log is told who tried. */
export class Refused extends ProblemError {
  readonly who: Who;

  constructor(who: Who, { code, values, status, fields }: ProblemError) {
    super(code, values, { status, fields });
    this.who = who;
  }
}

/** Nobody waits for the answer any more. Not a fault of anyone. */
export class CallerGone extends Error {
  constructor() {
    super("the caller has gone");
    this.name = "CallerGone";
  }
}

type Told<C extends ProblemCode> = keyof ValuesOf<C> extends never
  ? [values?: Readonly<Record<string, never>>, more?: More]
  : [values: ValuesOf<C>, more?: More];

/** A refusal under one of the codes of `contracts/problems.ts`, with a value for every place in its sentence. */
export function problem<C extends ProblemCode>(code: C, ...[values = {}, more]: Told<C>): ProblemError {
  return new ProblemError(code, values, more);
}

/** 401: no session and no key. */
export function unauthenticated() {
  return problem("unauthenticated");
}

/** 403: known, but not allowed. */
export function forbidden() {
  return problem("forbidden");
}

/** 404: not there, or not yours; the two look the same. */
export function notFound() {
  return problem("not_found");
}

/** 412: somebody changed it in between. */
export function stale() {
  return problem("stale_revision");
}
