import type { InjectOptions } from "fastify";
import type { api } from "../../contracts/api.ts";
import type { Caller, TestApp } from "./app.ts";

/** A request that does what its endpoint is for. */
export interface Call {
  as: Caller;
  options: InjectOptions;
}

/** What the examples of a noun are made with. `ids` are of one thing of every noun, by what paths of the API call them. */
export interface Examples {
  t: TestApp;
  ids: Record<string, string>;
  call: ReturnType<typeof callsOf>;
}

type Name = keyof typeof api;

/** A call of each endpoint of a noun that leaves a row in the audit log; made when it is needed. */
export type AuditedExamples = Partial<Record<Name, () => Promise<Call>>>;

/**
 * How an endpoint is asked by who sees the north only; `NORTH`, `BOTH` (a customer of north and south), `SEGMENT`, `JOURNEY`,
 * `QUESTION` and `SAVED` stand for ids, `UNIQUE` for another number each time.
 */
export interface Asked {
  /** Below `/api/v1/`; the path of the endpoint where absent. */
  url?: string;
  payload?: object;
}

/** What the guards need of a noun, in its `<noun>.examples.ts`; `nouns.ts` lists them. */
export interface NounExamples {
  /** Makes one thing in the owner's workspace; answers its id by what paths of the API call it. */
  things?: (examples: Examples) => Promise<Record<string, string>>;
  audited?: (examples: Examples) => AuditedExamples;
  /** Valid bodies where an empty one would be refused before the id is looked at. */
  bodies?: Partial<Record<Name, object>>;
  /**
   * Whose answers are what members wrote for all members, or the program's own words: nothing of it comes out of what
   * happened in a unit. All others that take no right to the whole are `asked`.
   */
  sayNothing?: readonly Name[];
  asked?: Partial<Record<Name, readonly Asked[]>>;
  /** Whose answers to who sees everything say something of the south: what the test would find, could it be seen. */
  tell?: readonly Name[];
  /** What is refused although it was asked rightly. */
  refused?: Partial<Record<Name, number>>;
}

/** What nobody may find in the audit log: of a customer, sent with the calls. */
export const zelda = { name: "Zelda Private", email: "zelda@example.com", note: "a word about Zelda" };

export const period = { from: "2026-06-01", to: "2026-06-17" };

export function happens(event: string) {
  return { field: "event", op: "eq" as const, value: event };
}

/** Makes a call of a path below `/api/v1/`, by the owner where nobody else is named. */
export function callsOf(owner: Caller) {
  return (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", url: string, payload?: object, as = owner) =>
    Promise.resolve<Call>({ as, options: { method, url: `/api/v1/${url}`, ...(payload ? { payload } : {}) } });
}

/** Sends a file with nothing but its bytes. */
export function uploadOf(as: Caller, url: string, payload: string | Buffer): Call {
  const headers = { "content-type": "application/octet-stream" };
  return { as, options: { method: "POST", url: `/api/v1/${url}`, headers, payload } };
}

/** The names of the endpoints that create, change and delete one of a kind of named things. */
type Changing<One extends string> = Extract<Name, `${"create" | "update" | "delete"}${One}`>;

/** Calls of the endpoints that change a kind of named things, with a body that is another each time. */
export function namedExamples<One extends string>(
  { t: { owner }, call }: Examples,
  path: string,
  one: One,
  body: (made: number) => object,
) {
  let made = 0;
  const next = () => {
    made += 1;
    return { name: `Made ${made}`, description: zelda.note, ...body(made) };
  };
  const make = async () => {
    const answer = await owner.inject({ method: "POST", url: `/api/v1/${path}`, payload: next() });
    return answer.json<{ id: string }>().id;
  };
  return {
    [`create${one}`]: () => call("POST", path, next()),
    [`update${one}`]: async () => call("PUT", `${path}/${await make()}`, next()),
    [`delete${one}`]: async () => call("DELETE", `${path}/${await make()}`),
  } as Record<Changing<One>, () => Promise<Call>>;
}
