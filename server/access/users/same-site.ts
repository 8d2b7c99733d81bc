import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";
import { problem } from "../../platform/http/problem.ts";

/**
 * Refuses a request that another site's page makes the browser send with our cookie. Browsers set `Origin` and
 * `Sec-Fetch-Site` themselves and no page can forge them.
 *
 * `anonymous` requests (sign-in, setup) carry no cookie worth abusing and may come from programs that send neither
 * header; only those that say they are foreign are refused.
 *
 * Another site's name may be made to lead to this machine, and the browser then takes its page for ours. To a server that
 * knows no public name, every name is foreign; an address in numbers leads nowhere else.
 *
 * @throws 403 `cross_site_request`, `unknown_host`
 */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string, { anonymous = false } = {}): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (["localhost", "127.0.0.1", "[::1]"].includes(new URL(publicUrl).hostname) && !isLocal(request.hostname))
    throw problem("unknown_host", { address: publicUrl });
  const site = request.headers["sec-fetch-site"];
  if (site === "same-origin") return;
  const origin = request.headers.origin;
  if (origin === undefined && site === undefined && anonymous) return;
  if (origin !== undefined && isOurs(origin, request.host, publicUrl)) return;
  throw problem("cross_site_request");
}

function isLocal(hostname: string): boolean {
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function isOurs(origin: string, host: string, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const ours = new URL(publicUrl);
  if (from.origin === ours.origin) return true;
  // Reached by another name than the public one, but by the same as the page. A page without TLS may not speak for one with.
  return from.host === host && (ours.protocol !== "https:" || from.protocol === "https:");
}
