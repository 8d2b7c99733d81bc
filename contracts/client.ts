import type { z } from "zod";
import type { Api } from "./api.ts";
import type { Problem } from "./problem.ts";

type Endpoints = { [K in keyof Api as `${Api[K]["method"]} ${Api[K]["path"]}`]: Api[K] };

/** A route of the API as `METHOD /path`, e.g. `GET /api/v1/journeys/:id`. */
export type RouteName = keyof Endpoints;

type Input<E, Part extends string> = E extends { [P in Part]: infer S extends z.ZodType } ? z.input<S> : undefined;
type Optional<K extends string, V> = V extends undefined
  ? { [P in K]?: undefined }
  : Partial<V> extends V
    ? { [P in K]?: V }
    : { [P in K]: V };

export type RequestOptions<N extends RouteName> = Optional<"params", Input<Endpoints[N], "params">> &
  Optional<"query", Input<Endpoints[N], "query">> &
  Optional<"body", Input<Endpoints[N], "body">> & {
    signal?: AbortSignal;
    ifMatch?: number;
    idempotencyKey?: string;
    queryId?: string;
  };

export type ResponseOf<N extends RouteName> = Endpoints[N] extends { response: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** An answer that was not a success. `problem` is what the server said, or a stand-in when it said nothing readable. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Scheme, host and port without a trailing slash; empty for the page's own origin. */
  baseUrl: string;
  headers?: () => Record<string, string>;
  /** Instead of the platform's own `fetch`. */
  fetch?: typeof fetch;
}

export type Client = <N extends RouteName>(route: N, options: RequestOptions<N>) => Promise<ResponseOf<N>>;

/** A typed client of the whole API. Rejects with `ApiError`; an aborted call rejects with the signal's reason. */
export function createClient(client: ClientOptions): Client {
  return async (route, options) => {
    const response = await send(client, route, options);
    if (!response.ok) throw new ApiError(await readProblem(response));
    if (response.status === 204) return undefined as never;
    return (await response.json()) as never;
  };
}

/**
 * A client of endpoints that answer in lines of JSON: hands each on as soon as it is there. Rejects with `ApiError`; an
 * aborted call rejects with the signal's reason.
 */
export function createLineReader(client: ClientOptions) {
  return async function* <N extends RouteName>(route: N, options: RequestOptions<N>): AsyncGenerator<unknown> {
    const response = await send(client, route, options);
    if (!response.ok || !response.body) throw new ApiError(await readProblem(response));
    let rest = "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line !== "") yield JSON.parse(line) as unknown;
    }
  };
}

interface LooseOptions {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal;
  ifMatch?: number;
  idempotencyKey?: string;
  queryId?: string;
}

async function send(client: ClientOptions, route: string, options: LooseOptions): Promise<Response> {
  const [method, path] = route.split(" ") as [string, string];
  const params = (options.params ?? {}) as Record<string, unknown>;
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((options.query ?? {}) as Record<string, unknown>))
    if (value !== undefined) search.set(name, String(value));
  const query = search.size > 0 ? `?${search}` : "";
  const go = client.fetch ?? fetch;
  return go(`${client.baseUrl}${filled}${query}`, {
    method,
    credentials: "same-origin",
    headers: {
      ...client.headers?.(),
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      ...(options.ifMatch === undefined ? {} : { "if-match": `"${options.ifMatch}"` }),
      ...(options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey }),
      ...(options.queryId === undefined ? {} : { "x-query-id": options.queryId }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    code: "unreadable_answer",
    values: { status: response.status },
    detail: `The server answered ${response.status} without saying why.`,
    requestId: response.headers.get("x-request-id") ?? "",
  };
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}
