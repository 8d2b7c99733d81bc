import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isResponseSerializationError } from "fastify-type-provider-zod";
import type { Problem } from "../../../contracts/problem.ts";
import { describeFailure } from "../describe-failure.ts";
import { isStoreAway } from "../store-away.ts";
import { CallerGone, ProblemError, problem } from "./problem.ts";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  408: "Too slow",
  409: "Conflict",
  412: "Changed in between",
  413: "Too large",
  415: "Unsupported media type",
  422: "Cannot be answered",
  429: "Too many requests",
  500: "Internal error",
  503: "Unavailable",
};

/** What Fastify refuses by itself, under our codes. */
const REFUSALS = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_JSON_BODY: "invalid_json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "empty_body",
  FST_ERR_BAD_URL: "invalid_address",
} as const;

/** Maps everything thrown to `application/problem+json`. What is not meant for callers is logged and said as 500. */
export function mapErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => send(request, reply, told(request, error)));
}

/** What a caller is told of an error that is not the whole answer, such as that of one query among several. */
export function problemFor(request: FastifyRequest, error: unknown): Problem {
  return bodyOf(request, told(request, error));
}

function told(request: FastifyRequest, error: unknown): ProblemError {
  const known = recognise(error);
  if (hasLeft(request, error)) request.log.info({ reqId: request.id }, new CallerGone().message);
  else if (!known) request.log.error({ err: error, reqId: request.id }, "request failed");
  else if (known.status >= 500)
    request.log.warn({ reqId: request.id, code: known.code, reason: describeFailure(error) }, known.message);
  return known ?? internal();
}

/** Whether it says no more than that the caller has gone: what is sent breaks off, what is answered is taken by nobody. */
function hasLeft({ raw, socket }: FastifyRequest, error: unknown): boolean {
  if (error instanceof CallerGone) return true;
  if (!socket.destroyed || !isFastifyError(error)) return false;
  return error === raw.errored || error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

/** Answers what has no route. It counts for the limit of requests like anything else, once that limit is registered. */
export function answerUnknown(app: FastifyInstance): void {
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    send(request, reply, problem("no_such_address")),
  );
}

function internal() {
  return problem("internal_error");
}

/** What Fastify refuses before a request has a route, such as an address that cannot be read. */
export function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  // Hooks do not run for these.
  void reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" });
  send(request, reply, recognise(error) ?? internal());
}

function recognise(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  // Anything can be thrown, and what is no error has nothing to say to a caller.
  if (!isFastifyError(error)) return null;
  if (isStoreAway(error)) return problem("stores_unavailable");
  if (isResponseSerializationError(error)) return null;
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return null;
  if (error instanceof SyntaxError) return problem("invalid_json");
  if (error.code in REFUSALS) return problem(REFUSALS[error.code as keyof typeof REFUSALS]);
  return problem("bad_request", { fault: error.message.slice(0, 300) }, { status });
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error;
}

function bodyOf(request: FastifyRequest, error: ProblemError): Problem {
  return {
    type: `urn:throughline:problem:${error.code}`,
    title: TITLES[error.status] ?? "Error",
    status: error.status,
    code: error.code,
    values: error.values,
    detail: error.message,
    requestId: request.id,
    ...(error.fields ? { fields: [...error.fields] } : {}),
  };
}

function send(request: FastifyRequest, reply: FastifyReply, error: ProblemError): void {
  void reply
    .status(error.status)
    .headers(error.headers)
    .header("content-type", "application/problem+json; charset=utf-8")
    .serializer((value: unknown) => JSON.stringify(value))
    .send(bodyOf(request, error));
}
