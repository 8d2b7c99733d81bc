import type { InjectOptions } from "fastify";
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

/** A call of each endpoint of a noun that leaves a row in the audit log, by the endpoint's name; made when it is needed. */
export type AuditedExamples = Record<string, () => Promise<Call>>;

/** Makes a call of a path below `/api/v1/`, by the owner where nobody else is named. */
export function callsOf(owner: Caller) {
  return (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", url: string, payload?: object, as = owner) =>
    Promise.resolve<Call>({ as, options: { method, url: `/api/v1/${url}`, ...(payload ? { payload } : {}) } });
}
