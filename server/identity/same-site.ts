import type { FastifyRequest } from "fastify";
import { ProblemError } from "../platform/http/problem.ts";

/**
 * Refuses a request that another site's page makes the browser send with our cookie. Browsers set `Origin` and
 * `Sec-Fetch-Site` themselves and no page can forge them.
 *
 * `anonymous` requests (sign-in, setup) carry no cookie worth abusing and may come from programs that send neither
 * header; only those that say they are foreign are refused.
 *
 * @throws 403 `cross_site_request`
 */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string, { anonymous = false } = {}): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers["sec-fetch-site"];
  if (site === "same-origin") return;
  const origin = request.headers.origin;
  if (origin === undefined && site === undefined && anonymous) return;
  if (origin !== undefined && isOurs(origin, request.host, publicUrl)) return;
  throw new ProblemError(
    403,
    "cross_site_request",
    "A request with a session must come from our own page: send an `Origin` header with this address, or use an API key.",
  );
}

function isOurs(origin: string, host: string, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const ours = new URL(publicUrl);
  if (from.origin === ours.origin) return true;
  // Reached by another name than the public one, but by the same as the page. A page without TLS may not speak for one with.
  return from.host === host && (ours.protocol !== "https:" || from.protocol === "https:");
}
