import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { type Client, createClient } from "../../contracts/client.ts";

export const ORIGIN = "http://throughline.test";

/** A caller with a session or a key: `request` is the typed client, `inject` the raw door with its headers set. */
export interface Caller {
  request: Client;
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
  headers: Record<string, string>;
}

let places = 0;

/** An address nobody else has, so that others do not use up its requests. */
export function newAddress(): string {
  places += 1;
  return `10.0.${places >> 8}.${places & 255}`;
}

/** Callers of an app who are at one address. */
export function callersOf(app: FastifyInstance, remoteAddress = "127.0.0.1") {
  const caller = (headers: Record<string, string>): Caller => ({
    headers,
    request: createClient({ baseUrl: ORIGIN, headers: () => headers, fetch: fetchInto(app, remoteAddress) }),
    inject: (inject) => app.inject({ remoteAddress, ...inject, headers: { ...headers, ...inject.headers } }),
  });
  return {
    anonymous: caller({ origin: ORIGIN }),
    signedIn: (cookie: string, workspaceId: string) => caller({ origin: ORIGIN, cookie, "x-workspace": workspaceId }),
    withKey: (secret: string) => caller({ authorization: `Bearer ${secret}` }),
  };
}

/** The cookies an answer sets, as a browser sends them back. */
export function cookieOf({ headers }: LightMyRequestResponse): string {
  return [headers["set-cookie"] ?? []]
    .flat()
    .map((each) => each.split(";")[0])
    .join("; ");
}

/** `fetch` that enters the app in memory. */
function fetchInto(app: FastifyInstance, remoteAddress: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const answer = await app.inject({
      remoteAddress,
      method: (init?.method ?? "GET") as "GET",
      url: `${url.pathname}${url.search}`,
      headers: init?.headers as Record<string, string>,
      ...(init?.body ? { payload: String(init.body) } : {}),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      for (const each of [value ?? []].flat()) headers.append(name, String(each));
    const empty = answer.statusCode === 204;
    return new Response(empty ? null : new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
}
