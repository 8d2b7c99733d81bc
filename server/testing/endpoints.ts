import { api } from "../../contracts/api.ts";
import type { Endpoint } from "../../contracts/endpoint.ts";
import type { Caller } from "./app.ts";

/** Every endpoint of the contract, whatever is added to it later. */
export const endpoints: [string, Endpoint][] = Object.entries(api);
export const guarded = endpoints.filter(([, endpoint]) => endpoint.access !== "public");
export const permitted = guarded.filter(([, endpoint]) => endpoint.access !== "signedIn");

/** The id of nothing. */
export const NOTHING = "0190a000-0000-7000-8000-000000000000";

/** What else a path names is there by this name; of kinds, the one of the example. */
export function addressOf(endpoint: Endpoint, id: string): string {
  return endpoint.path.replace(":id", id).replace(":kind", "touchpoint").replaceAll(/:\w+/g, "s");
}

/** Calls an endpoint with a path that exists and a body that is only an empty object. */
export function call(caller: Caller, endpoint: Endpoint, known: Record<string, string> = {}) {
  const noun = endpoint.path.split("/")[3] ?? "";
  const url = addressOf(endpoint, known[noun] ?? NOTHING);
  const hasBody = endpoint.body !== undefined;
  return caller.inject({ method: endpoint.method, url, ...(hasBody ? { payload: {} } : {}) });
}
