import { api } from "../../../contracts/api.ts";
import type { Endpoint } from "../../../contracts/endpoint.ts";
import { picksPeople } from "../../../rules/names-people.ts";
import type { Context } from "../../platform/context.ts";
import { problem } from "../../platform/http/problem.ts";

/** What comes in here holds data, not conditions. */
const SENDING: readonly string[] = ["events:write", "feedback:write"];

/**
 * Keeps who may not see customers from asking about one of them: a count over a condition that names somebody says
 * something about that person. @throws 403
 */
export function mayPickPeople(ctx: Context, endpoint: Endpoint, body: unknown): void {
  // Of several queries each is looked at by itself: one that may not be asked leaves the others alone.
  if (SENDING.includes(endpoint.access) || endpoint === api.answerQueries) return;
  refusePicking(ctx, body);
}

/** @throws 403 for what picks out customers, asked by who may not see them */
export function refusePicking(ctx: Context, asked: unknown): void {
  if (ctx.can("contacts:read")) return;
  const found = picksPeople(asked);
  if (!found) return;
  const { path, what } = found;
  throw problem("condition_picks_customers", { path, what });
}
