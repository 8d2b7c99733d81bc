import { setMaxListeners } from "node:events";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { z } from "zod";
import type { Endpoint } from "../../../contracts/endpoint.ts";
import type { Audit, RequestTrail, Who } from "../audit.ts";
import type { Acting, Context, System, UserContext } from "../context.ts";
import { idempotencyKey, once } from "./idempotency.ts";
import { CallerGone, problem } from "./problem.ts";
import { withQueryId } from "./query-id.ts";
import { allowSlowBody } from "./slow-requests.ts";

type Output<E, Part extends string> = E extends { [P in Part]: infer S extends z.ZodType } ? z.output<S> : undefined;

/** What the access of an endpoint hands to its handler. */
export type ContextOf<E extends Endpoint> = E["access"] extends "public"
  ? Acting
  : E["access"] extends "signedIn"
    ? UserContext
    : Context;

export interface Input<E extends Endpoint> {
  params: Output<E, "params">;
  query: Output<E, "query">;
  /** Unread, with no limit of size or time, where the endpoint `consumes` something other than JSON. */
  body: E extends { consumes: string } ? Readable : Output<E, "body">;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Aborted when the caller has gone; hand it to long queries. */
  signal: AbortSignal;
}

/** What a handler answers: the response in the shape before it is serialised; `undefined` for 204 and for streams. */
type Answer<E extends Endpoint> = E extends { response: infer S extends z.ZodType } ? z.input<S> : unknown;

/** Before the trail of a request begins. */
export type Untracked<C extends Acting> = Omit<C, "trail">;

/** Who is at the door. Given by the program, because who may enter is not the platform's business. */
export interface Gate {
  /** @throws 401 without a session, {@link Refused} for a key */
  user(request: FastifyRequest): Promise<Untracked<UserContext>>;
  /** @throws 401 without session or key, {@link Refused} without the permission, 404 for another's workspace */
  context(request: FastifyRequest, permission: string): Promise<Untracked<Context>>;
}

/** Looks into what is asked, once it is known to be well-formed. @throws 403 for what this caller may not ask */
export type MayAsk = (ctx: Context, endpoint: Endpoint, body: unknown) => void;

export interface Routes {
  /** Adds the endpoint. The only way to add one of the contract. */
  route<const E extends Endpoint>(
    endpoint: E,
    handler: (ctx: ContextOf<E>, input: Input<E>) => Promise<Answer<E>> | Answer<E>,
  ): void;
  /** @throws when an endpoint of the contract has no handler */
  assertComplete(): void;
}

export interface RoutesOptions {
  /** Every endpoint there has to be, by its name. */
  contract: Readonly<Record<string, Endpoint>>;
  gate: Gate;
  audit: Audit;
  mayAsk?: MayAsk;
}

export function createRoutes(
  app: FastifyInstance,
  system: System,
  { contract, gate, audit, mayAsk = () => undefined }: RoutesOptions,
): Routes {
  const added = new Set<Endpoint>();
  const names = new Map(Object.entries(contract).map(([name, endpoint]) => [endpoint, name]));
  return {
    route(endpoint, handler) {
      added.add(endpoint);
      const name = names.get(endpoint) ?? `${endpoint.method} ${endpoint.path}`;
      const route: RouteOptions = {
        method: endpoint.method,
        url: endpoint.path,
        ...(endpoint.bodyLimit ? { bodyLimit: endpoint.bodyLimit } : {}),
        schema: { ...schemaOf(endpoint), operationId: name },
        // The guard runs before the body is even read: who may not enter learns nothing about what is valid inside.
        onRequest: async (request) => {
          const entered = await enter(endpoint, gate, system, request).catch(async (error: unknown) => {
            await audit.refused({ request, endpoint, name }, error);
            throw error;
          });
          const trail = audit.open({ request, endpoint, name }, whoOf(entered));
          contexts.set(request, { ...entered, trail });
        },
        handler: async (request, reply) => {
          reply.status(endpoint.status);
          const entered = contexts.get(request);
          if (!entered) throw new Error("The request came in past the door.");
          const { trail } = entered;
          try {
            const input = { ...partsOf(request), request, reply, signal: signalOf(reply) };
            const ctx = isContext(entered) ? withQueryId(entered, request) : entered;
            if (isContext(ctx)) mayAsk(ctx, endpoint, input.body);
            const carryOut = async () => writtenDown(trail, await handler(ctx as never, input as never));
            const key = takesKey(endpoint) ? idempotencyKey(request) : undefined;
            if (key === undefined) {
              const answer = await carryOut();
              return endpoint.status === 204 ? reply.send() : answer;
            }
            const { answer, replayed } = await once(askerOf(ctx), endpoint, key, request, async () =>
              String(reply.serialize(await carryOut())),
            );
            if (replayed) void reply.header("idempotency-replayed", "true");
            return reply.type("application/json; charset=utf-8").send(answer);
          } catch (error) {
            await trail.failed(error);
            throw error;
          }
        },
      };
      if (endpoint.consumes) addStreamed(app, route, endpoint.consumes);
      else app.route(route);
    },
    assertComplete() {
      const missing = [...names].filter(([endpoint]) => !added.has(endpoint));
      if (missing.length > 0)
        throw new Error(`Endpoints without a handler: ${missing.map(([, name]) => name).join(", ")}`);
    },
  };
}

/** Whether a repeat of the request would make a second thing. A streamed body would have to be kept to be compared. */
function takesKey(endpoint: Endpoint): boolean {
  return endpoint.status === 201 && endpoint.access !== "public" && !endpoint.consumes;
}

function isContext<C extends System>(ctx: C): ctx is C & Context {
  return "workspace" in ctx;
}

/** The answer, once the audit log has it. */
async function writtenDown<T>(trail: RequestTrail, answer: T): Promise<T> {
  try {
    await trail.answered(answer);
    return answer;
  } catch (error) {
    if (answer instanceof Readable) answer.destroy();
    throw error;
  }
}

function whoOf(ctx: System | Untracked<UserContext> | Untracked<Context>): Who | null {
  if ("actor" in ctx) return { workspace: ctx.workspace.id, actor: ctx.actor };
  if ("user" in ctx) return { workspace: "", actor: { kind: "user", id: ctx.user.id, name: ctx.user.name } };
  return null;
}

function askerOf(ctx: Acting) {
  const { db, now } = ctx;
  const { workspace, actor } = whoOf(ctx) ?? { workspace: "", actor: { kind: "user", id: "" } };
  return { db, now, workspace, actor: `${actor.kind} ${actor.id}` };
}

/** A route whose body reaches the handler unread. In a scope of its own, so that no other route takes such a body. */
function addStreamed(app: FastifyInstance, route: RouteOptions, mediaType: string): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(mediaType, (request, payload, done) => {
      allowSlowBody(request.raw.socket);
      done(null, payload);
    });
    scope.route(route);
  });
}

const contexts = new WeakMap<FastifyRequest, Acting & { trail: RequestTrail }>();

async function enter(endpoint: Endpoint, gate: Gate, system: System, request: FastifyRequest): Promise<System> {
  if (endpoint.access === "public") return system;
  if (endpoint.access === "signedIn") return gate.user(request);
  return gate.context(request, endpoint.access);
}

function schemaOf(endpoint: Endpoint) {
  return {
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...describe(endpoint),
    ...(endpoint.params ? { params: endpoint.params } : {}),
    ...(endpoint.query ? { querystring: endpoint.query } : {}),
    ...(endpoint.body ? { body: endpoint.body } : {}),
    ...(endpoint.consumes ? { consumes: [endpoint.consumes], body: fileBody } : {}),
    ...(endpoint.produces ? { produces: [endpoint.produces] } : {}),
    ...(endpoint.response ? { response: { [endpoint.status]: endpoint.response } } : {}),
  };
}

function describe(endpoint: Endpoint): { description?: string } {
  const repeat = endpoint.answersSecret
    ? "Takes an `Idempotency-Key` header: a repeat within 24 hours makes nothing new and is answered 409 `already_done`, because the secret of the first answer is not kept."
    : "Takes an `Idempotency-Key` header: a repeat within 24 hours makes nothing new and gets the first answer again.";
  const parts = [endpoint.description, takesKey(endpoint) ? repeat : undefined].filter((part) => part !== undefined);
  return parts.length > 0 ? { description: parts.join("\n\n") } : {};
}

/** For the documentation; the stream itself is not looked at. */
const fileBody = z.any().meta({ type: "string", format: "binary" });

function partsOf(request: FastifyRequest) {
  return { params: request.params, query: request.query, body: request.body };
}

/** Listens to the answer and not to the connection, which outlives it and would gather a listener from every request. */
function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // A page of numbers asks many queries, each of which listens.
  setMaxListeners(100, controller.signal);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort(new CallerGone());
  });
  return controller.signal;
}

/**
 * The revision a caller has seen, out of `If-Match: "7"`; undefined when the header is absent.
 * @throws 400 when it is not a revision
 */
export function revisionSeen(request: FastifyRequest): number | undefined {
  const header = request.headers["if-match"];
  if (header === undefined) return undefined;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header);
  if (!match) throw problem("invalid_if_match", { got: header.slice(0, 40) });
  return Number(match[1]);
}
