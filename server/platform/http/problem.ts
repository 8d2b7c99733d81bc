import type { Who } from "../audit.ts";

/** An error that a caller is told about. Thrown anywhere, mapped once to `application/problem+json`. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: { path: string; reason: string }[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    detail: string,
    fields?: { path: string; reason: string }[],
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.name = "ProblemError";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.headers = headers;
  }
}

/** 403 to somebody who is known: the audit log is told who tried. */
export class Refused extends ProblemError {
  readonly who: Who;

  constructor(who: Who, { status, code, message, fields, headers }: ProblemError) {
    super(status, code, message, fields, headers);
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

/** 400: the request cannot be understood or is not allowed to look like this. */
export function badRequest(code: string, detail: string, fields?: { path: string; reason: string }[]) {
  return new ProblemError(400, code, detail, fields);
}

/** 401: no session and no key. */
export function unauthenticated(detail = "Sign in, or send an API key as `Authorization: Bearer …`.") {
  return new ProblemError(401, "unauthenticated", detail);
}

/** 403: known, but not allowed. */
export function forbidden(detail = "Your role does not allow this. Ask an admin of the workspace.") {
  return new ProblemError(403, "forbidden", detail);
}

/** 404: not there, or not yours; the two look the same. */
export function notFound(detail = "There is nothing here under this id.") {
  return new ProblemError(404, "not_found", detail);
}

/** 409: not possible in the present state. */
export function conflict(code: string, detail: string) {
  return new ProblemError(409, code, detail);
}

/** 412: somebody changed it in between. */
export function stale(detail = "Somebody changed this since you opened it. Load it again; nothing was saved.") {
  return new ProblemError(412, "stale_revision", detail);
}

/** 413: more bytes than allowed. */
export function tooLarge(detail: string) {
  return new ProblemError(413, "too_large", detail);
}

/** 503: cannot be taken now; come back after `retryAfter` seconds. */
export function unavailable(code: string, detail: string, retryAfter = 1) {
  return new ProblemError(503, code, detail, undefined, { "retry-after": String(retryAfter) });
}
