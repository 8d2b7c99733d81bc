import { api } from "../../../contracts/api.ts";
import { unavailable } from "../../platform/http/problem.ts";
import type { Routes } from "../../platform/http/routes.ts";

export interface Stores {
  version: string;
  records: { kind: "pglite" | "postgresql"; ping(): Promise<void> };
  events: { kind: "chdb" | "clickhouse"; ping(): Promise<void> };
}

export function systemRoutes(routes: Routes, stores: Stores): void {
  routes.route(api.getLive, () => ({ status: "ok" as const }));

  routes.route(api.getReady, async () => {
    await answers("records", stores.records.ping);
    await answers("events", stores.events.ping);
    return { status: "ready" as const, records: "ok" as const, events: "ok" as const };
  });

  routes.route(api.getInfo, (ctx) => ({
    version: stores.version,
    records: stores.records.kind,
    events: stores.events.kind,
    now: ctx.now().toISOString(),
  }));
}

const PATIENCE_MS = 5000;

async function answers(store: string, ping: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  });
  try {
    await Promise.race([ping(), tooLong]);
  } catch {
    throw unavailable("not_ready", `The store of ${store} does not answer.`, 5);
  } finally {
    clearTimeout(timer);
  }
}
