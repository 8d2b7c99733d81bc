import { api } from "../../../contracts/api.ts";
import { tryRecords } from "../../log/marks/marks.ts";
import { believed } from "../../platform/believed.ts";
import type { Database } from "../../platform/db/database.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Routes } from "../../platform/http/routes.ts";
import type { Telemetry } from "../../platform/telemetry.ts";
import { createReactionGauges, type ReactionsState, worstOf } from "./reactions.ts";

export interface Stores {
  version: string;
  records: { kind: "pglite" | "postgresql"; db: Database };
  events: { kind: "chdb" | "clickhouse"; ping(): Promise<void> };
  ingest: { isFailing(): boolean; stored(workspace: null): Promise<void> };
  reactions(): Promise<ReactionsState>;
  telemetry: Telemetry;
}

/** How long a store that could be written to is believed to be: whoever asks often does not make it write as often. */
const WRITTEN_MS = 2000;

export function systemRoutes(routes: Routes, stores: Stores): void {
  // Records that can only be read answer as ever.
  const written = believed({
    milliseconds: WRITTEN_MS,
    grace: 0,
    most: 1,
    read: () => tryRecords(stores.records.db, new Date()),
  });
  routes.route(api.getLive, () => ({ status: "ok" as const }));

  routes.route(api.getReady, async ({ now }) => {
    await answers("records", () => written.get("records"));
    await answers("events", stores.events.ping);
    await answers("events", () => stores.ingest.stored(null));
    if (stores.ingest.isFailing()) throw problem("not_ready", { store: "events" });
    const reactions = worstOf(await stores.reactions(), now());
    return { status: "ready" as const, records: "ok" as const, events: "ok" as const, reactions };
  });

  routes.route(api.getReactions, async ({ now }) => {
    const reactions = await stores.reactions();
    return {
      state: worstOf(reactions, now()),
      followers: reactions.followers.map(({ since, movedAt, ...follower }) => ({
        ...follower,
        since: since?.toISOString() ?? null,
        movedAt: movedAt?.toISOString() ?? null,
      })),
      outbox: reactions.outbox.map(({ since, ...topic }) => ({ ...topic, since: since?.toISOString() ?? null })),
    };
  });

  const { register } = stores.telemetry;
  const setReactions = createReactionGauges(register);
  routes.route(api.getSystemMetrics, async ({ now }, { reply }) => {
    setReactions(await stores.reactions(), now());
    void reply.type(register.contentType);
    return register.metrics();
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
    throw problem("not_ready", { store });
  } finally {
    clearTimeout(timer);
  }
}
