import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { queryId } from "../../../contracts/understand/progress.ts";
import { underKey } from "../analytics/under-key.ts";
import type { Context } from "../context.ts";
import { problem } from "./problem.ts";

const HEADER = "x-query-id";

/** What the queries of an asker are known by in the engine: nobody else arrives at it, whatever id they choose. */
export function queryKey(ctx: Pick<Context, "workspace" | "actor">, id: string): string {
  const asker = JSON.stringify([ctx.workspace.id, ctx.actor.kind, ctx.actor.id, id]);
  return createHash("sha256").update(asker).digest("hex").slice(0, 32);
}

/** The context of a request that named its query, so that its progress can be asked for. @throws 400 for no id */
export function withQueryId(ctx: Context, request: FastifyRequest): Context {
  const id = request.headers[HEADER];
  if (id === undefined) return ctx;
  const { error, data } = queryId.safeParse(id);
  if (error) throw problem("invalid_query_id", { header: HEADER });
  return { ...ctx, analytics: underKey(ctx.analytics, queryKey(ctx, data)) };
}
